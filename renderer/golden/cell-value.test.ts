import { expect, test } from 'vitest';
import type { DataType } from '../../nodes/contract/schema.ts';
import { parseCell } from './cell-value.ts';

test.each<[string, DataType, unknown]>([
  ['', 'double', null],
  ['12', 'int', 12],
  ['9007199254740993', 'bigint', '9007199254740993'],
  ['-1.5', 'double', -1.5],
  ['NaN', 'double', 'NaN'],
  ['1.50', 'decimal', '1.50'],
  ['yes', 'boolean', true],
  ['2026-02-28', 'date', '2026-02-28'],
  ['2026-02-28 10:15', 'timestamp', '2026-02-28T10:15:00'],
  ['2026-02-28', 'timestamp', '2026-02-28T00:00:00'],
  ['2026-02-28T10:15:00Z', 'timestamptz', '2026-02-28T10:15:00Z'],
  [' spaces stay ', 'string', ' spaces stay '],
  ['[1, 2]', 'array', [1, 2]],
])('%s as %s', (text, type, value) => {
  expect(parseCell(text, type)).toEqual({ value });
});

test.each<[string, DataType]>([
  ['ten', 'int'],
  ['1.5', 'bigint'],
  ['99999999999', 'int'],
  ['2026-02-31', 'date'],
  ['maybe', 'boolean'],
  ['{', 'object'],
])('%s is no %s', (text, type) => {
  expect(parseCell(text, type)).toHaveProperty('problem');
});
