import { expect, test } from 'vitest';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { isChanged, plainView, type ViewState, withoutLost } from './view-state.ts';

const schema: RuledColumn[] = [
  { name: 'city', type: 'string' },
  { name: 'amount', type: 'double' },
];

test('a view without changes is plain, whichever column is looked into and whatever the order of its parts', () => {
  const { layout, ...rest } = plainView;
  expect(isChanged({ layout, ...rest, column: 'city' })).toBe(false);
});

const changes: Partial<ViewState>[] = [
  { sort: [{ column: 'city', descending: false }] },
  { sample: { kind: 'head', rows: 10 } },
  { formula: 'amount > 1' },
  { filters: [{ kind: 'empty', column: 'city', empty: true }] },
  { layout: { ...plainView.layout, widths: { city: 80 } } },
];
test.each(changes)('%o is a change, and stays while its columns are there', (change) => {
  const view = { ...plainView, ...change };
  expect(isChanged(view)).toBe(true);
  expect(withoutLost(view, schema)).toBeNull();
});

test('what names columns that have gone is taken out and told, the rest stays', () => {
  const view: ViewState = {
    ...plainView,
    filters: [
      { kind: 'empty', column: 'town', empty: true },
      { kind: 'range', column: 'amount', from: '1', to: '' },
    ],
    sort: [
      { column: 'when', descending: true },
      { column: 'city', descending: false },
    ],
    sample: { kind: 'stratified', column: 'town', rows: 5, seed: 1 },
  };
  expect(withoutLost(view, schema)).toEqual({
    change: { filters: view.filters.slice(1), sort: view.sort.slice(1), sample: { kind: 'all' } },
    lost: ['the filter of “town”', 'the order by “when”', 'the sample by “town”'],
  });
});

test('values that the column, now of numbers, cannot hold would show every row: their filter goes too', () => {
  const filters: ViewState['filters'] = [{ kind: 'values', column: 'amount', values: ['Oslo'], exclude: false }];
  expect(withoutLost({ ...plainView, filters }, schema)?.lost).toEqual(['the filter of “amount”']);
});
