import { fillVariables } from '../contract/fill-variables.ts';
import type { Chart, ChartFilter, ChartReply } from '../contract/project/index.ts';
import { queryChart } from '../engine/charts/query-chart.ts';
import type { Workspace } from './workspace/types.ts';

/** Replies kept of a project, and the most cells of one that is kept. */
const KEPT = 200;
const MOST_CELLS = 50_000;

const replies = new WeakMap<Workspace, Map<string, ChartReply>>();

/**
 * The data of a chart on a built dataset. The same question about the same rows is answered from memory: readers of a dashboard ask
 * alike, and filters are taken back. DATA_NOT_BUILT, FLOW_VARIABLE_UNKNOWN.
 */
export async function chartData(
  workspace: Workspace,
  { chart: written, filters, signal }: { chart: Chart; filters: readonly ChartFilter[]; signal: AbortSignal },
): Promise<ChartReply> {
  const chart = fillVariables(written, workspace.variables(), 'The chart').value;
  const relation = await workspace.relation(chart.dataset);
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
  const kept = keptOf(workspace);
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const reply = await queryChart({ session: workspace.session, chart, relation, filters: concerned, now, signal });
  if (reply.columns.length * (reply.columns[0]?.length ?? 0) <= MOST_CELLS) {
    kept.set(key, reply);
    for (const [oldest] of kept) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
  }
  return reply;
}

function keptOf(workspace: Workspace): Map<string, ChartReply> {
  const known = replies.get(workspace);
  if (known) return known;
  const made = new Map<string, ChartReply>();
  replies.set(workspace, made);
  return made;
}
