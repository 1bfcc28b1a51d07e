import { join } from 'node:path';
import { ERRORS, type ErrorCode, fail } from '../../../contract/errors/index.ts';
import { BuildRequest, type ErrorBody } from '../../../contract/flow.ts';
import { type GoldenTable, type GoldenTest, maxGoldenRows, type Project } from '../../../contract/project/index.ts';
import { parquetRelation } from '../../sql/quote.ts';
import type { Session } from '../../sql/session.ts';
import { planBuild } from '../build-plan.ts';
import { evaluateFlow } from '../evaluate.ts';
import { engineVersion } from '../keys.ts';
import type { ActiveModel, BuildRecord, FlowPorts, FlowStorage } from '../ports.ts';
import { runBuild } from '../runner.ts';
import type { FlowStatus } from '../status.ts';
import { goldenSelect } from './golden-sql.ts';
import { goldenPart } from './part.ts';

/** Models whose active version a test may use. */
export interface GoldenModels {
  active(model: string): Promise<ActiveModel | undefined>;
  files(model: string): Promise<Record<string, Uint8Array> | undefined>;
}

/** What a test runs with: nothing of the project's data. `folder` is empty, and removed by the caller. */
export interface GoldenPorts {
  session: Session;
  folder: string;
  models: GoldenModels;
  threads: number;
  signal: AbortSignal;
}

/**
 * Runs the part of a test on its pinned rows, by the same plans and the same runner as a build, and gives the rows of what it expects.
 * GOLDEN_*, and the errors of the recipes.
 */
export async function runGolden(
  test: GoldenTest,
  project: Project,
  ports: GoldenPorts,
): Promise<ReadonlyMap<string, GoldenTable>> {
  const part = goldenPart(test, project);
  const storage = new GoldenStorage(ports);
  for (const [dataset, table] of Object.entries(test.inputs)) await storage.pin(test, dataset, table);
  const flowPorts: FlowPorts = { storage, session: ports.session, threads: ports.threads, now: () => new Date() };
  const status = await evaluateFlow(part.project, flowPorts, { schemas: new Map() });
  requireSound(test, status);
  const request = BuildRequest.parse({ targets: Object.keys(test.outputs) });
  const head = { id: test.id, label: test.name, request, startedBy: '', again: null };
  const job = await runBuild({ ...head, plan: planBuild(status, request) }, status, {
    ports: flowPorts,
    hooks: { signal: ports.signal },
  });
  if (ports.signal.aborted) throw fail('ABORTED');
  if (job.error) throw asError(job.error);
  const tables = new Map<string, GoldenTable>();
  for (const dataset of Object.keys(test.outputs)) tables.set(dataset, await storage.read(dataset, status));
  return tables;
}

function requireSound(test: GoldenTest, status: FlowStatus): void {
  for (const { recipe, problems } of status.recipes.values()) {
    const problem = problems.find(({ severity }) => severity === 'error');
    if (problem) throw fail('GOLDEN_RECIPE', { test: test.name, recipe: recipe.name, problem: problem.message });
  }
}

function asError({ code, data, logId }: ErrorBody): Error {
  if (code === 'INTERNAL' || !(code in ERRORS)) return fail('INTERNAL', { logId });
  return fail(code as ErrorCode, data);
}

/** Rows of one test: pinned ones, and what its recipes make of them. */
class GoldenStorage implements FlowStorage {
  private readonly ports: GoldenPorts;
  private readonly made = new Map<string, BuildRecord>();

  constructor(ports: GoldenPorts) {
    this.ports = ports;
  }

  async pin(test: GoldenTest, dataset: string, table: GoldenTable): Promise<void> {
    const select = goldenSelect(table, { test: test.name, dataset });
    const build = await this.createBuild(dataset, 'pinned');
    const rows = await this.ports.session.copyToParquet(select, build.path, { signal: this.ports.signal });
    const recipe = { id: '', kind: 'pinned', version: 1 };
    const fingerprint = { engine: engineVersion, recipe, settings: {}, variables: {}, inputs: {} };
    await build.commit({ key: 'pinned', rows, schema: table.schema, fingerprint });
  }

  /** GOLDEN_TOO_LARGE. */
  async read(dataset: string, status: FlowStatus): Promise<GoldenTable> {
    const record = this.made.get(dataset);
    if (!record) throw new Error(`the test made no rows of ${dataset}`);
    const name = status.nodes.get(dataset)?.name ?? dataset;
    if (record.rows > maxGoldenRows)
      throw fail('GOLDEN_TOO_LARGE', { dataset: name, rows: record.rows, limit: maxGoldenRows });
    const file = parquetRelation(this.buildPath(dataset, record.key));
    return readTable(this.ports.session, `SELECT * FROM ${file}`, this.ports.signal);
  }

  async sourceFiles() {
    return [];
  }

  builds(dataset: string): readonly BuildRecord[] {
    const record = this.made.get(dataset);
    return record ? [record] : [];
  }

  failure(): undefined {
    return undefined;
  }

  async setFailure(): Promise<void> {}

  buildPath(dataset: string, key: string): string {
    return join(this.ports.folder, `${dataset}-${key}.parquet`);
  }

  async createBuild(dataset: string, key: string) {
    const path = this.buildPath(dataset, key);
    return {
      path,
      // What a test makes is never kept, so nothing needs the disk.
      sync: async () => {},
      commit: async (made: Omit<BuildRecord, 'bytes' | 'builtAt'>) => {
        const record = { ...made, bytes: 0, builtAt: new Date().toISOString() };
        this.made.set(dataset, record);
        return record;
      },
      discard: async () => {},
    };
  }

  activeModel(model: string): Promise<ActiveModel | undefined> {
    return this.ports.models.active(model);
  }

  modelFiles(model: string): Promise<Record<string, Uint8Array> | undefined> {
    return this.ports.models.files(model);
  }

  saveModel(model: string): Promise<string> {
    throw new Error(`a golden test trained ${model}`);
  }
}

/** The rows of a query as a small table. */
export async function readTable(session: Session, sql: string, signal: AbortSignal): Promise<GoldenTable> {
  const { schema, columns, rowCount } = await session.query(sql, { signal });
  const rows = Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row] ?? null));
  return { schema: schema.map(({ name, type }) => ({ name, type })), rows };
}
