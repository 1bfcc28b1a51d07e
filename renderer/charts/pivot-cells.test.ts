import { expect, test } from 'vitest';
import { beginsAt } from './pivot-cells.ts';

const down = [
  ['B', 'no', 'CA'],
  ['B', 'no', 'TX'],
  ['B', 'yes', 'TX'],
  ['C', 'yes', 'TX'],
];
const said = (rows: (string | null)[][]) =>
  rows.map((key, row) => key.map((value, level) => (beginsAt(rows, row, level) ? value : '')).join(' '));

test('groups around a row are said once, and again below another one', () => {
  expect(said(down)).toEqual(['B no CA', '  TX', ' yes TX', 'C yes TX']);
});

test('an empty group begins like any other, and one level says each of its rows', () => {
  expect(
    said([
      [null, 'a'],
      [null, 'b'],
      ['x', 'b'],
    ]).map((text) => text.trim()),
  ).toEqual(['a', 'b', 'x b']);
  expect(beginsAt([[null, 'a']], 0, 0)).toBe(true);
  expect(said([['a'], ['b']])).toEqual(['a', 'b']);
});
