import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { BuildRequest, type Job } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';
import { type LayeredValues, valuesInEffect } from '../../contract/variables.ts';
import { planBuild } from '../../engine/flow/build-plan.ts';
import { evaluateFlow } from '../../engine/flow/evaluate.ts';
import { joinMatches } from '../../engine/flow/join-matches.ts';
import { LineageCache } from '../../engine/flow/lineage/recipe-lineage.ts';
import { buildLabel } from '../../engine/flow/new-job.ts';
import type { FlowPorts, FlowStorage } from '../../engine/flow/ports.ts';
import { previewRecipe } from '../../engine/flow/preview.ts';
import type { RecipeMemory } from '../../engine/flow/recipe-memory.ts';
import { runBuild } from '../../engine/flow/runner.ts';
import { flowNodes } from '../../engine/flow/states.ts';
import type { FlowStatus, SchemaCache } from '../../engine/flow/status.ts';
import type { Session } from '../../engine/sql/session.ts';
import { removeLeftovers, temporaryName } from '../../platform/atomic-write.ts';
import { FileCache } from '../../platform/file-cache.ts';
import { makeFolder, removePath } from '../../platform/files.ts';
import { memoryBudget } from '../../platform/memory.ts';
import { openProjectFiles, type ProjectFiles } from '../../store/project-files.ts';
import { BuildStore } from './build-store.ts';
import { openDataSessions } from './data-sessions.ts';
import { DatasetReader } from './dataset-reader.ts';
import { FencedSessions } from './fenced-sessions.ts';
import { flowStorage } from './flow-storage.ts';
import { keepFile } from './keep-file.ts';
import { createMemoryShares, dataShare } from './memory-shares.ts';
import { ModelStore } from './model-store.ts';
import { NodeVariables } from './node-variables.ts';
import { RunningJobs } from './running-jobs.ts';
import type {
  BuildOptions,
  JoinMatchesRequest,
  PreviewRequest,
  PreviewResult,
  Workspace,
  WorkspaceOptions,
} from './types.ts';

export type { Workspace, WorkspaceOptions } from './types.ts';

const defaultKeepBytes = 4 * 1024 ** 3;
/** Bytes of converted and sorted copies of files. */
const cacheBytes = 4 * 1024 ** 3;

/**
 * Opens a project: its files in `projectDir`, its data, models and failures in `stateDir`. What a killed process left half
 * written is removed. PROJECT_MISSING, PROJECT_FILE.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const projectDir = options.projectDir ?? options.dir;
  if (projectDir === undefined) throw new Error('openWorkspace needs dir or projectDir');
  const stateDir = options.stateDir ?? join(projectDir, '.millrace');
  await makeFolder(stateDir);
  const files = await openProjectFiles(projectDir, { readOnly: options.readOnly ?? false, watch: true });
  const project = await files.load();
  const temporary = await makeFolder(join(stateDir, 'tmp'));
  await removeLeftovers(temporary);
  const tempDir = await makeFolder(temporaryName(join(temporary, 'spill')));
  const builds = await BuildStore.open(stateDir);
  const here = await NodeVariables.open(stateDir);
  const memory = options.memory ?? createMemoryShares((options.memoryBytes ?? memoryBudget()) * dataShare);
  const own = [join(projectDir, 'files'), stateDir];
  const cache = new FileCache({ folder: join(stateDir, 'cache'), budget: cacheBytes });
  const jobs = new RunningJobs();
  const sessions = await FencedSessions.open({
    folders: () => options.folders?.(),
    isBuilding: () => jobs.isBusy(),
    open: (folders) =>
      openDataSessions({ tempDir, cache, memory, shared: options.session, folders: folders && [...own, ...folders] }),
  });
  const parts = { options, projectDir, stateDir, tempDir, files, builds, cache, here, jobs, sessions };
  return new OpenWorkspace(parts, project).start();
}

interface Parts {
  options: WorkspaceOptions;
  projectDir: string;
  stateDir: string;
  tempDir: string;
  files: ProjectFiles;
  builds: BuildStore;
  here: NodeVariables;
  cache: FileCache;
  jobs: RunningJobs;
  sessions: FencedSessions;
}

class OpenWorkspace implements Workspace {
  readonly projectDir: string;
  readonly stateDir: string;
  readonly lineage = new LineageCache();
  project: Project;
  models!: ModelStore;
  private readonly parts: Parts;
  private readonly schemas: SchemaCache = new Map();
  private readonly recipes: RecipeMemory = new Map();
  private readonly jobs: RunningJobs;
  private readonly storage: FlowStorage;
  private readonly sessions: FencedSessions;
  private reader: DatasetReader;
  portable: DatasetReader;

  constructor(parts: Parts, project: Project) {
    this.parts = parts;
    this.projectDir = parts.projectDir;
    this.stateDir = parts.stateDir;
    this.project = project;
    this.sessions = parts.sessions;
    this.jobs = parts.jobs;
    this.storage = flowStorage({ builds: parts.builds, models: () => this.models, folderOf: this.folderOf });
    [this.reader, this.portable] = this.openReaders();
  }

  get session(): Session {
    return this.sessions.now.build;
  }

  async fence(): Promise<void> {
    if (await this.sessions.renew()) [this.reader, this.portable] = this.openReaders();
  }

  private openReaders(): [all: DatasetReader, portable: DatasetReader] {
    const ports = {
      session: this.sessions.now.read,
      storage: this.storage,
      folderOf: this.folderOf,
      meanings: () => this.project.meanings,
      remarks: (dataset: string) => this.project.datasets[dataset]?.schema,
    };
    const over = (variables: () => Record<string, string>) =>
      new DatasetReader({ ...ports, variables, evaluate: () => this.evaluate(variables()) });
    return [over(() => this.variables()), over(() => valuesInEffect({ ...this.layers(), node: {} }))];
  }

  async start(): Promise<this> {
    this.models = await ModelStore.open(this.stateDir, (model) => this.project.models[model]?.name ?? model);
    return this;
  }

  async reload(): Promise<Project> {
    this.project = await this.parts.files.load();
    return this.project;
  }

  layers(): LayeredValues {
    const { options, here } = this.parts;
    return { project: this.project.variables, deployment: options.variables ?? {}, node: here.values() };
  }

  variables(ofRun: Readonly<Record<string, string>> = {}) {
    return { ...valuesInEffect(this.layers()), ...ofRun };
  }

  setHere(variable: string, value: string | null) {
    return this.parts.here.set(variable, value);
  }

  async flow() {
    const status = await this.evaluate();
    return flowNodes(status, this.storage, this.jobs.progress());
  }

  async plan(request: Parameters<Workspace['plan']>[0]) {
    const parsed = parseRequest(request);
    return planBuild(await this.evaluate(this.variables(parsed.variables)), parsed);
  }

  async build(request: Parameters<Workspace['build']>[0], options: BuildOptions = {}): Promise<Job> {
    const parsed = parseRequest(request);
    const status = await this.evaluate(this.variables(parsed.variables));
    const plan = planBuild(status, parsed);
    const id = options.id ?? randomUUID();
    const signal = options.signal ?? new AbortController().signal;
    try {
      const { startedBy = '', again = null } = options;
      const head = { id, label: buildLabel(parsed, this.project), request: parsed, startedBy, again };
      return await runBuild({ ...head, plan }, status, {
        ports: this.ports(this.session, parsed.variables),
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

  async preview(request: PreviewRequest, signal?: AbortSignal): Promise<PreviewResult> {
    const status = await this.evaluate();
    const input = { ...request, limit: request.limit ?? 200, ...(signal && { signal }) };
    return previewRecipe(input, status, this.ports(this.sessions.now.read));
  }

  async joinMatches(request: JoinMatchesRequest, signal?: AbortSignal) {
    const status = await this.evaluate();
    return joinMatches({ ...request, ...(signal && { signal }) }, status, this.ports(this.sessions.now.read));
  }

  rows(...input: Parameters<Workspace['rows']>) {
    return this.reader.rows(...input);
  }

  stats(...input: Parameters<Workspace['stats']>) {
    return this.reader.stats(...input);
  }

  statistics(...input: Parameters<Workspace['statistics']>) {
    return this.reader.statistics(...input);
  }

  values(...input: Parameters<Workspace['values']>) {
    return this.reader.values(...input);
  }

  exportRows(...input: Parameters<Workspace['exportRows']>) {
    return this.reader.exportRows(...input);
  }

  detect(...input: Parameters<Workspace['detect']>) {
    return this.reader.detect(...input);
  }

  checkTypes(...input: Parameters<Workspace['checkTypes']>) {
    return this.reader.checkTypes(...input);
  }

  schemaOf(dataset: string) {
    return this.reader.schemaOf(dataset);
  }

  relation(...input: Parameters<Workspace['relation']>) {
    return this.reader.relation(...input);
  }

  plans() {
    return this.reader.plans();
  }

  evaluated() {
    return this.reader.evaluated();
  }

  async importFile(path: string, name: string, options: { folder?: string; keepOthers?: boolean } = {}) {
    if (this.parts.options.readOnly) throw fail('PROJECT_READ_ONLY', { folder: this.projectDir });
    return keepFile(join(this.projectDir, 'files'), { path, name, ...options });
  }

  async close(): Promise<void> {
    this.sessions.close();
    this.parts.files.close();
    await this.parts.cache.close();
    await removePath(this.parts.tempDir);
  }

  private evaluate(variables: Readonly<Record<string, string>> = this.variables()): Promise<FlowStatus> {
    const { schemas, recipes } = this;
    return evaluateFlow(this.project, this.ports(this.sessions.now.read), { variables, schemas, recipes });
  }

  private readonly folderOf = (connection: string): string | undefined =>
    connection === 'project' ? join(this.projectDir, 'files') : this.parts.options.connections(connection);

  private ports(session: Session, ofRun: Readonly<Record<string, string>> = {}): FlowPorts {
    return {
      session,
      storage: this.storage,
      threads: availableParallelism(),
      now: () => new Date(),
      checkRows: async ({ dataset, relation, signal }) => {
        const rules = this.project.quality[dataset];
        const check = this.parts.options.checkRules;
        if (!rules?.autoRun || !check) return { results: [], failBuild: false };
        const bound = { dataset, ...relation, builtAt: null };
        const variables = this.variables(ofRun);
        const results = await check({ dataset, relation: bound, rules, variables, session: this.session, signal });
        return { results, failBuild: rules.failBuild };
      },
    };
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
