import type { ColumnImpact } from '../../../contract/lineage.ts';
import type { Schema } from '../../../contract/schema.ts';
import { ROWS } from '../../expr/lineage/relation-lineage.ts';
import { checkRecipe } from '../evaluate.ts';
import { inputNodes, outputNodes } from '../graph.ts';
import type { FlowStatus, NodeStatus } from '../status.ts';
import { FlowLineage } from './flow-lineage.ts';
import { isFaulty, type LineageCache } from './recipe-lineage.ts';
import { type Use, usesOf } from './uses.ts';

/**
 * What would happen without a column: every recipe behind it is checked anew on the columns that would be left, so the problems are
 * those a person would see. Nothing is changed. NOT_FOUND, LINEAGE_COLUMN_UNKNOWN.
 */
export function columnImpact(
  asked: { node: string; column: string },
  status: FlowStatus,
  cache: LineageCache,
): ColumnImpact {
  new FlowLineage(status, cache).point(asked.node, asked.column);
  const without: FlowStatus = { ...status, nodes: new Map(status.nodes) };
  const impact: ColumnImpact = { broken: [], blocked: [], lost: [], retrained: [], uses: [] };
  const changed = new Set<string>();
  const gone = new Set<string>();
  lose(
    asked.node,
    (status.nodes.get(asked.node)?.schema ?? []).filter(({ name }) => name !== asked.column),
  );
  for (const id of status.graph.order) {
    const before = status.recipes.get(id);
    if (!before || isFaulty(before)) continue;
    const inputs = inputNodes(before.recipe);
    const outputs = outputNodes(before.recipe);
    if (inputs.some((input) => gone.has(input))) outputs.forEach(block);
    else if (inputs.some((input) => changed.has(input))) recheck(id, outputs);
  }
  impact.lost = impact.lost.filter(({ dataset }) => dataset !== asked.node);
  impact.uses = usesOf(status).flatMap((use) => lostUse(use));
  return impact;

  function lose(node: string, schema: Schema): void {
    const known = status.nodes.get(node);
    if (!known) return;
    const left = new Set(schema.map(({ name }) => name));
    const columns = (known.schema ?? []).map(({ name }) => name).filter((name) => !left.has(name));
    if (columns.length === 0) return;
    without.nodes.set(node, { ...known, schema } satisfies NodeStatus);
    changed.add(node);
    impact.lost.push({ dataset: node, name: known.name, columns });
  }

  function block(node: string): void {
    gone.add(node);
    impact.blocked.push(node);
  }

  function recheck(id: string, outputs: readonly string[]): void {
    const recipe = status.project.recipes[id]!;
    const result = checkRecipe(recipe, without);
    const problem = result.problems.find(({ severity }) => severity === 'error');
    if (problem) {
      impact.broken.push({ recipe: id, name: recipe.name, problem });
      outputs.forEach(block);
      return;
    }
    const schemas = result.kind?.outputSchema(result.settings ?? {}, result.context!) ?? {};
    for (const [role, ids] of Object.entries(recipe.outputs))
      for (const [index, node] of ids.entries()) {
        const schema = schemas[role]?.[index];
        if (schema) lose(node, schema);
        else if (status.nodes.get(node)?.type === 'model') impact.retrained.push(node);
      }
  }

  function lostUse({ columns, ...use }: Use): ColumnImpact['uses'] {
    if (gone.has(use.node)) return [{ ...use, column: columns[0] ?? ROWS, influence: 'value' }];
    if (!changed.has(use.node)) return [];
    const left = new Set(without.nodes.get(use.node)?.schema?.map(({ name }) => name));
    const missing = columns.find((column) => column !== ROWS && !left.has(column));
    return missing === undefined ? [] : [{ ...use, column: missing, influence: 'value' }];
  }
}
