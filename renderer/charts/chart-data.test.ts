import { expect, test } from 'vitest';
import type { Chart, ChartReply } from '../../nodes/contract/project/index.ts';
import { readChart, toNumber } from './chart-data.ts';
import { formatFigure } from './figure-format.ts';
import { groupsBetween } from './fill-gaps.ts';
import { groupLabel } from './group-label.ts';
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
  sample: 'all rows',
  bins: {},
  parts: {},
};

test('the reply is read by role: group, series, figures; 64-bit counts become numbers', () => {
  const data = readChart(chart, page);
  expect(data.groups).toEqual(['CA', 'CA', null]);
  expect(data.series).toEqual(['F', 'M', 'F']);
  expect(data.figures).toEqual([{ name: 'Rows', values: [12, 7, 3], format: {} }]);
});

test('a series that lacks a group leaves a gap there', () => {
  const option = cartesianOption({
    chart,
    data: readChart(chart, page),
    palette: palettes.light,
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
  expect(formatFigure(0.1234, 'percent')).toBe('12.3 %');
  expect(formatFigure(null)).toBe('–');
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

test('bins without rows are filled in between', () => {
  expect(groupsBetween([0, 6, 2], { width: 2 })).toEqual([0, 2, 4, 6]);
  expect(groupsBetween(['2025-01-31T00:00:00', '2025-02-02T00:00:00'], { bin: 'day' })).toHaveLength(3);
  expect(groupsBetween(['2025-01-01T00:00:00', '2025-12-01T00:00:00'], { bin: 'month' })).toHaveLength(12);
  expect(groupsBetween(['OH', 'TX'], {})).toBeUndefined();
  expect(groupsBetween([0, 1e9], { width: 1 })).toBeUndefined();
});
