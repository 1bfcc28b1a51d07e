import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Schema } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Aggregate, Plan, WindowColumn } from '../sql/plan.ts';
import { openSession, type Session } from '../sql/session.ts';
import { planToDuckDb } from './dialect.ts';
import { planSchema } from './schema-of.ts';

/** Every operation of the plan tree, printed and run: its rows, and its schema against the database's own. */
const schema: Schema = [
  { name: 'Card "no"', type: 'string' },
  { name: 'at', type: 'timestamp' },
  { name: 'amount', type: 'double' },
  { name: 'n', type: 'int' },
];
const scan: Plan = { op: 'scan', table: 'tx', schema };
const other: Plan = {
  op: 'scan',
  table: 'cards',
  schema: [
    { name: 'card', type: 'string' },
    { name: 'since', type: 'timestamp' },
    { name: 'amount', type: 'int' },
  ],
};
const bindings = {
  tx: `(FROM (VALUES ('a', TIMESTAMP '2024-01-01 00:00:00', 1.5::DOUBLE, 1), ('a', TIMESTAMP '2024-01-01 00:00:00', 2.5, 2),
    ('a', TIMESTAMP '2024-01-02 00:00:00', 4, NULL), ('b', TIMESTAMP '2024-01-03 00:00:00', NULL, 5)) AS v("Card ""no""", "at", amount, n))`,
  cards: `(FROM (VALUES ('a', TIMESTAMP '2023-12-31 00:00:00', 7), ('a', TIMESTAMP '2024-01-01 12:00:00', 8),
    ('c', TIMESTAMP '2024-01-01 00:00:00', 9)) AS v(card, since, amount))`,
};

let session: Session;

beforeAll(async () => {
  session = await openSession({ threads: 2 });
});

afterAll(() => session.close());

const col = (name: string): Expr => ({ op: 'col', name });
const card = col('Card "no"');
const byTime = [{ expr: col('at'), descending: false }];

/** Rows in order of all columns, after a check of the schema. */
async function rowsOf(plan: Plan): Promise<unknown[][]> {
  const sql = planToDuckDb(plan, bindings);
  expect(await session.describe(sql)).toEqual(planSchema(plan).map(({ name, type }) => ({ name, type })));
  const { columns, rowCount } = await session.query(
    plan.op === 'sort' || plan.op === 'limit' ? sql : `FROM (${sql}) ORDER BY ALL`,
  );
  return Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row]));
}

const windowed = (columns: Partial<WindowColumn>[]): Plan => ({
  op: 'project',
  input: {
    op: 'window',
    input: scan,
    columns: columns.map((column, index) => ({
      name: `w${index}`,
      fn: 'count',
      partitionBy: [card],
      orderBy: byTime,
      ...column,
    })),
  },
  columns: [
    { name: 'at', expr: col('at') },
    { name: 'amount', expr: col('amount') },
    ...columns.map((_, index) => ({ name: `w${index}`, expr: col(`w${index}`) })),
  ],
});

test('a window over the past seconds leaves the current instant and its peers out', async () => {
  const frame = { unit: 'range', preceding: 86_400, following: 0, excludeCurrent: true } as const;
  expect(
    await rowsOf(windowed([{ frame }, { fn: 'sum', arg: col('amount'), frame }, { fn: 'max', arg: col('n'), frame }])),
  ).toEqual([
    ['2024-01-01T00:00:00', 1.5, '0', null, null],
    ['2024-01-01T00:00:00', 2.5, '0', null, null],
    ['2024-01-02T00:00:00', 4, '2', 4, 2],
    ['2024-01-03T00:00:00', null, '0', null, null],
  ]);
});

test('row frames, ranks and neighbours', async () => {
  const order = [...byTime, { expr: col('amount'), descending: false }];
  const plan = windowed([
    { fn: 'row-number', orderBy: order },
    { fn: 'rank' },
    { fn: 'lag', arg: col('amount'), orderBy: order },
    {
      fn: 'avg',
      arg: col('amount'),
      orderBy: order,
      frame: { unit: 'rows', preceding: 2, following: 0, excludeCurrent: true },
    },
    { fn: 'sum', arg: col('n'), orderBy: order, frame: { unit: 'rows', preceding: null, following: null } },
    { fn: 'count-distinct', arg: col('n'), orderBy: order, frame: { unit: 'rows', preceding: 1, following: 0 } },
    { fn: 'median', arg: col('n'), orderBy: order },
    { frame: { unit: 'rows', preceding: 0, following: 0, excludeCurrent: true } },
    { frame: { unit: 'range', preceding: 86_400, following: 86_400, excludeCurrent: true } },
  ]);
  expect(await rowsOf(plan)).toEqual([
    ['2024-01-01T00:00:00', 1.5, '1', '1', null, null, '3', '1', 1, '0', '1'],
    ['2024-01-01T00:00:00', 2.5, '2', '1', 1.5, 1.5, '3', '2', 1.5, '0', '1'],
    ['2024-01-02T00:00:00', 4, '3', '3', 2.5, 2, '3', '1', 1.5, '0', '2'],
    ['2024-01-03T00:00:00', null, '1', '1', null, null, '5', '1', 5, '0', '0'],
  ]);
});

test('aggregates keep the promised types', async () => {
  const aggregates: Aggregate[] = [
    { name: 'rows', fn: 'count' },
    { name: 'n', fn: 'count', arg: col('n') },
    { name: 'sum n', fn: 'sum', arg: col('n') },
    { name: 'sum', fn: 'sum', arg: col('amount') },
    { name: 'avg', fn: 'avg', arg: col('n') },
    { name: 'median', fn: 'median', arg: col('n') },
    { name: 'q', fn: 'quantile', arg: col('amount'), parameter: 0.5 },
    { name: 'dev', fn: 'stddev', arg: col('n') },
    { name: 'first', fn: 'first', arg: col('amount'), orderBy: [{ expr: col('amount'), descending: true }] },
    { name: 'all', fn: 'concat', arg: col('n'), parameter: ';', orderBy: [{ expr: col('n'), descending: false }] },
    { name: 'max', fn: 'max', arg: col('at') },
    { name: 'different', fn: 'count-distinct', arg: col('at') },
  ];
  const plan: Plan = { op: 'aggregate', input: scan, keys: [{ name: 'Card "no"', expr: card }], aggregates };
  expect(await rowsOf(plan)).toEqual([
    ['a', '3', '2', '3', 8, 1.5, 1.5, 2.5, Math.SQRT1_2, 4, '1;2', '2024-01-02T00:00:00', '2'],
    ['b', '1', '1', '5', null, 5, 5, null, null, null, '5', '2024-01-03T00:00:00', '1'],
  ]);
  expect(await rowsOf({ op: 'aggregate', input: scan, keys: [], aggregates: aggregates.slice(0, 1) })).toEqual([['4']]);
});

const joined = (kind: Extract<Plan, { op: 'join' }>['kind'], side: 'left' | 'right' | 'both' = 'both'): Plan => ({
  op: 'join',
  kind,
  left: scan,
  right: other,
  on:
    kind === 'cross'
      ? []
      : [
          { left: card, right: col('card'), compare: 'eq' },
          ...(kind === 'asof' ? [{ left: col('at'), right: col('since'), compare: 'ge' as const }] : []),
        ],
  columns: [
    ...(side === 'right' ? [] : [{ name: 'amount', side: 'left' as const, column: 'amount' }]),
    ...(side === 'left' ? [] : [{ name: 'card amount', side: 'right' as const, column: 'amount' }]),
  ],
});

test.each([
  ['inner', 6],
  ['left', 7],
  ['right', 7],
  ['full', 8],
  ['cross', 12],
] as const)('a %s join gives %i rows', async (kind, count) => {
  expect(await rowsOf(joined(kind))).toHaveLength(count);
});

test('anti joins give the rows without a partner, as-of joins the latest one before', async () => {
  expect(await rowsOf(joined('left-anti', 'left'))).toEqual([[null]]);
  expect(await rowsOf(joined('right-anti', 'right'))).toEqual([[9]]);
  expect(await rowsOf(joined('asof'))).toEqual([
    [1.5, 7],
    [2.5, 7],
    [4, 8],
    [null, null],
  ]);
});

test('a union fills missing columns, converts types and names the origin', async () => {
  const plan: Plan = {
    op: 'union',
    inputs: [scan, other],
    schema: [
      { name: 'amount', type: 'double' },
      { name: 'n', type: 'int' },
    ],
    originColumn: { name: 'from', values: ['tx', 'cards'] },
  };
  expect(await rowsOf(plan)).toEqual([
    [1.5, 1, 'tx'],
    [2.5, 2, 'tx'],
    [4, null, 'tx'],
    [7, null, 'cards'],
    [8, null, 'cards'],
    [9, null, 'cards'],
    [null, 5, 'tx'],
  ]);
});

test('distinct rows, sorted rows, limits and offsets', async () => {
  const cards: Plan = { op: 'project', input: scan, columns: [{ name: 'c', expr: card }] };
  expect(await rowsOf({ op: 'distinct', input: cards })).toEqual([['a'], ['b']]);
  const perCard = await rowsOf({ op: 'distinct', input: scan, keys: ['Card "no"'] });
  expect(perCard.map((row) => row[0])).toEqual(['a', 'b']);
  const amounts: Plan = { op: 'project', input: scan, columns: [{ name: 'amount', expr: col('amount') }] };
  const sorted: Plan = { op: 'sort', input: amounts, by: [{ expr: col('amount'), descending: true }] };
  expect(await rowsOf(sorted)).toEqual([[4], [2.5], [1.5], [null]]);
  expect(await rowsOf({ op: 'limit', input: sorted, count: 2, offset: 1 })).toEqual([[2.5], [1.5]]);
  expect(await rowsOf({ op: 'limit', input: { op: 'limit', input: sorted, count: 3 }, count: 5, offset: 2 })).toEqual([
    [1.5],
  ]);
});

test('names may be swapped while a filter and an order use the old ones', async () => {
  const swapped: Plan = {
    op: 'project',
    input: {
      op: 'sort',
      input: {
        op: 'filter',
        input: scan,
        where: { op: 'call', fn: 'gt', args: [col('amount'), { op: 'lit', type: 'double', value: 2 }] },
      },
      by: [{ expr: col('amount'), descending: true }],
    },
    columns: [
      { name: 'n', expr: col('amount') },
      { name: 'amount', expr: col('n') },
    ],
  };
  expect(await rowsOf({ op: 'limit', input: swapped, count: 9 })).toEqual([
    [4, null],
    [2.5, 2],
  ]);
});

test('samples are the same for a seed and differ between seeds', async () => {
  const many: Plan = { op: 'scan', table: 'many', schema: [{ name: 'i', type: 'bigint' }] };
  const sample = async (method: Extract<Plan, { op: 'sample' }>['method'], order: string) => {
    const sql = planToDuckDb(
      { op: 'sample', input: many, method },
      { many: `(SELECT i FROM range(10000) AS r(i) ORDER BY ${order})` },
    );
    const { columns } = await session.query(`SELECT * FROM (${sql}) ORDER BY i`);
    return columns[0] ?? [];
  };
  const first = await sample({ kind: 'rows', count: 100, seed: 1 }, 'i');
  expect(first).toHaveLength(100);
  expect(await sample({ kind: 'rows', count: 100, seed: 1 }, 'i DESC')).toEqual(first);
  expect(await sample({ kind: 'rows', count: 100, seed: 2 }, 'i')).not.toEqual(first);
  const share = await sample({ kind: 'share', share: 0.1, seed: 1 }, 'i');
  expect(share.length).toBeGreaterThan(850);
  expect(share.length).toBeLessThan(1150);
});

test('columns that differ only by case are refused with both names', () => {
  const plan: Plan = {
    op: 'project',
    input: scan,
    columns: [
      { name: 'Total', expr: col('n') },
      { name: 'total', expr: col('amount') },
    ],
  };
  expect(() => planToDuckDb(plan, bindings)).toThrow(
    expect.objectContaining({ code: 'SQL_COLUMNS_CLASH', data: { first: 'Total', second: 'total' } }),
  );
});
