import type { ColumnImpact, ColumnLineage } from '../contract/lineage.ts';
import { columnLineage } from '../engine/flow/lineage/column-lineage.ts';
import { columnImpact } from '../engine/flow/lineage/impact.ts';
import type { Workspace } from './workspace/types.ts';

/** Where a column comes from and what depends on it. NOT_FOUND, LINEAGE_COLUMN_UNKNOWN. */
export async function lineageOf(
  workspace: Pick<Workspace, 'evaluated' | 'lineage'>,
  asked: { node: string; column?: string | undefined },
): Promise<ColumnLineage> {
  return columnLineage(asked, await workspace.evaluated(), workspace.lineage);
}

/** What would break without a column. NOT_FOUND, LINEAGE_COLUMN_UNKNOWN. */
export async function impactOf(
  workspace: Pick<Workspace, 'evaluated' | 'lineage'>,
  asked: { node: string; column: string },
): Promise<ColumnImpact> {
  return columnImpact(asked, await workspace.evaluated(), workspace.lineage);
}
