import { describe, expect, it } from 'vitest';
import { Project } from '../../contract/project/index.ts';
import { buildGraph } from './graph.ts';

function projectOf(recipes: Record<string, [inputs: string[], outputs: string[]]>) {
  const objects = Object.entries(recipes).map(([id, [input, output]]) => [
    id,
    { id, name: id, kind: 'sync', inputs: { input }, outputs: { output }, settings: {} },
  ]);
  const empty = { datasets: {}, models: {}, quality: {}, scenarios: {}, dashboards: {}, services: {} };
  return Project.parse({
    info: { format: 1, id: 'p', name: 'p' },
    variables: {},
    layout: { nodes: {} },
    recipes: Object.fromEntries(objects),
    ...empty,
  });
}

describe('buildGraph', () => {
  it('orders recipes after those they read from', () => {
    const graph = buildGraph(projectOf({ b: [['y'], ['z']], a: [['x'], ['y']], c: [['z', 'y'], ['w']] }));
    expect(graph.order).toEqual(['a', 'b', 'c']);
    expect(graph.upstream.get('c')).toEqual(['b', 'a']);
    expect(graph.downstream.get('a')).toEqual(['b', 'c']);
    expect(graph.producers.get('w')).toBe('c');
    expect(graph.cycle).toBeUndefined();
  });

  it('leaves circles and what lies behind them out, and keeps the rest', () => {
    const graph = buildGraph(
      projectOf({ a: [['x'], ['y']], b: [['y', 'w'], ['z']], c: [['z'], ['w']], d: [['w'], ['v']] }),
    );
    expect(graph.order).toEqual(['a']);
    expect(graph.cycle).toEqual(['b', 'c', 'b']);
  });

  it('finds nodes that several recipes write', () => {
    const graph = buildGraph(projectOf({ a: [['x'], ['y']], b: [['x'], ['y']] }));
    expect([...graph.contested]).toEqual([['y', ['a', 'b']]]);
  });
});
