import type { Problem } from '../../base/problem.ts';
import { Task } from '../../contract/model.ts';
import type { Project, Recipe } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { RecipeContext, RecipeKind } from '../recipes/recipe-kind.ts';
import type { FlowGraph } from './graph.ts';
import type { ActiveModel, BuildRecord, SourceFile } from './ports.ts';
import type { SourcePrint } from './source-print.ts';

/** A dataset or model as the project and the storage say. */
export interface NodeStatus {
  id: string;
  name: string;
  type: 'dataset' | 'model';
  producer: string | undefined;
  /** Key the rows (or the model) would have if built now; null when that cannot be known yet. */
  expected: string | null;
  /** Why `expected` is not known. */
  waits: string;
  schema: Schema | null;
  problems: Problem[];
  /** What readers get now: the build of the expected key, else the latest. */
  current: BuildRecord | undefined;
  files: readonly SourceFile[] | undefined;
  /** A files dataset with its variables filled in. */
  source: FilesDataset | undefined;
  /** What its files are, for those who read them. */
  print: SourcePrint | undefined;
  model: ActiveModel | undefined;
}

export interface FilesDataset {
  dataset: string;
  connection: string;
  path: string;
  format: { kind: string } & Record<string, unknown>;
  schema: Schema | undefined;
  newColumns: 'error' | 'report';
}

/** A recipe with its settings filled in and checked. */
export interface RecipeStatus {
  recipe: Recipe;
  kind: RecipeKind | undefined;
  /** Parsed, variables filled in; null when they cannot be. */
  settings: Record<string, unknown> | null;
  variables: Record<string, string>;
  /** The project's meanings that the settings follow: id → what it says of values. */
  meanings: Record<string, unknown>;
  /** Null while the columns of an input are not known. */
  context: RecipeContext | null;
  problems: Problem[];
}

export interface FlowStatus {
  project: Project;
  graph: FlowGraph;
  nodes: Map<string, NodeStatus>;
  recipes: Map<string, RecipeStatus>;
  variables: Readonly<Record<string, string>>;
}

/** Task of a model; of one that is not trained yet, from the recipe that will train it. */
export function taskOf(node: NodeStatus, status: FlowStatus): Task | undefined {
  const settings = node.producer === undefined ? undefined : status.recipes.get(node.producer)?.settings;
  return node.model?.spec.task ?? Task.safeParse(settings?.task).data;
}

/** True when what readers get is what a build would make now. A model made elsewhere counts as fresh. */
export function isFresh(node: NodeStatus): boolean {
  if (node.type === 'model')
    return node.model !== undefined && (node.model.key === undefined || node.model.key === node.expected);
  return node.expected !== null && node.current?.key === node.expected;
}

/** Columns of files without declared schema, by source key; kept between evaluations. */
export type SchemaCache = Map<string, Schema>;
