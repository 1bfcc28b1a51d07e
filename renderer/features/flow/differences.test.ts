import { expect, test } from 'vitest';
import type { RowsPage } from '../../../nodes/contract/schema.ts';
import { differences, type NumberedPage } from './differences.ts';

const page = (columns: Record<string, unknown[]>, ids: number[], total: number | null = ids.length): NumberedPage => ({
  ids,
  page: {
    schema: Object.keys(columns).map((name) => ({ name, type: 'string' as const })),
    columns: Object.values(columns),
    offset: 0,
    total,
    sample: 'all rows',
  } satisfies RowsPage,
});

test('changed cells, new and gone columns are told', () => {
  const found = differences(
    page({ a: ['x', 'y'], b: ['1', '2'] }, [0, 1]),
    page({ a: ['x', 'Y'], c: ['3', '4'] }, [0, 1]),
    true,
  );
  expect(found).toMatchObject({ changed: 1, dropped: 0, removed: ['b'], first: 'c' });
  expect([...found.added]).toEqual(['c']);
  expect([found.isChanged?.(0, 0), found.isChanged?.(0, 1), found.isChanged?.(1, 0)]).toEqual([false, true, false]);
});

test('dropped rows stand at their places, with what they held', () => {
  const before = page({ a: ['x', 'y', 'z'] }, [0, 1, 2]);
  const found = differences(before, page({ a: ['x', 'z'], n: ['1', '3'] }, [0, 2]), true);
  expect(found.page.columns).toEqual([
    ['x', 'y', 'z'],
    ['1', null, '3'],
  ]);
  expect(found.dropped).toBe(1);
  expect([0, 1, 2].map((row) => found.isDropped?.(row))).toEqual([false, true, false]);
  const without = differences(before, page({ a: ['x', 'z'] }, [0, 2]), false);
  expect(without.page.columns).toEqual([['x', 'z']]);
  expect(without.dropped).toBe(1);
});

test('rows beyond the end of the page are not taken for dropped', () => {
  const before = page({ a: ['w', 'x', 'y', 'z'] }, [0, 1, 2, 3], null);
  expect(differences(before, page({ a: ['w', 'y'] }, [0, 2], null), true).dropped).toBe(1);
  expect(differences(before, page({ a: [] }, [], 0), true).dropped).toBe(4);
});

test('lists and objects are compared by what they hold', () => {
  const list = page({ a: [['1', '2']] }, [0]);
  expect(differences(list, page({ a: [['1', '2']] }, [0]), true).changed).toBe(0);
});
