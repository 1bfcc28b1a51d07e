import { expect, test } from 'vitest';
import { filtersOf, toggleFilter } from './filters.ts';

test('clicking a group filters by it, clicking it again takes the filter away', () => {
  const once = toggleFilter([], 'state', 'CA');
  expect(once).toEqual([{ column: 'state', values: ['CA'] }]);
  const twice = toggleFilter(once, 'state', null);
  expect(twice).toEqual([{ column: 'state', values: ['CA', null] }]);
  expect(toggleFilter(toggleFilter(twice, 'state', 'CA'), 'state', null)).toEqual([]);
});

test('a chart is not filtered by its own groups', () => {
  const filters = [
    { column: 'state', values: ['CA'] },
    { column: 'category', values: ['home'] },
  ];
  const chart = { kind: 'bars', dataset: 'd', dimension: { column: 'state', bin: 'none' }, measures: [] } as const;
  const tile = { content: { kind: 'chart' as const, chart: { ...chart, measures: [] } } };
  expect(filtersOf(filters, tile).map(({ column }) => column)).toEqual(['category']);
});
