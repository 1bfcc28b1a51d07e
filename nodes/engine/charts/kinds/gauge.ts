import { chartKind } from '../chart-kind.ts';
import { aggregatesOf } from '../grouped.ts';
import { oneFigure } from '../wells.ts';

export const gauge = chartKind({
  id: 'gauge',
  label: 'Gauge',
  category: 'Figure',
  icon: 'gauge',
  keywords: ['dial', 'speedometer', 'target'],
  help: 'One figure on a dial, between the ends of its axis; a reference line marks the target.',
  wells: [oneFigure()],
  options: ['references', 'axis', 'palette'],
  example: { measures: [{ column: 'a', aggregate: 'avg' }] },
  async read({ chart, schema, rows, run }) {
    const aggregates = aggregatesOf(chart.measures.slice(0, 1), { schema }, new Set());
    return run({ op: 'aggregate', input: rows, keys: [], aggregates });
  },
});
