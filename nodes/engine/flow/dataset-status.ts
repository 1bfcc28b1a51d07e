import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { fillVariables } from '../../contract/fill-variables.ts';
import type { Dataset } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { readFiles, readFrom } from '../data/source.ts';
import { problemOf } from '../recipes/recipe-kind.ts';
import type { FlowGraph } from './graph.ts';
import { contentKey, engineVersion } from './keys.ts';
import type { BuildRecord, FlowPorts, SourceFile } from './ports.ts';
import { sourcePrint } from './source-print.ts';
import type { FilesDataset, FlowStatus, NodeStatus, SchemaCache } from './status.ts';

export function emptyNode(item: { id: string; name: string }, type: NodeStatus['type'], graph: FlowGraph): NodeStatus {
  return {
    id: item.id,
    name: item.name,
    type,
    producer: graph.producers.get(item.id),
    expected: null,
    waits: '',
    schema: null,
    problems: [],
    current: undefined,
    files: undefined,
    source: undefined,
    print: undefined,
    model: undefined,
  };
}

/** A dataset before its recipe is looked at: its files, or what was built last. */
export async function datasetStatus(
  dataset: Dataset,
  status: FlowStatus,
  { ports, schemas }: { ports: FlowPorts; schemas: SchemaCache },
): Promise<NodeStatus> {
  const node = emptyNode(dataset, 'dataset', status.graph);
  if (dataset.source.kind === 'managed') {
    const current = latest(ports.storage.builds(dataset.id));
    return { ...node, current, schema: current?.schema ?? dataset.schema ?? null };
  }
  try {
    const { value, used } = fillVariables(dataset.source, status.variables, `The dataset “${dataset.name}”`);
    const rules = status.project.quality[dataset.id]?.rules ?? [];
    const source: FilesDataset = {
      dataset: dataset.name,
      connection: value.connection,
      path: value.path,
      format: value.format,
      schema: dataset.schema,
      newColumns: rules.some((rule) => rule.enabled && rule.kind.startsWith('schema')) ? 'report' : 'error',
    };
    node.source = source;
    node.files = await ports.storage.sourceFiles({
      connection: source.connection,
      path: source.path,
      dataset: dataset.name,
    });
    if (node.files.length === 0)
      throw fail('DATA_FILES_MISSING', { dataset: dataset.name, path: source.path, connection: source.connection });
    node.expected = sourceKey(source, node.files);
    node.print = sourcePrint(dataset.source, { variables: used, schema: dataset.schema, files: node.files });
    node.schema = dataset.schema ?? schemas.get(node.expected) ?? (await detectSchema(node, ports));
    schemas.set(node.expected, node.schema);
  } catch (error) {
    if (!isAppError(error)) throw error;
    node.problems.push(problemOf(error));
    node.expected = null;
    node.schema = dataset.schema ?? null;
    node.waits = error.message;
  }
  return node;
}

function sourceKey(source: FilesDataset, files: readonly SourceFile[]): string {
  const { connection, format, schema } = source;
  return contentKey({
    engine: engineVersion,
    connection,
    format,
    schema,
    files: files.map(({ name, size, changed }) => [name, size, Math.round(changed)]),
  });
}

async function detectSchema(node: NodeStatus, { session }: FlowPorts): Promise<Schema> {
  const { source, files } = node;
  if (!source || !files) return [];
  const relation = await readFiles({ dataset: source.dataset, format: source.format, ...readFrom(files) }, { session });
  return relation.schema;
}

/** A dataset that no recipe writes holds what was put into it. */
export function settleUnproduced(node: NodeStatus): void {
  if (node.type !== 'dataset' || node.source) return;
  node.expected = node.current?.key ?? null;
  if (!node.current) node.problems.push(problemOf(fail('FLOW_NOT_MADE', { node: node.name })));
  node.waits = node.current ? '' : `no recipe writes to “${node.name}”`;
}

export function latest(builds: readonly BuildRecord[]): BuildRecord | undefined {
  return builds.reduce<BuildRecord | undefined>(
    (best, each) => (!best || each.builtAt >= best.builtAt ? each : best),
    undefined,
  );
}
