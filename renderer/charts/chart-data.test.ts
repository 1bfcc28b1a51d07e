import { expect, test } from 'vitest';
import type { Chart } from '../../nodes/contract/project/index.ts';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { formatFigure, groupLabel, readChart, toNumber } from './chart-data.ts';
import { cartesianOption } from './options/cartesian.ts';
import { palettes } from './palette.ts';

const chart: Chart = {
  kind: 'columns',
  dataset: 'd',
  dimension: { column: 'state', bin: 'none' },
  series: { column: 'gender' },
  measures: [{ aggregate: 'count', label: 'Rows' }],
};
const page: RowsPage = {
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
};

test('the reply is read by role: group, series, figures; 64-bit counts become numbers', () => {
  const data = readChart(chart, page);
  expect(data.groups).toEqual(['CA', 'CA', null]);
  expect(data.series).toEqual(['F', 'M', 'F']);
  expect(data.figures).toEqual([{ name: 'Rows', values: [12, 7, 3], format: undefined }]);
});

test('a series that lacks a group leaves a gap there', () => {
  const option = cartesianOption({
    chart,
    data: readChart(chart, page),
    palette: palettes.light,
    picked: undefined,
    stateNames: new Map(),
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
