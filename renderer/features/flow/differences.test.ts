import { expect, test } from 'vitest';
import type { RowsPage } from '../../../nodes/contract/schema.ts';
import { differences } from './differences.ts';

const page = (columns: Record<string, unknown[]>): RowsPage => ({
  schema: Object.keys(columns).map((name) => ({ name, type: 'string' })),
  columns: Object.values(columns),
  offset: 0,
  total: null,
  sample: '',
});

test('changed cells and new columns are found, moved columns are not changes', () => {
  const found = differences(
    page({ a: ['1', '2'], b: ['x', 'y'] }),
    page({ b: ['x', 'Y'], a: ['1', '2'], c: [null, null] }),
  );
  expect([...found.added]).toEqual(['c']);
  expect(found.changed).toBe(1);
  expect(found.first).toBe('c');
  expect(found.isChanged?.(0, 1)).toBe(true);
  expect(found.isChanged?.(1, 0)).toBe(false);
});

test('where rows were dropped cells are not compared', () => {
  const found = differences(page({ a: ['1', '2'] }), page({ a: ['2'] }));
  expect(found.changed).toBe(0);
  expect(found.isChanged).toBeUndefined();
});

test('nothing to compare with is no difference', () => {
  expect(differences(null, page({ a: ['1'] })).changed).toBe(0);
});
