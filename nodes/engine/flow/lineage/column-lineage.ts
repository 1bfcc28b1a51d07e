import type { ColumnLineage, LineageHop, LineageUse } from '../../../contract/lineage.ts';
import { ROWS, sourceKey } from '../../expr/lineage/relation-lineage.ts';
import type { FlowStatus } from '../status.ts';
import { FlowLineage } from './flow-lineage.ts';
import type { LineageCache } from './recipe-lineage.ts';
import { usesOf } from './uses.ts';

/**
 * Where a column comes from, what is made of it and who looks at that. Without a column: of a model, or of which rows a dataset has.
 * NOT_FOUND, LINEAGE_COLUMN_UNKNOWN.
 */
export function columnLineage(
  asked: { node: string; column?: string | undefined },
  status: FlowStatus,
  cache: LineageCache,
): ColumnLineage {
  const lineage = new FlowLineage(status, cache);
  const point = lineage.point(asked.node, asked.column);
  const origin = lineage.origin(point);
  const downstream = lineage.downstream(point);
  return { origin, upstream: lineage.upstream(point), downstream, uses: usesAt([origin, ...downstream], status) };
}

/** Who looks at one of the points; at a dataset whose rows are influenced, everyone does. */
function usesAt(points: readonly LineageHop[], status: FlowStatus): LineageUse[] {
  const values = new Map(points.map((hop) => [sourceKey(hop.node, hop.column ?? ''), hop]));
  const uses: LineageUse[] = [];
  for (const { columns, ...use } of usesOf(status)) {
    const named = columns.filter((column) => values.has(sourceKey(use.node, column)));
    const found = named.map((column) => ({ column, hop: values.get(sourceKey(use.node, column))! }));
    const best = found.find(({ hop }) => hop.influence === 'value') ?? found[0];
    const rows = values.get(sourceKey(use.node, ROWS));
    if (best) uses.push({ ...use, column: best.column, influence: best.column === ROWS ? 'rows' : best.hop.influence });
    else if (rows) uses.push({ ...use, column: ROWS, influence: 'rows' });
  }
  return uses;
}
