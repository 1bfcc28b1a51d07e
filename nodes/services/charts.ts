import { fillChart } from '../contract/project/chart-texts.ts';
import type { Chart, ChartFilter, ChartReply } from '../contract/project/index.ts';
import { queryChart } from '../engine/charts/query-chart.ts';
import { KeptReplies } from './kept-replies.ts';
import type { Workspace } from './workspace/types.ts';

/** The most cells of a reply that is kept. */
const mostCells = 50_000;

const kept = new KeptReplies<ChartReply>({
  most: 200,
  isSmall: ({ columns }) => columns.length * (columns[0]?.length ?? 0) <= mostCells,
});

/**
 * The data of a chart on a built dataset. The same question about the same rows is answered from memory: readers of a dashboard ask
 * alike, and filters are taken back. DATA_NOT_BUILT, FLOW_VARIABLE_UNKNOWN.
 */
export async function chartData(
  workspace: Workspace,
  { chart: written, filters, signal }: { chart: Chart; filters: readonly ChartFilter[]; signal: AbortSignal },
): Promise<ChartReply> {
  const chart = fillChart(written, workspace.variables());
  const relation = await workspace.relation(chart.dataset, { looked: true });
  const now = new Date();
  const moves = [...filters, ...(chart.where ?? [])].some(({ last }) => last?.before === 'now');
  const concerned = filters.filter((filter) => relation.schema.some(({ name }) => name === filter.column));
  const key = JSON.stringify([
    relation.key,
    relation.sql,
    chart,
    concerned,
    moves ? now.toISOString().slice(0, 16) : '',
  ]);
  return kept.get(workspace, key, () =>
    queryChart({ session: workspace.session, chart, relation, filters: concerned, now, signal }),
  );
}
