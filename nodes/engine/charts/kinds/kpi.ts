import { chartKind } from '../chart-kind.ts';
import { aggregatesOf } from '../grouped.ts';
import { figures } from '../wells.ts';

export const kpi = chartKind({
  id: 'kpi',
  label: 'Figure',
  category: 'Figure',
  icon: 'number',
  keywords: ['kpi', 'total', 'number'],
  help: 'One figure, large.',
  wells: [figures('Figures', 'What is measured. Without a field, rows are counted.')],
  options: [],
  example: { measures: [{ column: 'a', aggregate: 'sum' }] },
  async read({ chart, schema, rows, run }) {
    const aggregates = aggregatesOf(chart.measures, { schema }, new Set());
    return run({ op: 'aggregate', input: rows, keys: [], aggregates });
  },
});
