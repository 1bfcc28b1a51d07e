import { chartKind } from '../chart-kind.ts';
import { aggregatesOf, grouped } from '../grouped.ts';
import { figures, group } from '../wells.ts';

/** Enough for a year of hours. */
const MOST_PERIODS = 10_000;

export const kpi = chartKind({
  id: 'kpi',
  label: 'Figure',
  category: 'Figure',
  icon: 'number',
  keywords: ['kpi', 'total', 'number', 'trend', 'sparkline'],
  help: 'One figure, large. With a date: the figure of the newest period, how it changed, and its course.',
  wells: [
    figures('Figures', 'What is measured. Without a field, rows are counted.', { writes: true }),
    group('dimension', 'Over time', 'Shows the newest period beside the one before, and the course of all.', {
      accepts: 'time',
    }),
  ],
  options: [],
  example: { measures: [{ column: 'a', aggregate: 'sum' }] },
  async read(context) {
    const { chart, schema, rows, run } = context;
    if (chart.dimension) {
      const order = { by: 'group', descending: true } as const;
      const { columns, ...rest } = await grouped({ ...context, chart: { ...chart, order } }, { limit: MOST_PERIODS });
      return { ...rest, columns: columns.map((values) => values.toReversed()) };
    }
    const aggregates = aggregatesOf(chart.measures, { schema }, new Set());
    return run({ op: 'aggregate', input: rows, keys: [], aggregates });
  },
});
