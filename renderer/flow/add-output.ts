import type { Role } from '../../nodes/contract/catalog.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { completePlaces } from './complete-places.ts';
import { layoutEdit, recipeEdit } from './edits.ts';
import { freeName, plainName, takenNames } from './free-name.ts';
import { AHEAD, freeShift, roomOf, shiftRight, standing } from './free-place.ts';
import { graphOf, sizes, takenIds } from './graph.ts';
import { freeId } from './ids.ts';

/** Makes a dataset or model for a role of the recipe and connects it, below the outputs that are there, in free space. */
export function addOutput(project: Project, recipe: Recipe, role: Role): Edit[] {
  const outputs = Object.values(recipe.outputs).flat();
  const input = Object.values(recipe.inputs).flat()[0];
  const stem = (input && (project.datasets[input]?.name ?? project.models[input]?.name)) || recipe.name;
  const suffix = role.id === 'output' ? recipe.kind : role.id;
  const id = freeId(`${stem}_${suffix}`, takenIds(project));
  const name = freeName(plainName(`${stem}_${suffix}`), takenNames(project));
  const made: Edit =
    role.accepts === 'model'
      ? { family: 'models', id, value: { id, name } }
      : { family: 'datasets', id, value: { id, name, source: { kind: 'managed' } } };
  const next = { ...recipe, outputs: { ...recipe.outputs, [role.id]: [...(recipe.outputs[role.id] ?? []), id] } };
  const now = completePlaces(graphOf(project), project.layout.nodes);
  const places = outputs.flatMap((one) => now[one] ?? []);
  const own = now[recipe.id] ?? { x: 0, y: 0 };
  const ahead = own.x + sizes.recipe.width;
  const wanted = places[0]?.x ?? ahead + AHEAD;
  const x = wanted + shiftRight(wanted, [ahead]);
  const y = places.length > 0 ? Math.max(...places.map((place) => place.y)) + 88 : own.y;
  const by = freeShift([roomOf(role.accepts, { x, y })], standing(project, now), ['down']);
  return [recipeEdit(next), made, layoutEdit(project, { [id]: { x, y: y + by.y } })];
}
