import { expect, test } from 'vitest';
import { fitWords } from './fit-words.ts';

const fitted = (text: string, width: number, lines: number) =>
  fitWords(text, { width, lines, measure: ({ length }) => length });

test('a text that has room stays as it is', () => {
  expect(fitted('orders', 6, 1)).toEqual(['orders']);
  expect(fitted('', 6, 2)).toEqual([]);
});

test('what has no room ends in an ellipsis', () => {
  expect(fitted('transactions', 6, 1)).toEqual(['trans…']);
  expect(fitted('a b c d', 4, 1)).toEqual(['a b…']);
});

test('lines break after spaces and underscores, a long word anywhere', () => {
  expect(fitted('Clean transactions', 12, 2)).toEqual(['Clean', 'transactions']);
  expect(fitted('card_history_all', 9, 2)).toEqual(['card_', 'history_…']);
  expect(fitted('abcdefgh', 5, 2)).toEqual(['abcde', 'fgh']);
});

test('a width for nothing gives an ellipsis instead of going on for ever', () => {
  expect(fitted('abc', 0, 2)).toEqual(['a', '…']);
});
