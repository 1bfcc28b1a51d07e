import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Chart } from '../../nodes/contract/project/index.ts';
import type { Schema } from '../../nodes/contract/schema.ts';
import type { ChartFilter } from '../../nodes/engine/charts/chart-plan.ts';
import { queryChart } from '../../nodes/engine/charts/query-chart.ts';
import { chartKinds } from '../../nodes/engine/charts/registry.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { valuesRelation } from '../support/values-relation.ts';

const schema: Schema = [
  { name: 'time', type: 'timestamp' },
  { name: 'state', type: 'string' },
  { name: 'amount', type: 'double' },
  { name: 'lat', type: 'double' },
  { name: 'odd "name', type: 'double' },
];
const rows = [
  ['2026-06-01 10:05:00', 'OH', 10, 40, -80],
  ['2026-06-01 10:45:00', 'OH', 30, 41, -81],
  ['2026-06-02 11:00:00', 'TX', 5, 30, -97],
  ['2026-06-02 12:00:00', null, 7, null, null],
];

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

async function draw(chart: Record<string, unknown>, filters: ChartFilter[] = [], data: readonly unknown[][] = rows) {
  const page = await queryChart({
    session,
    chart: Chart.parse({ dataset: 'd', ...chart }),
    relation: { sql: valuesRelation(schema, data), schema },
    filters,
  });
  return page.columns;
}

const complete: Record<Chart['kind'], Record<string, unknown>> = {
  columns: { dimension: { column: 'state' } },
  bars: { dimension: { column: 'state' } },
  lines: { dimension: { column: 'time', bin: 'day' } },
  area: { dimension: { column: 'time', bin: 'day' }, series: { column: 'state' } },
  pie: { dimension: { column: 'state' } },
  scatter: { dimension: { column: 'amount' }, measures: [{ column: 'lat', aggregate: 'avg' }] },
  histogram: { dimension: { column: 'amount' } },
  kpi: { measures: [{ column: 'amount', aggregate: 'sum' }] },
  table: { columns: ['state', 'amount'] },
  'map-points': { latitude: 'lat', longitude: 'odd "name' },
  'map-states': { dimension: { column: 'state' } },
};

describe.each(chartKinds.ids)('chart %s', (kind) => {
  test('draws rows and no rows', async () => {
    expect((await draw({ kind, ...complete[kind] })).length).toBeGreaterThan(0);
    expect((await draw({ kind, ...complete[kind] }, [], [])).length).toBeGreaterThan(0);
  });

  test('names an unknown column and the nearest one', async () => {
    const broken = {
      kind,
      dimension: { column: 'stat' },
      columns: ['stat'],
      latitude: 'stat',
      longitude: 'stat',
      measures: [{ column: 'stat', aggregate: 'sum' }],
    };
    const failure = await draw(broken).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: expect.stringMatching(/^(CHART_COLUMN_UNKNOWN|FORMULA_COLUMN_UNKNOWN|FORMULA_UNKNOWN_COLUMN)$/),
      message: expect.stringContaining('state'),
    });
  });
});

test('categories come by their figure, largest first', async () => {
  expect(
    await draw({
      kind: 'columns',
      dimension: { column: 'state' },
      measures: [{ column: 'amount', aggregate: 'sum', label: 'Sum' }],
    }),
  ).toEqual([
    ['OH', null, 'TX'],
    [40, 7, 5],
  ]);
});

test('times are floored and in order', async () => {
  const [days, counts] = await draw({ kind: 'lines', dimension: { column: 'time', bin: 'day' } });
  expect(days?.map((day) => String(day).slice(0, 10))).toEqual(['2026-06-01', '2026-06-02']);
  expect(counts?.map(Number)).toEqual([2, 2]);
});

test('a histogram counts every row once', async () => {
  const [, counts] = await draw({ kind: 'histogram', dimension: { column: 'amount' } });
  expect(counts?.map(Number).reduce((a, b) => a + b, 0)).toBe(4);
});

test('a filter by clicked values keeps those rows, an empty value too', async () => {
  const kpi = { kind: 'kpi', measures: [{ column: 'amount', aggregate: 'sum' }] };
  expect(await draw(kpi, [{ column: 'state', values: ['OH'] }])).toEqual([[40]]);
  expect(await draw(kpi, [{ column: 'state', values: [null, 'TX'] }])).toEqual([[12]]);
  expect(await draw({ ...kpi, filter: 'amount > 6' })).toEqual([[47]]);
});

test('points without a place are left out', async () => {
  const [latitudes] = await draw({ kind: 'map-points', latitude: 'lat', longitude: 'odd "name' });
  expect(latitudes).toHaveLength(3);
});

test('a chart without what it needs says so', async () => {
  await expect(draw({ kind: 'map-points' })).rejects.toMatchObject({ code: 'CHART_INCOMPLETE' });
  await expect(draw({ kind: 'bars' })).rejects.toMatchObject({ code: 'CHART_INCOMPLETE' });
});
