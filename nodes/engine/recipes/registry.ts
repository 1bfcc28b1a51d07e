import { createRegistry } from '../../base/registry.ts';
import { distinctRecipe } from './distinct.ts';
import { groupRecipe } from './group.ts';
import { joinRecipe } from './join.ts';
import { sampleRecipe } from './sample.ts';
import { sortRecipe } from './sort.ts';
import { splitRecipe } from './split.ts';
import { stackRecipe } from './stack.ts';
import { syncRecipe } from './sync.ts';
import { topNRecipe } from './top-n.ts';
import { windowRecipe } from './window.ts';

/** Every recipe kind, in the order of the palette. */
export const recipeKinds = createRegistry('recipes', [
  joinRecipe,
  groupRecipe,
  windowRecipe,
  stackRecipe,
  splitRecipe,
  sampleRecipe,
  distinctRecipe,
  sortRecipe,
  topNRecipe,
  syncRecipe,
]);
