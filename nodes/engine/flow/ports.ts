import type { ErrorBody, RuleResult } from '../../contract/flow.ts';
import type { FeatureSpec } from '../../contract/model.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Session } from '../sql/session.ts';
import type { Fingerprint } from './keys.ts';

/** A file of a dataset. `path` is what DuckDB opens, `name` is its place in the connection. */
export interface SourceFile {
  path: string;
  name: string;
  size: number;
  /** Milliseconds since 1970. */
  changed: number;
}

/** A finished build of a dataset. */
export interface BuildRecord {
  key: string;
  rows: number;
  bytes: number;
  schema: Schema;
  builtAt: string;
  fingerprint: Fingerprint;
}

export interface FailureRecord {
  key: string;
  at: string;
  error: ErrorBody;
}

/** A dataset being written: not visible to anyone before `commit`. */
export interface PendingBuild {
  readonly path: string;
  /** All rows are written: brings them to disk already, while there is other work to do before `commit`. */
  sync(): Promise<void>;
  /** Publishes in one step; returns the size in bytes. */
  commit(record: Omit<BuildRecord, 'bytes' | 'builtAt'>): Promise<BuildRecord>;
  discard(): Promise<void>;
}

/** The active version of a model. `key` is the key of the training that made it; absent for versions made elsewhere. */
export interface ActiveModel {
  version: string;
  created: string;
  spec: FeatureSpec;
  key?: string;
  fingerprint?: Fingerprint;
}

/** Where the flow keeps and finds things; paths are the port's own matter. */
export interface FlowStorage {
  /** Files that match; none is an empty list. DATA_CONNECTION_MISSING, DATA_CONNECTION_FOLDER. */
  sourceFiles(source: { connection: string; path: string; dataset: string }): Promise<SourceFile[]>;
  builds(dataset: string): readonly BuildRecord[];
  failure(node: string): FailureRecord | undefined;
  setFailure(node: string, failure: FailureRecord | undefined): Promise<void>;
  /** Path of a published build. */
  buildPath(dataset: string, key: string): string;
  createBuild(dataset: string, key: string): Promise<PendingBuild>;
  activeModel(model: string): Promise<ActiveModel | undefined>;
  modelFiles(model: string): Promise<Record<string, Uint8Array> | undefined>;
  /** Keeps a new version and makes it active. */
  saveModel(
    model: string,
    files: Record<string, Uint8Array>,
    made: { key: string; fingerprint: Fingerprint },
  ): Promise<string>;
}

/** Checks the rules of a dataset on rows that are not published yet. */
export type CheckRows = (input: {
  dataset: string;
  relation: { sql: string; schema: Schema; key: string; rows: number };
  signal: AbortSignal;
}) => Promise<{ results: RuleResult[]; failBuild: boolean }>;

export interface FlowPorts {
  storage: FlowStorage;
  session: Session;
  threads: number;
  now(): Date;
  checkRows?: CheckRows;
}
