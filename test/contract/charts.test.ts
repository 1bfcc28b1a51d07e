import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Chart,
  type ChartFilter,
  type ChartReply,
  chartKindIds,
  chartOptions,
} from '../../nodes/contract/project/index.ts';
import type { Schema } from '../../nodes/contract/schema.ts';
import { queryChart } from '../../nodes/engine/charts/query-chart.ts';
import { chartKinds } from '../../nodes/engine/charts/registry.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { valuesRelation } from '../support/values-relation.ts';

const schema: Schema = [
  { name: 'time', type: 'timestamp' },
  { name: 'text', type: 'string' },
  { name: 'a', type: 'double' },
  { name: 'lat', type: 'double' },
  { name: 'lon', type: 'double' },
  { name: 'flag', type: 'boolean' },
  { name: 'odd "name', type: 'int' },
];
const rows = [
  ['2026-06-01 10:05:00', 'OH', 10, 40, -80, true, 1],
  ['2026-06-01 10:45:00', 'OH', 30, 41, -81, false, 2],
  ['2026-06-02 11:00:00', 'TX', 5, 30, -97, false, 3],
  ['2026-06-02 12:00:00', null, 7, null, null, null, null],
];

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

function read(chart: Record<string, unknown>, filters: ChartFilter[] = [], data: readonly unknown[][] = rows) {
  return queryChart({
    session,
    chart: Chart.parse({ dataset: 'd', ...chart }),
    relation: { sql: valuesRelation(schema, data), schema },
    filters,
    now: new Date('2026-06-02T11:30:00Z'),
  });
}

const draw = async (...args: Parameters<typeof read>) => (await read(...args)).columns;
const lengths = ({ columns }: Pick<ChartReply, 'columns'>) => new Set(columns.map((values) => values.length)).size;

/** `count` rows whose texts are `t0`, `t1`, … with one more row each. */
const manyTexts = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    Array.from({ length: index + 1 }, () => ['2026-06-01 00:00:00', `t${index}`, index, 0, 0, index % 2 === 0, index]),
  ).flat();

test('every kind of the format is registered', () => {
  expect([...chartKinds.ids].sort()).toEqual([...chartKindIds].sort());
});

describe.each(chartKinds.list)('chart $id', (kind) => {
  const example = { kind: kind.id, ...kind.example };

  test('draws rows, one row and no rows', async () => {
    for (const data of [rows, rows.slice(0, 1), rows.slice(3), []]) {
      const reply = await read(example, [], data);
      expect(reply.columns.length).toBeGreaterThan(0);
      expect(reply.columns.length).toBe(reply.schema.length);
      expect(lengths(reply)).toBe(1);
      for (const part of Object.values(reply.parts)) expect(part.columns.length).toBe(part.schema.length);
    }
    expect((await draw(example))[0]?.length).toBeGreaterThan(0);
  });

  test('says in words what each place is for, and knows its options', () => {
    for (const well of kind.wells) expect(well.help).toMatch(/\.$/);
    for (const option of kind.options) expect(chartOptions).toContain(option);
    expect(kind.help).toMatch(/\.$/);
  });

  test('names an unknown column and the nearest one', async () => {
    const broken = {
      kind: kind.id,
      dimension: { column: 'tex' },
      series: { column: 'tex' },
      columns: ['tex'],
      latitude: 'tex',
      longitude: 'tex',
      target: { column: 'tex' },
      probability: 'tex',
      measures: [
        { column: 'tex', aggregate: 'sum' },
        { column: 'tex', aggregate: 'sum' },
      ],
    };
    const failure = await draw(broken).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: expect.stringMatching(/^(CHART_COLUMN_UNKNOWN|FORMULA_COLUMN_UNKNOWN)$/),
      message: expect.stringContaining('text'),
    });
  });

  test('stops when it is no longer wanted', async () => {
    const chart = Chart.parse({ dataset: 'd', ...example });
    const relation = { sql: valuesRelation(schema, rows), schema };
    await expect(queryChart({ session, chart, relation, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test('without what it needs it says so', async () => {
    const needed = kind.wells.find(({ min }) => min > 0);
    if (!needed) return;
    await expect(draw({ kind: kind.id })).rejects.toMatchObject({
      code: 'CHART_INCOMPLETE',
      message: expect.stringContaining(needed.label),
    });
  });
});

test('categories come by their figure, largest first', async () => {
  const chart = { kind: 'columns', dimension: { column: 'text' }, measures: [{ column: 'a', aggregate: 'sum' }] };
  expect(await draw(chart)).toEqual([
    ['OH', null, 'TX'],
    [40, 7, 5],
  ]);
  expect(await draw({ ...chart, order: { by: 'figure', descending: false } })).toEqual([
    ['TX', null, 'OH'],
    [5, 7, 40],
  ]);
  expect((await draw({ ...chart, order: { by: 'group', descending: true } }))[0]?.filter(Boolean)).toEqual([
    'TX',
    'OH',
  ]);
});

test('groups beyond the limit are shown together, with figures that are right for means too', async () => {
  const chart = {
    kind: 'bars',
    dimension: { column: 'text' },
    measures: [{ aggregate: 'count' }, { aggregate: 'avg', column: 'a', label: 'mean' }],
    limit: 2,
    other: true,
  };
  const [names, counts, means] = await draw(chart, [], manyTexts(5));
  expect(names).toEqual(['t4', 't3', '(other)']);
  expect(counts?.map(Number)).toEqual([5, 4, 6]);
  expect(means?.[2]).toBeCloseTo((0 + 1 * 2 + 2 * 3) / 6);
});

test('with series the limit counts groups, and rare series are shown together', async () => {
  const chart = {
    kind: 'columns',
    dimension: { column: 'flag' },
    series: { column: 'text' },
    seriesLimit: 2,
  };
  const [, series, counts] = await draw(chart, [], manyTexts(6));
  expect(new Set(series)).toEqual(new Set(['t5', 't4', '(other)']));
  expect(counts?.map(Number).reduce((a, b) => a + b, 0)).toBe(21);
  const limited = await draw(
    { kind: 'columns', dimension: { column: 'text' }, series: { column: 'flag' }, limit: 2 },
    [],
    manyTexts(6),
  );
  expect(new Set(limited[0])).toEqual(new Set(['t5', 't4']));
});

test('an empty value among the groups stays empty beside the others', async () => {
  const [names] = await draw({
    kind: 'pie',
    dimension: { column: 'text' },
    measures: [{ column: 'a', aggregate: 'sum' }],
    limit: 2,
  });
  expect(names).toEqual(['OH', null, '(other)']);
});

test('times are floored and in order, automatic bins follow the span', async () => {
  const [days, counts] = await draw({ kind: 'lines', dimension: { column: 'time', bin: 'day' } });
  expect(days?.map((day) => String(day).slice(0, 10))).toEqual(['2026-06-01', '2026-06-02']);
  expect(counts?.map(Number)).toEqual([2, 2]);
  const reply = await read({ kind: 'lines', dimension: { column: 'time', bin: 'auto' } });
  expect(reply.bins.dimension).toEqual({ bin: 'hour' });
  expect((await draw({ kind: 'columns', dimension: { column: 'time', bin: 'weekday' } }))[0]).toEqual([1, 2]);
});

test('a histogram counts every row once, in bins of a round width', async () => {
  const reply = await read({ kind: 'histogram', dimension: { column: 'a' } });
  expect(reply.columns[1]?.map(Number).reduce((a, b) => a + b, 0)).toBe(4);
  expect(reply.bins.dimension).toEqual({ bin: 'none', width: 2 });
  expect(reply.columns[0]).toEqual([4, 6, 10, 30]);
});

test('a filter by clicked values keeps those rows: texts, empty values, truths, numbers, bins of numbers and of times', async () => {
  const kpi = { kind: 'kpi', measures: [{ column: 'a', aggregate: 'sum' }] };
  expect(await draw(kpi, [{ column: 'text', values: ['OH'] }])).toEqual([[40]]);
  expect(await draw(kpi, [{ column: 'text', values: [null, 'TX'] }])).toEqual([[12]]);
  expect(await draw(kpi, [{ column: 'flag', values: ['true'] }])).toEqual([[10]]);
  expect(await draw(kpi, [{ column: 'odd "name', values: ['2', '3'] }])).toEqual([[35]]);
  expect(await draw(kpi, [{ column: 'a', width: 2, values: ['4', '30'] }])).toEqual([[35]]);
  expect(await draw(kpi, [{ column: 'time', bin: 'day', values: ['2026-06-02T00:00:00'] }])).toEqual([[12]]);
  expect(await draw(kpi, [{ column: 'time', values: ['2026-06-01T10:05:00'] }])).toEqual([[10]]);
  expect(await draw(kpi, [{ column: 'time', bin: 'weekday', values: ['1'] }])).toEqual([[40]]);
  expect(await draw(kpi, [{ column: 'elsewhere', values: ['x'] }])).toEqual([[52]]);
  expect(await draw({ ...kpi, filter: 'a > 6' })).toEqual([[47]]);
  expect(await draw({ ...kpi, where: [{ column: 'a', from: 6, to: 10 }] })).toEqual([[17]]);
});

test('a filter by dates includes the whole last day; relative ones count back from now or from the newest row', async () => {
  const kpi = { kind: 'kpi', measures: [{ column: 'a', aggregate: 'sum' }] };
  expect(await draw(kpi, [{ column: 'time', from: '2026-06-01', to: '2026-06-01' }])).toEqual([[40]]);
  expect(await draw(kpi, [{ column: 'time', last: { count: 1, unit: 'hour', before: 'now' } }])).toEqual([[5]]);
  expect(await draw(kpi, [{ column: 'time', last: { count: 1, unit: 'hour', before: 'newest' } }])).toEqual([[7]]);
});

test('filters that do not fit their column match nothing and break nothing', async () => {
  const count = { kind: 'kpi' };
  expect((await draw(count, [{ column: 'a', values: ['x'] }]))[0]?.map(Number)).toEqual([0]);
  expect((await draw(count, [{ column: 'time', values: ['soon'] }]))[0]?.map(Number)).toEqual([0]);
  expect((await draw(count, [{ column: 'text', values: ["' or 1=1 --"] }]))[0]?.map(Number)).toEqual([0]);
  expect((await draw(count, [{ column: 'a', from: 'x' }]))[0]?.map(Number)).toEqual([4]);
});

test('points without a place are left out, and how many there are is said', async () => {
  const reply = await read({ kind: 'map-points', latitude: 'lat', longitude: 'lon', limit: 2 });
  expect(reply.columns[0]).toHaveLength(2);
  expect(reply.total).toBe(3);
  expect(reply.sample).toBe('2 of 3 rows, chosen evenly');
});

test('hexagons and cells hold every row once, each within half a cell of its centre', async () => {
  const data = Array.from({ length: 500 }, (_, i) => [null, null, (i * 37) % 101, (i * 53) % 97, 0, null, null]);
  for (const kind of ['hexbin', 'density']) {
    const reply = await read(
      { kind, dimension: { column: 'a' }, measures: [{ column: 'lat', aggregate: 'avg' }] },
      [],
      data,
    );
    expect(reply.columns[2]?.map(Number).reduce((a, b) => a + b, 0)).toBe(500);
    expect(new Set(reply.columns[0]?.map((x, row) => `${x}/${reply.columns[1]?.[row]}`)).size).toBe(reply.total);
    expect(reply.bins.x?.width).toBeGreaterThan(0);
  }
});

test('a pivot table has totals read anew: a mean of all rows is not a mean of means', async () => {
  const reply = await read({
    kind: 'pivot',
    dimension: { column: 'text' },
    series: { column: 'flag' },
    measures: [{ column: 'a', aggregate: 'avg' }],
  });
  expect(reply.parts.all?.columns).toEqual([[13]]);
  const { rows: down, columns: across } = reply.parts;
  expect(Object.fromEntries(down!.columns[0]!.map((name, row) => [name, down!.columns[1]![row]]))).toEqual({
    OH: 20,
    TX: 5,
    null: 7,
  });
  expect(across?.columns[0]).toHaveLength(3);
});

test('a box plot gives quantiles by group', async () => {
  const data = Array.from({ length: 101 }, (_, i) => [null, 'x', i, 0, 0, null, null]);
  const reply = await read(
    { kind: 'box', dimension: { column: 'text' }, measures: [{ column: 'a', aggregate: 'median' }] },
    [],
    data,
  );
  expect(reply.columns.map(([first]) => (first === 'x' ? first : Number(first)))).toEqual([
    'x',
    5,
    25,
    50,
    75,
    95,
    0,
    100,
    101,
  ]);
});

test('lift parts are of equal size, the most probable first', async () => {
  const data = Array.from({ length: 200 }, (_, i) => [null, null, i / 200, 0, 0, i >= 150, null]);
  const [parts, sizes, hits] = await draw(
    { kind: 'lift', target: { column: 'flag', value: 'true' }, probability: 'a' },
    [],
    data,
  );
  expect(parts).toHaveLength(20);
  expect(new Set(sizes?.map(Number))).toEqual(new Set([10]));
  expect(hits?.map(Number).slice(0, 6)).toEqual([10, 10, 10, 10, 10, 0]);
});

test('figures of the same name, a dimension in two places and names that differ in case are kept apart', async () => {
  const reply = await read({
    kind: 'heatmap',
    dimension: { column: 'text' },
    series: { column: 'text' },
    measures: [{ aggregate: 'count', label: 'TEXT' }],
  });
  expect(new Set(reply.schema.map(({ name }) => name.toLowerCase())).size).toBe(3);
});
