import type { Chart } from '../contract/project/index.ts';
import type { RowsPage } from '../contract/schema.ts';
import type { ChartFilter } from '../engine/charts/chart-plan.ts';
import { queryChart } from '../engine/charts/query-chart.ts';
import type { Workspace } from './workspace/types.ts';

/** The data of a chart on a built dataset. DATA_NOT_BUILT. */
export async function chartData(
  workspace: Workspace,
  { chart, filters, signal }: { chart: Chart; filters: readonly ChartFilter[]; signal: AbortSignal },
): Promise<RowsPage> {
  const relation = await workspace.relation(chart.dataset);
  return queryChart({ session: workspace.session, chart, relation, filters, signal });
}
