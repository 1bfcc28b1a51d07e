import { expect, test } from 'vitest';
import type { Reference } from '../../../nodes/contract/project/index.ts';
import { palettes } from '../palette.ts';
import { referenceLines } from './reference-lines.ts';

const lines = (references: Reference[], values: (number | null)[], lying = false) =>
  referenceLines({ references }, { palette: palettes.light, format: {}, values, lying });

test('lines stand at the mean, the median and the ends of what is drawn, empty marks left out', () => {
  const kinds = (['mean', 'median', 'min', 'max'] as const).map((kind) => ({ kind }));
  const { markLine } = lines(kinds, [4, null, 1, 10, 5]);
  expect(markLine?.data.map((line) => line.yAxis)).toEqual([5, 4.5, 1, 10]);
  expect(markLine?.data.map(({ label }) => label.formatter)).toEqual([
    'Mean 5',
    'Median 4.5',
    'Smallest 1',
    'Largest 10',
  ]);
});

test('a line at a value has its own words; one without a value, or of nothing, is not drawn', () => {
  const { markLine } = lines([{ kind: 'value', value: 3, label: 'Goal' }, { kind: 'value' }], []);
  expect(markLine?.data.map(({ label }) => label.formatter)).toEqual(['Goal 3']);
  expect(lines([{ kind: 'mean' }], [null]).markLine).toBeUndefined();
});

test('above bars that lie, each line has a row for its words', () => {
  const both: Reference[] = [{ kind: 'mean' }, { kind: 'max' }];
  expect(lines(both, [1, 2], true).above).toBe(28);
  expect(lines(both, [1, 2]).above).toBe(0);
});
