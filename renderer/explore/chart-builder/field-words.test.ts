import { expect, test } from 'vitest';
import { aggregatesFor, measureWords, unfitWords } from './field-words.ts';

const values = (...args: Parameters<typeof aggregatesFor>) => aggregatesFor(...args).map(({ value }) => value);

test('numbers are measured in every way, truths as one and zero, and the ends of dates and texts where figures are written', () => {
  expect(values(undefined)).toEqual(['count']);
  expect(values('double')).toContain('stddev');
  expect(values('boolean')).toEqual(['count', 'count-distinct', 'sum', 'avg']);
  expect(values('string')).toEqual(['count', 'count-distinct']);
  expect(values('string', true)).toEqual(['count', 'count-distinct', 'min', 'max']);
  expect(aggregatesFor('date', true).map(({ label }) => label)).toContain('Latest');
});

test('a chip names the ends of dates as such', () => {
  expect(measureWords({ column: 'at', aggregate: 'max' }, 'timestamp')).toBe('Latest of at');
  expect(measureWords({ column: 'amount', aggregate: 'max' }, 'double')).toBe('Largest of amount');
  expect(measureWords({ aggregate: 'count' })).toBe('Count of rows');
});

test('a field that cannot be drawn is told with its type and what to do', () => {
  const well = { id: 'y', label: 'Up', help: '', role: 'value', accepts: 'number', min: 1, max: 1 } as const;
  const unfit = { well, at: 0, column: 'city', type: 'string' } as const;
  expect(unfitWords(unfit)).toBe(
    '“city” is a text. Put a number here, or choose a kind of chart that counts its values.',
  );
  expect(unfitWords({ ...unfit, aggregate: 'min' })).toBe(
    '“city” is a text, of which no smallest value can be drawn. Count its values instead.',
  );
});
