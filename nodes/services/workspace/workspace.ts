import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { BuildRequest, type Job } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';
import { formatOfName } from '../../engine/data/formats/registry.ts';
import { explainReadError } from '../../engine/data/read-error.ts';
import { readPage } from '../../engine/data/rows.ts';
import { detectFiles, readFiles } from '../../engine/data/source.ts';
import { columnStats } from '../../engine/data/stats.ts';
import { compileFormula } from '../../engine/expr/check.ts';
import { duckDb } from '../../engine/expr/dialect.ts';
import { currentRows } from '../../engine/flow/bind.ts';
import { planBuild } from '../../engine/flow/build-plan.ts';
import { evaluateFlow } from '../../engine/flow/evaluate.ts';
import { flowPlans } from '../../engine/flow/flow-plans.ts';
import type { FlowPorts, FlowStorage } from '../../engine/flow/ports.ts';
import { previewRecipe } from '../../engine/flow/preview.ts';
import { runBuild } from '../../engine/flow/runner.ts';
import { flowNodes } from '../../engine/flow/states.ts';
import type { FlowStatus, NodeStatus, SchemaCache } from '../../engine/flow/status.ts';
import { printExpr } from '../../engine/sql/print-expr.ts';
import { quoteText } from '../../engine/sql/quote.ts';
import { openSession, type Session } from '../../engine/sql/session.ts';
import { createAtomicFile } from '../../platform/atomic-write.ts';
import { copyFile, fileInfo, makeFolder } from '../../platform/files.ts';
import { openProjectFiles, type ProjectFiles } from '../../store/project-files.ts';
import { BuildStore } from './build-store.ts';
import { ModelStore } from './model-store.ts';
import { RunningJobs } from './running-jobs.ts';
import { findSourceFiles } from './source-files.ts';
import type {
  BuildOptions,
  DatasetRelation,
  DetectRequest,
  DetectResult,
  PreviewRequest,
  PreviewResult,
  RowsRequest,
  Workspace,
  WorkspaceOptions,
} from './types.ts';

export type { Workspace, WorkspaceOptions } from './types.ts';

const defaultKeepBytes = 4 * 1024 ** 3;

/**
 * Opens a project: its files in `projectDir`, its data, models and failures in `stateDir`. What a killed process left half
 * written is removed. PROJECT_MISSING, PROJECT_FILE.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const projectDir = options.projectDir ?? options.dir;
  if (projectDir === undefined) throw new Error('openWorkspace needs dir or projectDir');
  const stateDir = options.stateDir ?? join(projectDir, '.millrace');
  await makeFolder(stateDir);
  const files = await openProjectFiles(projectDir, { readOnly: options.readOnly ?? false });
  const project = await files.load();
  const tempDir = await makeFolder(join(stateDir, 'tmp'));
  const builds = await BuildStore.open(stateDir);
  const session = options.session ?? (await openSession({ tempDir }));
  const reader = await openSession({ tempDir, preserveOrder: true });
  return new OpenWorkspace({ options, projectDir, stateDir, files, builds, session, reader }, project).start();
}

interface Parts {
  options: WorkspaceOptions;
  projectDir: string;
  stateDir: string;
  files: ProjectFiles;
  builds: BuildStore;
  session: Session;
  reader: Session;
}

class OpenWorkspace implements Workspace {
  readonly projectDir: string;
  readonly stateDir: string;
  readonly session: Session;
  project: Project;
  models!: ModelStore;
  private readonly parts: Parts;
  private readonly schemas: SchemaCache = new Map();
  private readonly jobs = new RunningJobs();

  constructor(parts: Parts, project: Project) {
    this.parts = parts;
    this.projectDir = parts.projectDir;
    this.stateDir = parts.stateDir;
    this.session = parts.session;
    this.project = project;
  }

  async start(): Promise<this> {
    this.models = await ModelStore.open(this.stateDir, (model) => this.project.models[model]?.name ?? model);
    return this;
  }

  async reload(): Promise<Project> {
    this.project = await this.parts.files.load();
    return this.project;
  }

  async flow() {
    const status = await this.evaluate();
    return flowNodes(status, this.storage(), this.jobs.progress());
  }

  async plan(request: Parameters<Workspace['plan']>[0]) {
    const parsed = parseRequest(request);
    return planBuild(await this.evaluate(parsed.variables), parsed);
  }

  async build(request: Parameters<Workspace['build']>[0], options: BuildOptions = {}): Promise<Job> {
    const parsed = parseRequest(request);
    const status = await this.evaluate(parsed.variables);
    const plan = planBuild(status, parsed);
    const id = options.id ?? randomUUID();
    const signal = options.signal ?? new AbortController().signal;
    try {
      return await runBuild({ id, label: labelOf(parsed, status), request: parsed, plan }, status, {
        ports: this.ports(this.session),
        hooks: {
          signal,
          onJob: (job, activity) => {
            this.jobs.update(job);
            options.onJob?.(job);
            options.onActivity?.(activity);
          },
          ...(options.onLog && { onLog: options.onLog }),
          ...(options.onRules && { onRules: options.onRules }),
          ...(options.onBug && { onBug: options.onBug }),
        },
      });
    } finally {
      this.jobs.remove(id);
      await this.prune(status);
    }
  }

  async rows(dataset: string, request: RowsRequest = {}, signal?: AbortSignal) {
    const { rows } = await this.readable(dataset, signal);
    const { offset = 0, limit = 200, sort = [], filter, sample = 'head' } = request;
    const where = filter?.trim() ? printExpr(compileFormula(filter, rows.schema, 'boolean').expr, duckDb) : undefined;
    return readPage(this.parts.reader, rows, {
      offset,
      limit,
      sort,
      sample,
      ...(where && { where }),
      ...(signal && { signal }),
    });
  }

  async stats(dataset: string, options: { column?: string; sample?: 'head' | 'all'; signal?: AbortSignal } = {}) {
    const { rows } = await this.readable(dataset, options.signal);
    return columnStats(this.parts.reader, rows, { ...options, sample: options.sample ?? 'head' });
  }

  async exportRows(dataset: string, options: { format: 'csv' | 'parquet'; file: string; signal?: AbortSignal }) {
    const { rows } = await this.readable(dataset, options.signal);
    const pending = await createAtomicFile(options.file);
    const query = options.signal ? { signal: options.signal } : {};
    try {
      const count = await this.copyRows(rows.sql, { path: pending.path, format: options.format, query });
      await pending.commit();
      return { rows: count };
    } catch (error) {
      await pending.discard();
      throw explainReadError(error);
    }
  }

  async preview(request: PreviewRequest, signal?: AbortSignal): Promise<PreviewResult> {
    const status = await this.evaluate();
    const input = { ...request, limit: request.limit ?? 200, ...(signal && { signal }) };
    return previewRecipe(input, status, this.ports(this.parts.reader));
  }

  async detect(request: DetectRequest, signal?: AbortSignal): Promise<DetectResult> {
    const { connection, path } = request;
    const found = await findSourceFiles({ connection, path, dataset: path }, this.folderOf);
    if (found.length === 0) throw fail('DATA_FILES_MISSING', { dataset: path, path, connection });
    const files = found.map((file) => file.path);
    const format = { kind: formatOfName(path), ...request.format } as { kind: string };
    const reading = { session: this.parts.reader, ...(signal && { signal }) };
    const detected = await detectFiles({ dataset: path, files, format }, reading);
    const node = { dataset: path, files, format: detected.format, schema: detected.schema };
    const page = await this.pageOfFiles(node, signal);
    return { format: detected.format, schema: detected.schema, page };
  }

  async schemaOf(dataset: string) {
    return (await this.nodeOf(dataset)).node.schema;
  }

  async relation(dataset: string): Promise<DatasetRelation> {
    const { node } = await this.nodeOf(dataset);
    const reportsNew = node.source?.newColumns === 'report';
    const rows = reportsNew ? await this.allColumns(node) : await currentRows(node, this.reading());
    return {
      dataset,
      sql: rows.sql,
      schema: rows.schema,
      key: rows.key,
      rows: rows.rows,
      builtAt: node.source ? null : (node.current?.builtAt ?? null),
    };
  }

  async plans() {
    return flowPlans(await this.evaluate());
  }

  async importFile(path: string, name: string) {
    if (this.parts.options.readOnly) throw fail('PROJECT_READ_ONLY', { folder: this.projectDir });
    const safe = basename(name.replaceAll('\\', '/')).replace(/^\.+/, '').trim() || 'file';
    const target = join(this.projectDir, 'files', safe);
    const pending = await createAtomicFile(target);
    try {
      await copyFile(path, pending.path);
      await pending.commit();
    } catch (error) {
      await pending.discard();
      throw error;
    }
    return { path: safe, bytes: (await fileInfo(target))?.size ?? 0 };
  }

  async close(): Promise<void> {
    this.parts.reader.close();
    if (!this.parts.options.session) this.session.close();
  }

  private evaluate(variables: Readonly<Record<string, string>> = {}): Promise<FlowStatus> {
    return evaluateFlow(this.project, this.ports(this.parts.reader), {
      variables: { ...this.parts.options.variables, ...variables },
      schemas: this.schemas,
    });
  }

  private readonly folderOf = (connection: string): string | undefined =>
    connection === 'project' ? join(this.projectDir, 'files') : this.parts.options.connections(connection);

  private ports(session: Session): FlowPorts {
    return {
      session,
      storage: this.storage(),
      threads: availableParallelism(),
      now: () => new Date(),
      checkRows: async ({ dataset, relation, signal }) => {
        const rules = this.project.quality[dataset];
        const check = this.parts.options.checkRules;
        if (!rules?.autoRun || !check) return { results: [], failBuild: false };
        const bound = { dataset, ...relation, builtAt: null };
        const results = await check({ dataset, relation: bound, rules, session: this.session, signal });
        return { results, failBuild: rules.failBuild };
      },
    };
  }

  private storage(): FlowStorage {
    const { builds } = this.parts;
    return {
      sourceFiles: (source) => findSourceFiles(source, this.folderOf),
      builds: (dataset) => builds.builds(dataset),
      failure: (node) => builds.failure(node),
      setFailure: (node, failure) => builds.setFailure(node, failure),
      buildPath: (dataset, key) => builds.path(dataset, key),
      createBuild: (dataset, key) => builds.create(dataset, key),
      activeModel: (model) => this.models.activeModel(model),
      modelFiles: async (model) =>
        (await this.models.active(model)) === undefined ? undefined : (await this.models.files(model)).files,
      saveModel: (model, files, made) => this.models.save(model, files, made),
    };
  }

  private reading(signal?: AbortSignal) {
    return { storage: this.storage(), session: this.parts.reader, ...(signal && { signal }) };
  }

  private async nodeOf(dataset: string): Promise<{ node: NodeStatus; status: FlowStatus }> {
    const status = await this.evaluate();
    const node = status.nodes.get(dataset);
    if (node?.type !== 'dataset') throw fail('NOT_FOUND', { kind: 'dataset', id: dataset, suggestion: '' });
    return { node, status };
  }

  private async readable(dataset: string, signal?: AbortSignal) {
    const { node } = await this.nodeOf(dataset);
    const bound = await currentRows(node, this.reading(signal));
    return { node, rows: { dataset: node.name, sql: bound.sql, schema: bound.schema, total: bound.rows } };
  }

  /** For rules about the schema: what the files hold, new columns included. */
  private async allColumns(node: NodeStatus) {
    const files = (node.files ?? []).map((file) => file.path);
    if (!node.source || files.length === 0) return currentRows(node, this.reading());
    const { dataset, format, schema } = node.source;
    const found = await detectFiles({ dataset, format, files }, { session: this.parts.reader });
    const known = new Set(schema?.map((column) => column.name));
    const extra = found.schema.filter((column) => schema && !known.has(column.name));
    const bound = await currentRows(
      { ...node, source: { ...node.source, ...(schema && { schema: [...schema, ...extra] }) } },
      this.reading(),
    );
    return bound;
  }

  private async pageOfFiles(
    source: {
      dataset: string;
      files: string[];
      format: { kind: string };
      schema: Project['datasets'][string]['schema'];
    },
    signal?: AbortSignal,
  ) {
    const relation = await readFiles(
      { ...source, ...(source.schema && { schema: source.schema }) },
      { session: this.parts.reader },
    );
    const rows = { dataset: source.dataset, sql: relation.sql, schema: relation.schema, total: null };
    return readPage(this.parts.reader, rows, {
      offset: 0,
      limit: 100,
      sort: [],
      sample: 'head',
      ...(signal && { signal }),
    });
  }

  private async copyRows(
    sql: string,
    { path, format, query }: { path: string; format: 'csv' | 'parquet'; query: { signal?: AbortSignal } },
  ): Promise<number> {
    if (format === 'parquet') return this.parts.reader.copyToParquet(`SELECT * FROM ${sql}`, path, query);
    const { columns } = await this.parts.reader.query(`SELECT count(*) FROM ${sql}`, query);
    await this.parts.reader.run(`COPY (SELECT * FROM ${sql}) TO ${quoteText(path)} (FORMAT csv, HEADER true)`, query);
    return Number(columns[0]?.[0] ?? 0);
  }

  /** Builds that the flow as it is now would use are never removed. */
  private async prune(status: FlowStatus): Promise<void> {
    const needed = new Set([...status.nodes.values()].flatMap((node) => [node.expected, node.current?.key]));
    const budget = this.parts.options.keepBytes ?? defaultKeepBytes;
    await this.parts.builds.prune(budget, (_, key) => needed.has(key) || this.jobs.isBusy());
  }
}

function parseRequest(request: Parameters<Workspace['build']>[0]): BuildRequest {
  const parsed = BuildRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fail('INPUT_INVALID', {
    where: issue?.path.join('.') || 'request',
    problem: issue?.message ?? 'not as expected',
  });
}

function labelOf(request: BuildRequest, status: FlowStatus): string {
  if (request.targets.length === 0) return 'Build everything';
  const names = request.targets.map((id) => status.nodes.get(id)?.name ?? id);
  return `Build ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}
