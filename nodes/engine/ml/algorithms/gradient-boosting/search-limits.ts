import type { SearchLimits } from './control.ts';
import type { BoostJob } from './job.ts';
import { INT_LIMIT, type Scale } from './quantiser.ts';

/**
 * Least hessian of a leaf, and the regularisation of category sets (the defaults of LightGBM). A category takes part with at least
 * `minRows` rows, fewer in small tables: with class weights a single heavy row would else make a rare category look decisive.
 */
const MIN_HESSIAN = 1e-3;
const CATEGORY = { l2: 10, smooth: 10, maxSet: 32, minRows: 100, minShare: 0.02 };

/** What holds for all splits of a tree whose gradients were quantised by `scale`. */
export function searchLimits({ settings, layout }: BoostJob, { h }: Scale): SearchLimits {
  return {
    minRows: settings.minLeafRows,
    minHessian: Math.min(Math.ceil(MIN_HESSIAN * h), INT_LIMIT),
    maxSet: CATEGORY.maxSet,
    minCategoryRows: Math.min(CATEGORY.minRows, Math.ceil(layout.rows * CATEGORY.minShare)),
    l2: settings.l2 * h,
    categoryL2: CATEGORY.l2 * h,
    smooth: CATEGORY.smooth * h,
  };
}
