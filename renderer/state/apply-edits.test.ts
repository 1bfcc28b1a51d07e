import { expect, test } from 'vitest';
import type { Project } from '../../nodes/contract/project/index.ts';
import { applyEdits } from './apply-edits.ts';

const project: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: {} },
  datasets: { a: { id: 'a', name: 'A', source: { kind: 'managed' } } },
  recipes: {},
  models: {},
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
  statistics: {},
  tests: {},
  meanings: {},
};

test('an object is replaced, added and deleted, the others stay the same objects', () => {
  const b = { id: 'b', name: 'B', source: { kind: 'managed' } };
  const added = applyEdits(project, [{ family: 'datasets', id: 'b', value: b }]);
  expect(Object.keys(added.datasets)).toEqual(['a', 'b']);
  expect(added.datasets.a).toBe(project.datasets.a);
  expect(Object.keys(applyEdits(added, [{ family: 'datasets', id: 'a', value: null }]).datasets)).toEqual(['b']);
});

test('single files are replaced and the given project is not touched', () => {
  const moved = applyEdits(project, [{ family: 'layout', id: '-', value: { nodes: { a: { x: 1, y: 2 } } } }]);
  expect(moved.layout.nodes.a).toEqual({ x: 1, y: 2 });
  expect(project.layout.nodes).toEqual({});
});
