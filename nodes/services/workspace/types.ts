import type { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import type { DatasetRows } from '../../contract/dataset-rows.ts';
import type {
  Activity,
  BuildPlan,
  BuildRequest,
  ColumnStats,
  FlowNode,
  Job,
  JobLogLine,
  JoinMatches,
  RuleResult,
} from '../../contract/flow.ts';
import type { ModelReport, ModelVersionInfo } from '../../contract/model.ts';
import type { Project, QualityRules, Recipe } from '../../contract/project/index.ts';
import type { SampleChoice } from '../../contract/sample.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import type { StatisticsReply } from '../../contract/statistics.ts';
import type { LayeredValues } from '../../contract/variables.ts';
import type { LineageCache } from '../../engine/flow/lineage/recipe-lineage.ts';
import type { FlowStatus } from '../../engine/flow/status.ts';
import type { Plan } from '../../engine/sql/plan.ts';
import type { Session } from '../../engine/sql/session.ts';
import type { MemoryShares } from './memory-shares.ts';

/** A model version as named files: `features.json`, `model.onnx`, `report.json`, `golden.json`, `training.json`. */
export type ModelFiles = Record<string, Uint8Array>;

/** Rows that SQL can read: `sql` stands after FROM. `key` changes whenever the rows may have changed. */
export interface DatasetRelation {
  dataset: string;
  sql: string;
  schema: Schema;
  key: string;
  /** Known for built datasets. */
  rows: number | null;
  builtAt: string | null;
}

/** Checks a dataset's rules on rows not yet published. */
export type CheckRules = (input: {
  dataset: string;
  relation: DatasetRelation;
  rules: QualityRules;
  /** Values that `${name}` in the rules' settings stands for. */
  variables: Readonly<Record<string, string>>;
  session: Session;
  signal: AbortSignal;
}) => Promise<RuleResult[]>;

export interface WorkspaceOptions {
  /** Project folder whose state lives in `.millrace/` inside it. Or give the two folders apart. */
  dir?: string;
  projectDir?: string;
  stateDir?: string;
  /** Folder of a connection of this node; `project` is the project's own `files/`. */
  connections: (id: string) => string | undefined;
  /** Values of the deployment, which go before the project's variables. */
  variables?: Record<string, string>;
  /** Folders beyond the project's own that SQL may touch at this moment, those of connections above all; without it SQL may touch any. */
  folders?: () => readonly string[];
  /** Memory for data, shared with the other projects of the node; without it the project has `memoryBytes` alone. */
  memory?: MemoryShares;
  /** Memory for data in bytes (default: a part of the machine's). */
  memoryBytes?: number;
  /** A session to share; without it the workspace opens and closes its own. */
  session?: Session;
  /** Project files are never changed (Automation node). State still is. */
  readOnly?: boolean;
  /** Run after each build of a dataset that has rules; an ERROR fails the build when the rules say so. */
  checkRules?: CheckRules;
  /** Bytes of old builds kept for undo and rollback (default 4 GB). */
  keepBytes?: number;
}

/** Mode and variables may be left out. */
export type BuildInput = z.input<typeof BuildRequest>;

export interface BuildOptions {
  signal?: AbortSignal;
  /** Id of the job; made up when absent. */
  id?: string;
  /** Who asks for it, for the job's record. */
  startedBy?: string;
  /** The job that is done again. */
  again?: Job['again'];
  /** After every change of the job (status, progress); the object is the job as a whole, at most ~10 times a second. */
  onJob?: (job: Job) => void;
  onActivity?: (activity: Activity) => void;
  onLog?: (line: JobLogLine) => void;
  onRules?: (dataset: string, results: RuleResult[]) => void;
  /** An error that is a bug, for the log, under the id the user is told. */
  onBug?: (error: unknown, logId: string) => void;
}

export interface RowsRequest {
  offset?: number;
  limit?: number;
  sort?: readonly { column: string; descending: boolean }[];
  /** Formula; rows for which it is true. */
  filter?: string;
  sample?: SampleChoice;
}

/** A statistics card, and which rows it looks at. */
export interface CardRequest {
  card: { kind: string; settings: Record<string, unknown> };
  sample: SampleChoice;
  /** Formula; rows for which it is true. */
  filter?: string | undefined;
  level: number;
}

export interface PreviewRequest {
  recipe: Recipe;
  /** Id of one of the recipe's outputs; default the first. */
  output?: string;
  /** Result after that many prepare steps. */
  step?: number;
  limit?: number;
  /** `all`: every row counts; default: the first rows of the first input. */
  sample?: 'head' | 'all';
}

export interface PreviewResult {
  page: RowsPage | null;
  problems: Problem[];
  before: RowsPage | null;
  ids: { page: number[]; before: number[] } | null;
}

export interface JoinMatchesRequest {
  recipe: Recipe;
  /** 0 is the join with the second input. */
  join: number;
  sample?: 'head' | 'all';
}

export interface DetectRequest {
  connection: string;
  path: string;
  format?: Record<string, unknown>;
  /** Columns as declared: read like that instead of as detected. */
  schema?: Schema;
}

export interface DetectResult {
  format: { kind: string } & Record<string, unknown>;
  schema: Schema;
  page: RowsPage;
  problems: Problem[];
  /** What the files offer for settings of the format, by their key. */
  choices?: Record<string, { value: string; label: string }[]>;
  files: { count: number; bytes: number; names: string[] };
}

/** How many cells of files would not be read as the types of a schema. */
export interface TypesCheck {
  rows: number;
  columns: { name: string; cells: number; examples: string[] }[];
}

/** Versions of the project's models in this node's state. */
export interface WorkspaceModels {
  /** Newest first. */
  versions(model: string): Promise<ModelVersionInfo[]>;
  report(model: string, version: string): Promise<ModelReport>;
  /** Id of the active version. */
  active(model: string): Promise<string | undefined>;
  /** MODEL_VERSION_MISSING. */
  activate(model: string, version: string): Promise<void>;
  /** Files of a version, default the active one. MODEL_VERSION_MISSING. */
  files(model: string, version?: string): Promise<{ version: string; files: ModelFiles }>;
  /** Keeps a version made elsewhere (a bundle). The same version again changes nothing. */
  put(model: string, version: string, files: ModelFiles, options?: { activate?: boolean }): Promise<void>;
}

/** The flow as it is evaluated with some values of variables. */
export interface FlowReader {
  /** Columns of a dataset: as built, or as its recipe would make it; null when not known yet. */
  schemaOf(dataset: string): Promise<Schema | null>;
  /** The rows of a dataset for other readers (rules, charts, bundles); of what is `looked` at again and again a quick copy is begun. DATA_NOT_BUILT. */
  relation(dataset: string, options?: { looked?: boolean }): Promise<DatasetRelation>;
  /** How each dataset is made by a query: dataset → plan over the datasets its recipe reads. Recipes that run code have none. */
  plans(): Promise<ReadonlyMap<string, Plan>>;
  /** The flow with the columns, keys and problems of every node worked out: for lineage and tests. */
  evaluated(): Promise<FlowStatus>;
}

/** One project opened on this machine: its files, its state, and everything that can be done with its flow. */
export interface Workspace extends FlowReader {
  /** Opens new sessions when the folders that SQL may touch have changed; what runs goes on with those it began with. */
  fence(): Promise<void>;
  readonly projectDir: string;
  readonly stateDir: string;
  /** As of the last `reload` or `useProject`. */
  readonly project: Project;
  readonly session: Session;
  /** Reads the project files again. */
  reload(): Promise<Project>;
  /** Values of variables by where they come from. */
  layers(): LayeredValues;
  /** The value in effect of every variable, those of a run before all others. */
  variables(ofRun?: Readonly<Record<string, string>>): Record<string, string>;
  /** Gives a variable a value on this node; null takes it away. */
  setHere(variable: string, value: string | null): Promise<void>;
  /** State, schema and problems of every node of the canvas. */
  flow(): Promise<FlowNode[]>;
  plan(request: BuildInput): Promise<BuildPlan>;
  /** Builds; failures and cancelling are in the job's status and error, not thrown. Bad requests throw. */
  build(request: BuildInput, options?: BuildOptions): Promise<Job>;
  rows(dataset: string, request?: RowsRequest, signal?: AbortSignal): Promise<DatasetRows>;
  /** The most frequent values of a column over all rows. */
  values(
    dataset: string,
    request: { column: string; search?: string | undefined; limit: number; signal?: AbortSignal },
  ): Promise<{ values: { value: string; count: number }[]; isWhole: boolean }>;
  /** Statistics over the rows of a sample, or those of them for which the formula `filter` is true. */
  stats(
    dataset: string,
    options?: {
      column?: string | undefined;
      sample?: SampleChoice;
      filter?: string | undefined;
      signal?: AbortSignal;
    },
  ): Promise<{ sample: string; columns: ColumnStats[] }>;
  /** What a statistics card finds in the rows. STATISTICS_*. */
  statistics(dataset: string, request: CardRequest, signal?: AbortSignal): Promise<StatisticsReply>;
  /** Writes all rows to `file` and returns how many. */
  exportRows(
    dataset: string,
    options: { format: 'csv' | 'parquet'; file: string; signal?: AbortSignal },
  ): Promise<{ rows: number }>;
  /** Rows of a recipe as given, without running it: the same plan over limited inputs. */
  preview(request: PreviewRequest, signal?: AbortSignal): Promise<PreviewResult>;
  /** How the keys of a join match, without running it. */
  joinMatches(
    request: JoinMatchesRequest,
    signal?: AbortSignal,
  ): Promise<{ matches: JoinMatches | null; problems: Problem[] }>;
  /** Format, columns and first rows of a file. */
  detect(request: DetectRequest, signal?: AbortSignal): Promise<DetectResult>;
  /** Tries the types of a schema on all rows of files. */
  checkTypes(
    request: { connection: string; path: string; format: DetectResult['format']; schema: Schema },
    signal?: AbortSignal,
  ): Promise<TypesCheck>;
  /** The flow without the values of this node: for what leaves it or is kept in the project. */
  readonly portable: FlowReader;
  /** Lineage of the recipes, kept between questions. */
  readonly lineage: LineageCache;
  readonly models: WorkspaceModels;
  /**
   * Copies a file into the project's `files/`, or a folder in it; returns the path within `files/`. A file of the same name is replaced,
   * or with `keepOthers` stays, and the new one gets a number.
   */
  importFile(
    path: string,
    name: string,
    options?: { folder?: string; keepOthers?: boolean },
  ): Promise<{ path: string; bytes: number }>;
  close(): Promise<void>;
}
