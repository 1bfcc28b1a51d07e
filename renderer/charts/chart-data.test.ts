import { expect, test } from 'vitest';
import type { Chart, ChartReply } from '../../nodes/contract/project/index.ts';
import { readChart, toNumber } from './chart-data.ts';
import { formatFigure, formatTick } from './figure-format.ts';
import { groupLabel } from './group-label.ts';
import { groupsBetween } from './groups-between.ts';
import { categoriesOf, linesOf } from './lines-of.ts';
import { cartesianOption } from './options/cartesian.ts';
import { palettes } from './palette.ts';

const chart: Chart = {
  kind: 'columns',
  dataset: 'd',
  dimension: { column: 'state', bin: 'none' },
  series: { column: 'gender', bin: 'none' },
  measures: [{ aggregate: 'count', label: 'Rows' }],
};
const page: ChartReply = {
  schema: [
    { name: 'state', type: 'string' },
    { name: 'gender', type: 'string' },
    { name: 'Rows', type: 'bigint' },
  ],
  columns: [
    ['CA', 'CA', null],
    ['F', 'M', 'F'],
    ['12', '7', '3'],
  ],
  offset: 0,
  total: 3,
  notes: [],
  sample: 'all rows',
  bins: {},
  parts: {},
};

test('the reply is read by role: group, series, figures; 64-bit counts become numbers', () => {
  const data = readChart(chart, page);
  expect(data.groups).toEqual(['CA', 'CA', null]);
  expect(data.series).toEqual(['F', 'M', 'F']);
  expect(data.figures).toEqual([{ name: 'Rows', values: [12, 7, 3], format: {}, absent: 'zero' }]);
});

test('a series that lacks a group leaves a gap there', () => {
  const option = cartesianOption({
    chart,
    data: readChart(chart, page),
    palette: palettes.light,
    size: { width: 640, height: 400 },
  });
  const series = option.series as { name: string; data: { value: number | null }[] }[];
  expect(series.map(({ name, data }) => [name, ...data.map(({ value }) => value)])).toEqual([
    ['F', 12, 3],
    ['M', 7, null],
  ]);
});

test('what is not a number is no figure', () => {
  expect(toNumber('NaN')).toBeNull();
  expect(toNumber('')).toBeNull();
  expect(toNumber('1.5')).toBe(1.5);
});

test('figures are written in the format of their measure', () => {
  expect(formatFigure(12_345.6, 'currency')).toBe('$12,346');
  expect(formatFigure(12.5, { format: 'currency', currency: 'EUR' })).toBe('€12.50');
  expect(formatFigure(0.1234, 'percent')).toBe('12.3 %');
  expect(formatFigure(null)).toBe('–');
  expect(formatTick(1_234_567, { format: 'currency', currency: 'JPY' })).toBe('¥1.2M');
  expect(formatTick(0.25, 'percent')).toBe('25%');
});

test('a binned time shows no more than its bin', () => {
  const column = { name: 't', type: 'timestamp' as const };
  expect(groupLabel('2025-03-01T00:00:00', column, 'month')).toBe('2025-03');
  expect(groupLabel('2025-03-01T07:00:00', column, 'hour')).toBe('2025-03-01 07:00');
});

test('numbers and days in bins are read with both ends, weekdays by name', () => {
  const number = { name: 'n', type: 'double' as const };
  expect(groupLabel('0.30000000000000004', number, { width: 0.1 })).toBe('0.3 – 0.4');
  expect(groupLabel('7', { name: 'n', type: 'bigint' }, { width: 1 })).toBe('7');
  expect(groupLabel('1', { name: 'd', type: 'int' }, 'weekday')).toBe('Monday');
  expect(groupLabel('2025-04-01T00:00:00', { name: 't', type: 'timestamp' }, 'quarter')).toBe('2025 Q2');
});

test('dates can be written in words', () => {
  const column = { name: 't', type: 'timestamp' as const };
  const words = (bin: string) => groupLabel('2025-03-01T07:30:00', column, { bin, dates: 'words' });
  expect(['year', 'quarter', 'month', 'day', 'hour'].map(words)).toEqual([
    '2025',
    'Q1 2025',
    'Mar 2025',
    '1 Mar 2025',
    '1 Mar 2025, 07:30',
  ]);
});

test('bins without rows are filled in between', () => {
  expect(groupsBetween(['0', '6', '2'], { width: 2 })).toEqual(['0', '2', '4', '6']);
  expect(groupsBetween(['2025-01-31T00:00:00', '2025-02-02T00:00:00'], { bin: 'day' })).toHaveLength(3);
  expect(groupsBetween(['2025-01-01T00:00:00Z', '2025-03-01T00:00:00Z'], { bin: 'month' })?.[1]).toBe(
    '2025-02-01T00:00:00Z',
  );
  expect(groupsBetween(['2025-01-01', '2025-01-03'], { bin: 'day' })).toEqual([
    '2025-01-01',
    '2025-01-02',
    '2025-01-03',
  ]);
  expect(groupsBetween(['9', '12'], { bin: 'hour-of-day' })).toEqual(['9', '10', '11', '12']);
  expect(groupsBetween(['OH', 'TX'], {})).toBeUndefined();
  expect(groupsBetween(['0', '1000000000'], { width: 1 })).toBeUndefined();
});

function daily(measures: Chart['measures'], series = false) {
  const column = (name: string, type: 'timestamp' | 'string' | 'bigint') => ({ name, type });
  const reply: ChartReply = {
    ...page,
    schema: [column('t', 'timestamp'), ...(series ? [column('side', 'string')] : []), column('n', 'bigint')],
    columns: [
      ['2025-01-01T00:00:00', '2025-01-04T00:00:00', null],
      ...(series ? [['a', 'b', 'a']] : []),
      ['2', '3', '1'],
    ],
    bins: { dimension: { bin: 'day' } },
  };
  const data = readChart(
    {
      kind: 'lines',
      dataset: 'd',
      dimension: { column: 't', bin: 'day' },
      ...(series ? { series: { column: 'side', bin: 'none' } } : {}),
      measures,
    },
    reply,
  );
  return linesOf(data, categoriesOf(data)).map(({ values }) => values);
}

test('days without rows count zero, have no mean, and keep what was added up so far; each series has them', () => {
  expect(daily([{ aggregate: 'count' }])).toEqual([[2, 0, 0, 3, 1]]);
  expect(daily([{ aggregate: 'avg', column: 'x' }])).toEqual([[2, null, null, 3, 1]]);
  expect(daily([{ aggregate: 'count', as: 'running' }])).toEqual([[2, 2, 2, 3, 1]]);
  expect(daily([{ aggregate: 'count' }], true)).toEqual([
    [2, 0, 0, 0, 1],
    [0, 0, 0, 3, 0],
  ]);
});
