import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valuesRelation } from '../../../test/support/values-relation.ts';
import { Chart, type ChartFilter } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { openSession, type Session } from '../sql/session.ts';
import { queryChart } from './query-chart.ts';

const schema: Schema = [
  { name: 'sold', type: 'timestamp' },
  { name: 'city', type: 'string' },
  { name: 'x', type: 'double' },
  { name: 'y', type: 'double' },
  { name: 'big', type: 'bigint' },
  { name: 'paid', type: 'boolean' },
];
const rows = [
  ['2026-01-31 23:59:59', 'Oslo', 1, 10, '9223372036854775807', true],
  ['2026-02-01 00:00:00', 'Oslo', 2, 20, '9223372036854775807', false],
  ['2026-02-28 12:00:00', 'Rome', 3, 30, '1', true],
  ['2026-04-02 12:00:00', 'São Paulo', 4, 40, '2', true],
  ['2026-04-03 12:00:00', null, 'NaN', 50, null, null],
  ['2026-04-03 13:00:00', 'Rome', 'Infinity', '-Infinity', null, false],
];

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const read = (chart: Record<string, unknown>, filters: ChartFilter[] = []) =>
  queryChart({
    session,
    chart: Chart.parse({ dataset: 'd', ...chart }),
    relation: { sql: valuesRelation(schema, rows), schema },
    filters,
    now: new Date('2026-04-03T18:00:00Z'),
  });
const count = async (filter: ChartFilter) => Number((await read({ kind: 'kpi' }, [filter])).columns[0]?.[0]);

test('what is no finite number is in no bin: it stands in the empty group and never stretches the others', async () => {
  const { columns, bins } = await read({ kind: 'histogram', dimension: { column: 'x' } });
  expect(bins.dimension?.width).toBeLessThanOrEqual(1);
  expect(columns[0]).toEqual([1, 2, 3, 4, null]);
  expect(columns[1]?.map(Number)).toEqual([1, 1, 1, 1, 2]);
});

test('points, cells, hexagons and boxes are made of finite numbers alone', async () => {
  const plane = { dimension: { column: 'x' }, measures: [{ column: 'y', aggregate: 'avg' }] };
  expect((await read({ kind: 'scatter', ...plane })).columns[0]).toHaveLength(4);
  for (const kind of ['hexbin', 'density']) {
    const { columns } = await read({ kind, ...plane });
    expect(columns[2]?.map(Number).reduce((a, b) => a + b, 0)).toBe(4);
  }
  const { schema: shown, columns } = await read({ kind: 'box', measures: [{ column: 'x', aggregate: 'avg' }] });
  expect(Object.fromEntries(shown.map(({ name }, at) => [name, Number(columns[at]?.[0])]))).toMatchObject({
    min: 1,
    max: 4,
    rows: 4,
  });
});

test('a spread leaves out what is not finite, as the statistics do, and says how many values that are', async () => {
  const spread = { column: 'x', aggregate: 'stddev' };
  const kpi = await read({ kind: 'kpi', measures: [spread] });
  expect(kpi.columns[0]?.[0]).toBeCloseTo(Math.sqrt(5 / 3));
  expect(kpi.notes).toEqual(['the spread of “x” leaves out 2 values that are infinite, no number or beyond 1e145']);
  const bars = await read({ kind: 'columns', dimension: { column: 'city' }, measures: [spread] });
  expect(bars.columns[0]).toContain('Oslo');
  expect(bars.notes).toEqual(kpi.notes);
  const plane = { dimension: { column: 'big' }, measures: [{ column: 'y', aggregate: 'avg' }], size: spread };
  expect((await read({ kind: 'hexbin', ...plane })).notes).toEqual([]);
  const whole = await read({ kind: 'kpi', measures: [{ column: 'x', aggregate: 'stddev' }, { aggregate: 'count' }] }, [
    { column: 'x', from: 0 },
  ]);
  expect(whole.notes).toEqual([]);
});

test('a spread of numbers whose squares are too large leaves those out, too', async () => {
  const relation = { sql: valuesRelation(schema.slice(2, 3), [[1], [3], [1e200]]), schema: schema.slice(2, 3) };
  const chart = Chart.parse({ dataset: 'd', kind: 'gauge', measures: [{ column: 'x', aggregate: 'stddev' }] });
  const { columns, notes } = await queryChart({ session, chart, relation });
  expect(columns[0]?.[0]).toBeCloseTo(Math.SQRT2);
  expect(notes).toEqual(['the spread of “x” leaves out one value that is infinite, no number or beyond 1e145']);
});

test('a well of numbers says which field is none, and in which well it stands', async () => {
  const x = { column: 'x' };
  const [number, text] = [
    { column: 'y', aggregate: 'avg' },
    { column: 'city', aggregate: 'avg' },
  ];
  const wrong: [Record<string, unknown>, string, string][] = [
    [{ kind: 'scatter', dimension: x, measures: [text] }, '“city” is a text', '“Up”'],
    [{ kind: 'scatter', dimension: { column: 'sold' }, measures: [number] }, '“sold” is a date with time', '“Across”'],
    [{ kind: 'hexbin', dimension: { column: 'city' }, measures: [number] }, '“city” is a text', '“Across”'],
    [{ kind: 'density', dimension: x, measures: [text] }, '“city” is a text', '“Up”'],
    [{ kind: 'box', measures: [text] }, '“city” is a text', '“Values”'],
    [{ kind: 'map-points', latitude: 'city', longitude: 'x' }, '“city” is a text', '“Latitude”'],
    [{ kind: 'map-points', latitude: 'x', longitude: 'y', measures: [text] }, '“city” is a text', '“Size”'],
    [{ kind: 'map-density', latitude: 'x', longitude: 'city' }, '“city” is a text', '“Longitude”'],
    [{ kind: 'lift', target: { column: 'paid' }, probability: 'city' }, '“city” is a text', '“Probability”'],
  ];
  for (const [chart, column, well] of wrong) {
    const failure = await read(chart).catch((error: unknown) => error);
    expect(failure, JSON.stringify(chart)).toMatchObject({
      code: 'CHART_FIELD_TYPE',
      message: expect.stringContaining(column),
    });
    expect(failure).toMatchObject({ message: expect.stringContaining(well) });
  }
  const truths = { kind: 'scatter', dimension: x, measures: [{ column: 'paid', aggregate: 'avg' }] };
  expect((await read(truths)).columns[1]).toHaveLength(4);
});

test('the largest text is no figure that can be drawn, but one that can be written', async () => {
  const largest = { column: 'city', aggregate: 'max' };
  const across = [{ column: 'x', aggregate: 'avg' }, largest];
  for (const chart of [
    { kind: 'bubbles', dimension: { column: 'paid' }, measures: across },
    { kind: 'bars', dimension: { column: 'paid' }, measures: [largest] },
    { kind: 'gauge', measures: [{ column: 'sold', aggregate: 'max' }] },
  ])
    await expect(read(chart), JSON.stringify(chart)).rejects.toMatchObject({
      code: 'CHART_MEASURE_TYPE',
      message: expect.stringContaining('no largest value that can be drawn'),
    });
  expect((await read({ kind: 'kpi', measures: [largest] })).columns).toEqual([['São Paulo']]);
  expect((await read({ kind: 'table', dimension: { column: 'paid' }, measures: [largest] })).columns[1]).toContain(
    'Rome',
  );
});

test('sums of 64-bit numbers may be larger than 64 bits hold', async () => {
  const { columns } = await read({ kind: 'kpi', measures: [{ column: 'big', aggregate: 'sum' }] });
  expect(columns[0]?.[0]).toBeCloseTo(1.8446744073709552e19, -4);
});

test('truths stay truths as long as none of them is left out', async () => {
  const reply = await read({ kind: 'columns', dimension: { column: 'city' }, series: { column: 'paid' } });
  expect(reply.schema[1]).toMatchObject({ name: 'paid', type: 'boolean' });
});

test('shares are of all rows, also when groups are left out; running totals go on in each series', async () => {
  const share = { aggregate: 'count', as: 'share' };
  const shares = await read({ kind: 'columns', dimension: { column: 'city' }, measures: [share], limit: 1 });
  expect(shares.columns[1]).toEqual([2 / 6]);
  const running = { aggregate: 'count', as: 'running' };
  const months = { column: 'sold', bin: 'month' };
  const sums = await read({ kind: 'lines', dimension: months, measures: [running] });
  expect(sums.columns[1]).toEqual([1, 3, 6]);
  const split = await read({ kind: 'lines', dimension: months, series: { column: 'paid' }, measures: [running] });
  const last = new Map(split.columns[1]?.map((paid, row) => [paid, split.columns[2]?.[row]]));
  expect(last).toEqual(
    new Map([
      [true, 3],
      [false, 2],
      [null, 1],
    ] as const),
  );
});

test('a pivot table has shares in its totals', async () => {
  const { parts } = await read({
    kind: 'pivot',
    dimension: { column: 'city' },
    series: { column: 'paid' },
    measures: [{ aggregate: 'count', as: 'share' }],
  });
  expect(parts.all?.columns).toEqual([[1]]);
  expect(parts.rows?.columns[1]?.map(Number).reduce((a, b) => a + b, 0)).toBeCloseTo(1);
});

test('days of the month and quarters of the year are groups', async () => {
  const days = await read({ kind: 'columns', dimension: { column: 'sold', bin: 'day-of-month' } });
  expect(days.columns[0]).toEqual([1, 2, 3, 28, 31]);
  const quarters = await read({ kind: 'columns', dimension: { column: 'sold', bin: 'quarter-of-year' } });
  expect(quarters.columns[0]).toEqual([1, 2]);
});

test('a figure over time has its periods in order, the newest last', async () => {
  const { columns } = await read({ kind: 'kpi', dimension: { column: 'sold', bin: 'month' } });
  expect(columns[0]?.map((month) => String(month).slice(0, 7))).toEqual(['2026-01', '2026-02', '2026-04']);
});

test('filters search in texts whatever the case, and leave values out while empty cells stay', async () => {
  expect(await count({ column: 'city', contains: 'O' })).toBe(5);
  expect(await count({ column: 'city', contains: 'são' })).toBe(1);
  expect(await count({ column: 'city', contains: "%' or 1=1" })).toBe(0);
  expect(await count({ column: 'city', values: ['Oslo'], exclude: true })).toBe(4);
  expect(await count({ column: 'city', values: ['Oslo', null], exclude: true })).toBe(3);
});

test('an open end is left out, and no number that is none lies between ends', async () => {
  expect(await count({ column: 'y', from: 10, to: 20 })).toBe(2);
  expect(await count({ column: 'y', from: 10, to: 20, open: true })).toBe(1);
  expect(await count({ column: 'x', from: 0 })).toBe(4);
});

test('relative dates are counted to the second, by whole units that have ended, or since the unit began', async () => {
  const last = (span?: 'complete' | 'current', unit: 'month' | 'day' = 'month') =>
    count({ column: 'sold', last: { count: 1, unit, before: 'now', ...(span ? { span } : {}) } });
  expect(await last()).toBe(3);
  expect(await last('complete')).toBe(0);
  expect(await last('current')).toBe(3);
  expect(await last('complete', 'day')).toBe(1);
  expect(await last('current', 'day')).toBe(2);
});

test('a figure that needs numbers says so of a text, and counts it all the same', async () => {
  const byCity = (aggregate: string) =>
    read({ kind: 'columns', dimension: { column: 'paid' }, measures: [{ column: 'city', aggregate }] });
  for (const aggregate of ['sum', 'avg', 'median', 'stddev', 'p95']) {
    await expect(byCity(aggregate)).rejects.toMatchObject({
      code: 'CHART_MEASURE_TYPE',
      message: expect.stringContaining('“city” is a text'),
    });
  }
  expect((await byCity('count-distinct')).columns[1]?.map(Number)).toEqual([3, 2, 0]);
  const paid = await read({ kind: 'kpi', measures: [{ column: 'paid', aggregate: 'avg' }] });
  expect(paid.columns[0]?.[0]).toBe(0.6);
});

test('a row that cannot be read is named with its file and line', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'charts-')), 'sales.csv');
  await writeFile(file, `city,n\n${'Oslo,1\n'.repeat(9)}Rome,2,3\n`);
  const sql = `read_csv('${file}', header = true, auto_detect = false, delim = ',', columns = {'city': 'VARCHAR', 'n': 'BIGINT'})`;
  const chart = Chart.parse({ dataset: 'd', kind: 'pie', dimension: { column: 'city' } });
  const fields: Schema = [
    { name: 'city', type: 'string' },
    { name: 'n', type: 'bigint' },
  ];
  await expect(queryChart({ session, chart, relation: { sql, schema: fields } })).rejects.toMatchObject({
    code: 'DATA_ROW_BROKEN',
    message: expect.stringContaining('sales.csv, line 11'),
  });
});

test('groups left out of a chart with a second grouping are told', async () => {
  const chart = { dimension: { column: 'city' }, series: { column: 'paid' }, limit: 2 };
  for (const kind of ['columns', 'lines', 'heatmap']) {
    expect((await read({ kind, ...chart })).sample, kind).toBe('the first 2 groups');
    expect((await read({ kind, ...chart, limit: 4 })).sample, kind).toBe('all rows');
  }
  expect((await read({ kind: 'columns', ...chart, other: true })).sample).toBe('all rows');
});
