import { expect, test } from 'vitest';
import { type Edit, familyNames, type Project } from '../../nodes/contract/project/index.ts';
import { renameIn, takenIds } from './free-ids.ts';

const project = {
  ...Object.fromEntries(familyNames.map((family) => [family, {}])),
  recipes: { sort_orders: { id: 'sort_orders', kind: 'sort', settings: { by: 'amount' } }, sort_orders_2: {} },
} as unknown as Project;
const edit = (family: Edit['family'], id: string, value: unknown): Edit => ({ family, id, value });
const mine = edit('recipes', 'sort_orders', { id: 'sort_orders', kind: 'sort', settings: { by: 'city' } });

test('a new object whose id was taken meanwhile gets a free one', () => {
  const taken = takenIds({ edits: [mine], seen: [{ ...mine, value: null }] }, project);
  expect([...taken]).toEqual([['sort_orders', 'sort_orders_3']]);
});

test('a changed object and one that is there already keep their id', () => {
  const same = edit('recipes', 'sort_orders', project.recipes.sort_orders);
  expect(takenIds({ edits: [same], seen: [{ ...same, value: null }] }, project).size).toBe(0);
  expect(takenIds({ edits: [mine], seen: [{ ...mine, value: { id: 'sort_orders' } }] }, project).size).toBe(0);
});

test('an id is renamed where it is named, and in the places of the layout', () => {
  const edits = [mine, edit('layout', '-', { nodes: { sort_orders: { x: 1, y: 2 }, orders: { x: 0, y: 0 } } })];
  expect(renameIn(edits, 'sort_orders', 'sort_orders_3')).toEqual([
    edit('recipes', 'sort_orders_3', { id: 'sort_orders_3', kind: 'sort', settings: { by: 'city' } }),
    edit('layout', '-', { nodes: { sort_orders_3: { x: 1, y: 2 }, orders: { x: 0, y: 0 } } }),
  ]);
});
