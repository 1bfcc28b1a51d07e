import { expect, test } from 'vitest';
import { Chart } from '../../../nodes/contract/project/index.ts';
import {
  changeFilter,
  type Filter,
  filtersFromText,
  filtersOf,
  filtersToText,
  togglePicks,
  unheededFilters,
} from './filters.ts';

test('clicking a mark adds its value, clicking it again takes it out', () => {
  const one = togglePicks([], [{ column: 'state', value: 'OH' }]);
  expect(one).toEqual([{ column: 'state', values: ['OH'] }]);
  const two = togglePicks(one, [{ column: 'state', value: null }]);
  expect(two).toEqual([{ column: 'state', values: ['OH', null] }]);
  expect(togglePicks(two, [{ column: 'state', value: 'OH' }])).toEqual([{ column: 'state', values: [null] }]);
  expect(togglePicks(one, [{ column: 'state', value: 'OH' }])).toEqual([]);
});

test('bins of the same field are filters of their own; a cell chooses both its groups', () => {
  const day = togglePicks(
    [{ column: 'at', values: ['x'] }],
    [{ column: 'at', bin: 'day', value: '2025-01-01T00:00:00' }],
  );
  expect(day).toHaveLength(2);
  const cell = [
    { column: 'hour', value: '3' },
    { column: 'state', value: 'OH' },
  ];
  const chosen = togglePicks([], cell);
  expect(chosen.map(({ column }) => column)).toEqual(['hour', 'state']);
  expect(togglePicks(chosen, cell)).toEqual([]);
});

test('a filter that lets everything through goes', () => {
  const filters: Filter[] = [{ column: 'a', from: 1 }];
  expect(changeFilter(filters, 0, { column: 'a' })).toEqual([]);
  expect(changeFilter(filters, 1, { column: 'b', values: ['x'] })).toHaveLength(2);
  expect(changeFilter(filters, 0, { column: 'a', to: 5 })).toEqual([{ column: 'a', to: 5 }]);
});

test('a chart keeps all its own groups when they are picked, a figure does not', () => {
  const filters: Filter[] = [
    { column: 'state', values: ['OH'] },
    { column: 'amount', from: 5 },
  ];
  const tile = (kind: string) => ({
    content: { kind: 'chart' as const, chart: Chart.parse({ kind, dataset: 'd', dimension: { column: 'state' } }) },
  });
  expect(filtersOf(filters, tile('bars'))).toEqual([{ column: 'amount', from: 5 }]);
  expect(filtersOf(filters, tile('kpi'))).toHaveLength(2);
});

test('a range is a filter of its column, chosen again it goes', () => {
  const cell = [
    { column: 'x', from: 0, to: 5, open: true },
    { column: 'y', from: 2, to: 3, open: true },
  ];
  const chosen = togglePicks([{ column: 'x', from: 9 }], cell);
  expect(chosen).toEqual(cell);
  expect(togglePicks(chosen, [cell[0]!, { column: 'y', from: 3, to: 4 }])).toEqual([
    cell[0],
    { column: 'y', from: 3, to: 4 },
  ]);
  expect(togglePicks(chosen, cell)).toEqual([]);
});

test('points keep their places when one is picked, and heed filters by colour; what leaves values out always holds', () => {
  const filters: Filter[] = [
    { column: 'x', values: ['1'] },
    { column: 'kind', values: ['a'] },
    { column: 'x', values: ['2'], exclude: true },
  ];
  const scatter = Chart.parse({
    kind: 'scatter',
    dataset: 'd',
    dimension: { column: 'x' },
    series: { column: 'kind' },
    measures: [{ column: 'y', aggregate: 'avg' }],
  });
  expect(filtersOf(filters, { content: { kind: 'chart', chart: scatter } })).toEqual(filters.slice(1));
  expect(filtersOf(filters, { content: { kind: 'chart', chart: scatter }, unfiltered: true })).toEqual([]);
});

test('a tile says which filters it cannot heed', () => {
  const content = { kind: 'chart' as const, chart: Chart.parse({ kind: 'kpi', dataset: 'd' }) };
  const schemas = new Map([['d', [{ name: 'state', type: 'string' as const }]]]);
  const words = (column: string, unfiltered = false) =>
    unheededFilters([{ column, values: ['x'] }], { content, unfiltered }, schemas);
  expect(words('state')).toBeUndefined();
  expect(words('city')).toContain('“city”');
  expect(words('state', true)).toContain('do not hold');
});

test('filters come back from an address, and what is no filter is left out', () => {
  const filters: Filter[] = [
    { column: 'odd &name=', values: ['a;b', null] },
    { column: 'at', last: { count: 7, unit: 'day', before: 'newest' } },
  ];
  expect(filtersFromText(filtersToText(filters))).toEqual(filters);
  expect(filtersFromText(['{"column":1}', 'x', '[]'])).toEqual([]);
});
