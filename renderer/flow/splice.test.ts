import { expect, test } from 'vitest';
import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { addRecipe } from './edits.ts';
import { graphOf } from './graph.ts';
import { splice } from './splice.ts';

const role = (id: string, accepts: Role['accepts']): Role => ({ id, label: id, accepts, min: 1, max: 1 });
const kind = (id: string, accepts: Role['accepts']): CatalogKind => ({
  id,
  label: id,
  category: 'rows',
  icon: 'wand',
  keywords: [],
  help: '',
  version: 1,
  form: [],
  defaults: {},
  settings: {},
  inputs: [role('input', 'dataset')],
  outputs: [role('output', accepts)],
});
const sort = kind('sort', 'dataset');
const kinds = new Map([sort, kind('filter', 'dataset'), kind('train', 'model')].map((one) => [one.id, one]));

const empty: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: { raw: { x: 0, y: 0 } } },
  datasets: { raw: { id: 'raw', name: 'raw', source: { kind: 'managed' } } },
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
const flow = applyEdits(empty, addRecipe(empty, { kind: sort, from: ['raw'], at: { x: 240, y: 28 } }).edits);
const wiresOf = (project: Project) =>
  graphOf(project)
    .edges.map(({ id }) => id)
    .sort();

test('a new recipe in the wire to a recipe reads what that read', () => {
  const made = splice(flow, kinds, { wire: 'raw→sort_raw', what: { kind: 'filter' } });
  const after = applyEdits(flow, made?.edits ?? []);
  expect(wiresOf(after)).toEqual(
    ['raw→filter_raw', 'filter_raw→raw_filter', 'raw_filter→sort_raw', 'sort_raw→raw_sorted'].sort(),
  );
  const { sort_raw: moved, filter_raw: put } = after.layout.nodes;
  expect(moved?.x).toBeGreaterThan((put?.x ?? 0) + 200);
});

test('a new recipe in the wire of an output writes that output, whose id stays', () => {
  const made = splice(flow, kinds, { wire: 'sort_raw→raw_sorted', what: { kind: 'filter' } });
  expect(wiresOf(applyEdits(flow, made?.edits ?? []))).toEqual(
    [
      'raw→sort_raw',
      'sort_raw→raw_sorted_before_filter',
      'raw_sorted_before_filter→filter_raw',
      'filter_raw→raw_sorted',
    ].sort(),
  );
});

test('a recipe without inputs goes into a wire with its output; a connected one, or one that makes a model, does not', () => {
  const filter = kinds.get('filter') ?? sort;
  const loose = applyEdits(flow, addRecipe(flow, { kind: filter, from: [], at: { x: 0, y: 300 } }).edits);
  const made = splice(loose, kinds, { wire: 'raw→sort_raw', what: { recipe: 'filter' } });
  expect(wiresOf(applyEdits(loose, made?.edits ?? []))).toContain('filter_2→sort_raw');
  const again = { wire: 'sort_raw→raw_sorted', what: { recipe: 'sort_raw' } };
  expect(splice(flow, kinds, again)).toBeNull();
  expect(splice(flow, kinds, { wire: 'raw→sort_raw', what: { kind: 'train' } })).toBeNull();
});
