import type { SchemaChange } from '../../contract/flow.ts';
import type { Schema } from '../../contract/schema.ts';
import type { FlowStatus, NodeStatus } from './status.ts';

/** What is new, gone or of another type in `now`; null when nothing is. Order and meanings do not count. */
export function schemaDifference(before: Schema, now: Schema): Omit<SchemaChange, 'since'> | null {
  const old = new Map(before.map((column) => [column.name, column]));
  const names = new Set(now.map(({ name }) => name));
  const added = now.filter(({ name }) => !old.has(name));
  const removed = before.filter(({ name }) => !names.has(name));
  const retyped = now.flatMap(({ name, type }) => {
    const from = old.get(name)?.type;
    return from !== undefined && from !== type ? [{ name, from, to: type }] : [];
  });
  return added.length + removed.length + retyped.length > 0 ? { added, removed, retyped } : null;
}

/**
 * How the columns that a recipe writes now differ from those its dataset promises: the accepted ones, else those of its last
 * build. Undefined for what no recipe writes, and where nothing differs.
 */
export function schemaChange(node: NodeStatus, status: FlowStatus): SchemaChange | undefined {
  if (node.type !== 'dataset' || node.producer === undefined || !node.schema) return undefined;
  const sound = !status.recipes.get(node.producer)?.problems.some(({ severity }) => severity === 'error');
  if (!sound) return undefined;
  const accepted = status.project.datasets[node.id]?.schema;
  const before = accepted ?? node.current?.schema;
  const difference = before && schemaDifference(before, node.schema);
  return difference ? { since: accepted ? 'accepted' : 'built', ...difference } : undefined;
}
