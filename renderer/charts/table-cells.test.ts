import { expect, test } from 'vitest';
import { cellWriter } from './table-cells.ts';

const write = (cells: unknown[], type: 'double' | 'bigint' | 'string' | 'timestamptz' | 'decimal', name = 'x') =>
  cells.map(cellWriter(cells, { name, type }));

test('numbers of one column have the same decimals, unless those are many', () => {
  expect(write([1, 2.5, 10.25], 'double')).toEqual(['1.00', '2.50', '10.25']);
  expect(write(['3.30', '11.00'], 'decimal')).toEqual(['3.3', '11.0']);
  expect(write([1329.1834567, 2.0760221], 'double')).toEqual(['1,329.18', '2.08']);
  expect(write([378657988.82771], 'double')).toEqual(['378,657,988.83']);
  expect(write([0.1 + 0.2, 1e-9], 'double')).toEqual(['0.3', '0.000000001']);
});

test('64-bit integers keep all their digits, and what names things is not written as an amount', () => {
  expect(write(['9223372036854775807', null], 'bigint')).toEqual(['9,223,372,036,854,775,807', '–']);
  expect(write(['90210'], 'bigint', 'zip')).toEqual(['90210']);
});

test('what is no number says so, and times say where they are', () => {
  expect(write(['NaN', '-Infinity', 2], 'double')).toEqual(['NaN', '-Infinity', '2']);
  expect(write(['2025-01-01T10:00:00Z'], 'timestamptz')).toEqual(['2025-01-01 10:00:00 UTC']);
});
