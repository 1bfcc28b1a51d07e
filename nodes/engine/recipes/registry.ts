import { createRegistry } from '../../base/registry.ts';
import { distinctRecipe } from './distinct.ts';
import { evaluateRecipe } from './evaluate.ts';
import { groupRecipe } from './group.ts';
import { joinRecipe } from './join.ts';
import { pivotRecipe } from './pivot.ts';
import { prepareRecipe } from './prepare/prepare.ts';
import { sampleRecipe } from './sample.ts';
import { scoreRecipe } from './score.ts';
import { sortRecipe } from './sort.ts';
import { splitRecipe } from './split.ts';
import { stackRecipe } from './stack.ts';
import { syncRecipe } from './sync.ts';
import { topNRecipe } from './top-n.ts';
import { trainRecipe } from './train.ts';
import { unpivotRecipe } from './unpivot.ts';
import { windowRecipe } from './window.ts';

/** Every recipe kind, in the order of the palette. */
export const recipeKinds = createRegistry('recipes', [
  prepareRecipe,
  joinRecipe,
  groupRecipe,
  windowRecipe,
  pivotRecipe,
  unpivotRecipe,
  stackRecipe,
  splitRecipe,
  sampleRecipe,
  distinctRecipe,
  sortRecipe,
  topNRecipe,
  syncRecipe,
  trainRecipe,
  scoreRecipe,
  evaluateRecipe,
]);
