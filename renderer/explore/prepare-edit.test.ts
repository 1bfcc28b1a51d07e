import { describe, expect, it } from 'vitest';
import type { CatalogKind } from '../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { prepareEdits } from './prepare-edit.ts';

const kind = (id: string, more: Partial<CatalogKind> = {}): CatalogKind => ({
  id,
  label: id,
  category: '',
  icon: '',
  keywords: [],
  help: '',
  version: 1,
  form: [],
  defaults: {},
  settings: {},
  ...more,
});
const role = { label: '', accepts: 'dataset' as const, min: 1, max: 1 };
const kinds = {
  recipes: [
    kind('prepare', {
      inputs: [{ id: 'input', ...role }],
      outputs: [{ id: 'output', ...role }],
      defaults: { steps: [] },
    }),
  ],
  steps: [kind('clip', { defaults: { columns: [], kept: true } })],
};
const project = {
  info: { format: 1, id: 'p', name: 'p', description: '' },
  variables: {},
  layout: { nodes: { raw: { x: 100, y: 40 } } },
  datasets: { raw: { id: 'raw', name: 'raw', source: { kind: 'managed' } } },
  recipes: {},
  models: {},
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
} as unknown as Project;
const wanted = { dataset: 'raw', drafts: [{ kind: 'clip', settings: { columns: ['n'], min: 0 } }], kinds };

describe('a step from the explorer', () => {
  it('makes a prepare recipe at the right of the dataset', () => {
    const made = prepareEdits(project, wanted);
    expect(made?.isNew).toBe(true);
    const recipe = made?.edits.find((edit) => edit.family === 'recipes')?.value as Recipe;
    expect(recipe).toMatchObject({
      inputs: { input: ['raw'] },
      settings: { steps: [{ id: 's1', kind: 'clip', settings: { columns: ['n'], kept: true, min: 0 } }] },
    });
    const layout = made?.edits.find((edit) => edit.family === 'layout')?.value as Project['layout'];
    expect(layout.nodes[recipe.id]?.x).toBeGreaterThan(200);
  });

  it('goes to the end of the prepare recipe that is there', () => {
    const first = prepareEdits(project, wanted);
    const grown = applyEdits(project, first?.edits ?? []);
    const second = prepareEdits(grown, wanted);
    expect(second).toMatchObject({ isNew: false, id: first?.id });
    expect(second?.edits).toHaveLength(1);
    const recipe = second?.edits[0]?.value as Recipe;
    expect((recipe.settings.steps as { id: string }[]).map(({ id }) => id)).toEqual(['s1', 's2']);
  });
});
