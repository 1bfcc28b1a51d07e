import { type ChartContext, type ChartTable, chartKind } from '../chart-kind.ts';
import { aggregatesOf, grouped } from '../grouped.ts';
import { asShown } from '../shown-figures.ts';
import { figures, group } from '../wells.ts';

export const pivot = chartKind({
  id: 'pivot',
  label: 'Pivot table',
  category: 'Figure',
  icon: 'table-options',
  keywords: ['cross', 'crosstab', 'totals'],
  help: 'Figures by groups down and across, with totals of both.',
  wells: [
    group('dimension', 'Down', 'The groups of the rows.', { min: 1 }),
    group('levels', 'Down, within', 'Each row group is divided by these.', { max: 2 }),
    group('series', 'Across', 'The groups of the columns.'),
    figures('Figures', 'What is measured. Without a field, rows are counted.', { max: 4 }),
  ],
  options: ['order', 'limit', 'other', 'seriesLimit', 'palette'],
  example: { dimension: { column: 'text', bin: 'none' }, series: { column: 'flag', bin: 'none' } },
  async read(context) {
    const options = { limit: 100, seriesLimit: 20 };
    const cells = await grouped(context, options);
    return { ...cells, parts: await totals(context, options) };
  },
});

/** Totals are read anew: a mean of means would be wrong. */
async function totals(
  context: ChartContext,
  options: { limit: number; seriesLimit: number },
): Promise<Record<string, ChartTable>> {
  const { chart, schema, rows, run } = context;
  const aggregates = aggregatesOf(chart.measures, { schema }, new Set());
  const all = await run({ op: 'aggregate', input: rows, keys: [], aggregates });
  const parts: Record<string, ChartTable> = { all: await asShown(context, all, { measures: chart.measures, keys: 0 }) };
  if (!chart.series) return parts;
  const down = { ...context, chart: { ...chart, series: undefined } };
  parts.rows = await grouped(down, options);
  const across = { ...chart, dimension: chart.series, levels: undefined, series: undefined, limit: chart.seriesLimit };
  parts.columns = await grouped({ ...context, chart: across }, { limit: options.seriesLimit, other: true });
  return parts;
}
