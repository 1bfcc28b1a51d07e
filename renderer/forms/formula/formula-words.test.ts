import { expect, test } from 'vitest';
import { columnInFormula, exampleFormula, formulaParts } from './formula-words.ts';

const kinds = (text: string) => formulaParts(text).map(({ from, to, kind }) => [text.slice(from, to), kind]);

test('texts, columns in quotes, numbers, words and functions are told apart', () => {
  expect(kinds(`round("unit price" * 1.5) > 3 and state = 'N''Y'`)).toEqual([
    ['round', 'function'],
    ['"unit price"', 'column'],
    ['1.5', 'number'],
    ['3', 'number'],
    ['and', 'keyword'],
    [`'N''Y'`, 'string'],
  ]);
});

test('what is inside a text is not coloured, also while it is not closed', () => {
  expect(kinds(`'and 12`)).toEqual([[`'and 12`, 'string']]);
});

test('an example names a column that is there', () => {
  expect(
    exampleFormula(
      [
        { name: 'city', type: 'string' },
        { name: 'unit price', type: 'double' },
      ],
      '> 100',
    ),
  ).toBe('"unit price" > 100');
  expect(exampleFormula([{ name: 'city', type: 'string' }], '> 100')).toBeUndefined();
});

test('odd column names are quoted', () => {
  expect(columnInFormula('amt')).toBe('amt');
  expect(columnInFormula('unit "x"')).toBe('"unit ""x"""');
});
