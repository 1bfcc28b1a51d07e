import { expect, test } from 'vitest';
import { type Graph, leadsTo, reach, sourcesOf } from './graph.ts';

/** a → b → c → d, a → e; f stands alone. */
const graph: Graph = {
  nodes: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, name: id, type: 'dataset' })),
  edges: (
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['a', 'e'],
    ] as const
  ).map(([source, target]) => ({ id: `${source}→${target}`, source, target, role: 'input' })),
};

test('tells for every pair whether one depends on the other, in whatever order it is asked', () => {
  const ids = graph.nodes.map(({ id }) => id);
  const pairs = ids.flatMap((from) => ids.map((to) => [from, to] as const));
  const leads = new Set(['a b', 'a c', 'a d', 'a e', 'b c', 'b d', 'c d']);
  const byEnd = pairs.toSorted((x, y) => x[1].localeCompare(y[1]));
  for (const order of [pairs, byEnd, pairs.toReversed()]) {
    for (const [from, to] of order) expect(leadsTo(graph, from, to), `${from} ${to}`).toBe(leads.has(`${from} ${to}`));
  }
});

test('reaches what follows and what comes before, without the start', () => {
  expect([...reach(graph, ['b'], 'down')].sort()).toEqual(['c', 'd']);
  expect([...reach(graph, ['d', 'e'], 'up')].sort()).toEqual(['a', 'b', 'c']);
  expect(sourcesOf(graph, 'c')).toEqual(['b']);
  expect(sourcesOf(graph, 'f')).toEqual([]);
});
