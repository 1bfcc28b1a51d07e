import { expect, test } from 'vitest';
import { Chart, type ChartReply } from '../../nodes/contract/project/index.ts';
import { readChart } from './chart-data.ts';
import { emptyWords } from './empty-words.ts';

function wordsOf(kind: Chart['kind'], figures: (number | null)[]) {
  const chart = Chart.parse({
    kind,
    dataset: 'd',
    dimension: { column: 'g' },
    measures: [{ column: 'profit', aggregate: 'sum' }],
  });
  const page: ChartReply = {
    schema: [
      { name: 'g', type: 'string' },
      { name: 'sum of profit', type: 'double' },
    ],
    columns: [figures.map((_, row) => `g${row}`), figures],
    offset: 0,
    total: figures.length,
    notes: [],
    sample: 'all rows',
    bins: {},
    parts: {},
  };
  return emptyWords(chart, readChart(chart, page), []);
}

test('parts of a whole are not drawn of groups of which none is above zero', () => {
  for (const kind of ['pie', 'donut', 'treemap'] as const) {
    expect(wordsOf(kind, [-1, -3]), kind).toMatchObject({ title: 'No shares to draw' });
    expect(wordsOf(kind, [0, 0])?.text, kind).toBe(
      '“profit” is above zero in no group, so none has a share of the whole.',
    );
    expect(wordsOf(kind, [-1, 3]), kind).toBeUndefined();
    expect(wordsOf(kind, [null])?.title, kind).toBe('No figures to draw');
  }
  expect(wordsOf('columns', [-1, -3])).toBeUndefined();
});
