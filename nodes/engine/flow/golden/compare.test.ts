import { describe, expect, test } from 'vitest';
import type { GoldenExpectation, GoldenTable } from '../../../contract/project/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { compareRows, diffWords } from './compare.ts';

const schema: Schema = [
  { name: 'id', type: 'string' },
  { name: 'amount', type: 'double' },
  { name: 'count', type: 'bigint' },
];
const rows = [
  ['a', 1.5, '10'],
  ['b', 2.5, '20'],
  ['c', null, '9007199254740993'],
];
const expectation = (change: Partial<GoldenExpectation> = {}): GoldenExpectation => ({
  ...{ schema, rows, ordered: false, keys: [], ignore: [] },
  ...change,
});
const compare = (actual: Partial<GoldenTable>, change: Partial<GoldenExpectation> = {}, tolerance = 1e-9) =>
  compareRows(expectation(change), { schema, rows, ...actual }, { dataset: 'd', tolerance });

test('the same rows in another order are as expected', () => {
  const diff = compare({ rows: rows.toReversed() });
  expect(diff).toMatchObject({ ok: true, sameRows: 3, counts: { missing: 0, extra: 0, changed: 0 } });
  expect(diffWords(diff)).toBe('3 rows as expected');
});

test('where order counts, another order is told', () => {
  const diff = compare({ rows: rows.toReversed() }, { ordered: true });
  expect(diff).toMatchObject({ ok: false, orderDiffers: true });
  expect(diffWords(diff)).toBe('the rows are in another order');
});

test('fractions may differ by the tolerance, whole numbers may not', () => {
  const nearly = [['a', 1.5 + 1e-12, '10'], ...rows.slice(1)];
  expect(compare({ rows: nearly }).ok).toBe(true);
  expect(compare({ rows: nearly }, {}, 0).ok).toBe(false);
  expect(compare({ rows: [...rows.slice(0, 2), ['c', null, '9007199254740992']] }, {}, 0.1).ok).toBe(false);
});

test('a changed row is found by the column that tells rows apart', () => {
  const diff = compare({ rows: [['b', 7, '20'], ['c', 1, '0'], ...rows.slice(0, 1)] });
  expect(diff.counts).toEqual({ missing: 0, extra: 0, changed: 2 });
  expect(diff.changed[0]).toEqual({
    expectedRow: 1,
    actualRow: 0,
    row: ['b', 2.5, '20'],
    cells: [{ column: 'amount', expected: 2.5, actual: 7 }],
  });
  expect(diff.changed[1]?.cells.map(({ column }) => column)).toEqual(['amount', 'count']);
});

test('without such a column the most similar rows are compared', () => {
  const same = [
    ['x', 1, '1'],
    ['x', 1, '1'],
    ['y', 2, '2'],
  ];
  const diff = compare({ rows: [same[0]!, ['x', 1, '5'], ['z', 9, '9']] }, { rows: same });
  expect(diff.counts).toEqual({ missing: 1, extra: 1, changed: 1 });
  expect(diff.changed[0]?.cells).toEqual([{ column: 'count', expected: '1', actual: '5' }]);
  expect(diff.missing).toEqual([{ expectedRow: 2, row: ['y', 2, '2'] }]);
  expect(diff.extra).toEqual([{ actualRow: 2, row: ['z', 9, '9'] }]);
});

test('what was compared is told with the first rows of the result', () => {
  const many = Array.from({ length: 60 }, (_, index) => [`r${index}`, index, String(index)]);
  const diff = compare({ rows: many }, { rows: many, ignore: ['amount', 'gone'], ordered: true });
  expect(diff).toMatchObject({ ok: true, ordered: true, ignored: ['amount'] });
  expect(diff.schema.map(({ name }) => name)).toEqual(['id', 'count']);
  expect(diff.first).toHaveLength(50);
  expect(diff.first.at(-1)).toEqual(['r49', '49']);
});

describe('columns', () => {
  test('one that is gone fails, one that came is told', () => {
    const without = { schema: schema.slice(0, 2), rows: rows.map((row) => row.slice(0, 2)) };
    const gone = compare(without);
    expect(gone).toMatchObject({ ok: false, missingColumns: [{ name: 'count' }], sameRows: 3 });
    expect(diffWords(gone)).toBe('without “count”');
    const more = { schema: [...schema, { name: 'new', type: 'int' as const }], rows: rows.map((row) => [...row, 1]) };
    expect(compare(more)).toMatchObject({ ok: true, extraColumns: [{ name: 'new' }] });
  });

  test('another order of columns is none of rows', () => {
    const turned = { schema: schema.toReversed(), rows: rows.map((row) => row.toReversed()) };
    expect(compare(turned).ok).toBe(true);
  });

  test('another type fails', () => {
    const typed = schema.map((column) => (column.name === 'count' ? { ...column, type: 'double' as const } : column));
    expect(compare({ schema: typed })).toMatchObject({
      ok: false,
      changedTypes: [{ column: 'count', expected: 'bigint', actual: 'double' }],
    });
  });

  test('ignored ones are not looked at', () => {
    const diff = compare({ rows: rows.map(([id, , count]) => [id, 99, count]) }, { ignore: ['amount'] });
    expect(diff.ok).toBe(true);
  });
});

test('nothing expected and nothing there is as expected', () => {
  expect(compare({ rows: [] }, { rows: [] }).ok).toBe(true);
});
