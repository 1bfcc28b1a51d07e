import type { Chart, ChartFilter } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';

const NOT_FIGURES: readonly Chart['kind'][] = ['table', 'pivot', 'scatter', 'map-points', 'lift'];

/** Their marks are parts of a whole. */
const SHARES: readonly Chart['kind'][] = ['pie', 'donut', 'treemap', 'sankey'];

/** Why there is nothing to draw, in words; undefined when there is something. */
export function emptyWords(
  chart: Chart,
  data: ChartData,
  filters: readonly ChartFilter[],
): { title: string; text: string } | undefined {
  if (data.count === 0) {
    const isFiltered = filters.length > 0 || Boolean(chart.filter) || (chart.where ?? []).length > 0;
    const text = isFiltered
      ? 'No row passes the filters with a value in every field of the chart.'
      : 'The dataset has no rows with a value in every field of the chart.';
    return { title: 'No rows to draw', text };
  }
  const values = data.figures.flatMap((figure) => figure.values);
  const names = chart.measures.flatMap(({ column }) => (column ? [`“${column}”`] : []));
  const where = names.length > 0 ? names.join(' and ') : 'The figure';
  if (
    SHARES.includes(chart.kind) &&
    values.some((value) => value !== null) &&
    !values.some((value) => (value ?? 0) > 0)
  )
    return {
      title: 'No shares to draw',
      text: `${where} is above zero in no group, so none has a share of the whole.`,
    };
  if (NOT_FIGURES.includes(chart.kind) || values.some((value) => value !== null)) return undefined;
  return { title: 'No figures to draw', text: `${where} has no finite number in these rows.` };
}
