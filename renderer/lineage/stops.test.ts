import { expect, test } from 'vitest';
import type { LineageHop } from '../../nodes/contract/lineage.ts';
import { isUnchanged, originWords, pathOf, stopsOf } from './stops.ts';

const hop = (node: string, column: string, change: Partial<LineageHop> = {}): LineageHop => ({
  ...{ node, column, name: node, type: 'dataset', recipe: `make_${node}`, distance: 1, influence: 'value' },
  ...{ from: [], how: [], ...change },
});
const how = [{ kind: 'filter', text: 'where a > 1', step: null }];

test('columns of one dataset are one stop, those that decide about rows apart', () => {
  const hops = [hop('a', 'x'), hop('a', 'y'), hop('a', 'z', { influence: 'rows' }), hop('b', 'x', { distance: 2 })];
  expect(stopsOf(hops, true).map(({ node, values, rows }) => [node, values.length, rows.length])).toEqual([
    ['a', 2, 1],
    ['b', 1, 0],
  ]);
  expect(stopsOf(hops, false)[0]?.rows).toEqual([]);
});

test('rows that just pass on are not told', () => {
  const rows = { influence: 'rows' } as const;
  expect(stopsOf([hop('a', '*', rows), hop('b', '*', { ...rows, how })], true).map(({ node }) => node)).toEqual(['b']);
});

test('a column that comes through as it was is known', () => {
  const from = [{ node: 'b', column: 'x', influence: 'value' as const }];
  expect(isUnchanged(hop('a', 'x', { from }))).toBe(true);
  expect(isUnchanged(hop('a', 'x', { from, how }))).toBe(false);
  expect(isUnchanged(hop('a', 'y', { from }))).toBe(false);
});

test('the path holds the data and the recipes between', () => {
  const lineage = { origin: hop('a', 'x'), upstream: [hop('b', 'x', { recipe: null })], downstream: [], uses: [] };
  expect([...pathOf(lineage, false)]).toEqual(['a', 'make_a', 'b']);
});

test('rows that no recipe changes are said to be those of their sources', () => {
  const rows = { influence: 'rows' } as const;
  const lineage = (upstream: LineageHop[]) => ({ origin: hop('c', '*', rows), upstream, downstream: [], uses: [] });
  const upstream = [hop('b', '*', rows), hop('a', '*', { ...rows, recipe: null })];
  expect(originWords(lineage(upstream))).toBe('No recipe before it adds or leaves out rows: it has those of “a”.');
  expect(originWords({ ...lineage([]), origin: hop('c', 'x') })).toBe('It is made of no other column.');
  expect(originWords({ ...lineage([]), origin: hop('c', '*', { recipe: null }) })).toContain('in the files');
});
