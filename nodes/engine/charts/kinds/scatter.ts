import { chartKind } from '../chart-kind.ts';
import { axesOf } from '../planes.ts';
import { countRows, pick, sampleWords, withNumbers } from '../raw.ts';
import { group, value } from '../wells.ts';

const LIMIT = 3000;

export const scatter = chartKind({
  id: 'scatter',
  label: 'Scatter',
  category: 'Relation',
  icon: 'chart-dots',
  keywords: ['points', 'correlation'],
  help: 'Two numbers of each row against each other. Of many rows an even sample is drawn; hexagons show them all.',
  wells: [
    value('dimension', 'Across', 'The number from left to right.'),
    value('y', 'Up', 'The number from bottom to top.'),
    group('series', 'Colour', 'One colour for each value of this field.'),
    value('columns', 'In the tooltip', 'Further fields that are shown for a point.', {
      accepts: 'any',
      min: 0,
      max: 12,
    }),
  ],
  options: ['limit', 'palette', 'references', 'legend', 'axis'],
  example: { dimension: { column: 'a', bin: 'none' }, measures: [{ column: 'lat', aggregate: 'avg' }] },
  async read(context) {
    const { chart, schema, run } = context;
    const [x, y] = axesOf(chart);
    const rows = withNumbers(context, [x, y]);
    const limit = chart.limit ?? LIMIT;
    const names = [x, y, ...(chart.series ? [chart.series.column] : []), ...(chart.columns ?? [])];
    const result = await run({
      op: 'sample',
      input: pick({ schema, rows }, names),
      method: { kind: 'rows', count: limit, seed: 1 },
    });
    const total = result.rowCount < limit ? result.rowCount : await countRows(context, rows);
    return { ...result, total, sample: sampleWords(result.rowCount, total) };
  },
});
