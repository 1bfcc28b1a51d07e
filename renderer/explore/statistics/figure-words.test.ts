import { expect, test } from 'vitest';
import { besideWords, numberWords, pWords, valueWords } from './figure-words.ts';

test('numbers have five digits, and a power of ten where that is shorter', () => {
  expect([12.345678, -0.5, 1234567.891, 0.00001234, 3e15].map(numberWords)).toEqual([
    '12.346',
    '−0.5',
    '1,234,567.89',
    '1.234e-5',
    '3.000e15',
  ]);
});

test('p-values below a thousandth are not told apart', () => {
  expect([0.04999, 0.00099, 0, null].map(pWords)).toEqual(['0.050', '<\u00a00.001', '<\u00a00.001', '–']);
});

test('values are written as their format says; texts keep their digits', () => {
  expect(valueWords(1234, 'count')).toBe('1,234');
  expect(valueWords(0.123, 'share')).toBe('12.3%');
  expect(valueWords(-0.12345, 'coefficient')).toBe('−0.123');
  expect(valueWords(1767225600, 'time')).toBe('2026-01-01');
  expect(valueWords(1767229200.5, 'time')).toBe('2026-01-01 01:00');
  expect(valueWords('9007199254740993')).toBe('9007199254740993');
  expect(valueWords(null)).toBe('–');
});

test('beside a count stands its share, beside an estimate its interval', () => {
  expect(besideWords({ label: 'Empty', value: 5, share: 0.05 })).toBe('5%');
  expect(besideWords({ label: 'Empty', value: 0, share: 0 })).toBeUndefined();
  expect(besideWords({ label: 'Mean', value: 2, interval: { low: 1.5, high: 2.5 } })).toBe('1.5 to 2.5');
});
