import { GradientBoostingSettings } from '../../../../contract/model.ts';
import type { AlgorithmKind } from '../algorithm.ts';
import { fitGradientBoosting } from './fit.ts';

const number = (key: string, label: string, help?: string) => ({ key, label, widget: 'number' as const, help });

const columns = (key: string, label: string, help?: string) => ({ key, label, widget: 'columns' as const, help });

/** Histogram gradient boosting: leaf-wise trees on binned features (after LightGBM, Ke et al. 2017). */
export const gradientBoosting: AlgorithmKind<GradientBoostingSettings> = {
  id: 'gradient-boosting',
  version: 1,
  label: 'Gradient boosted trees',
  category: 'Trees',
  icon: 'trees',
  keywords: ['boosting', 'gbm', 'gbdt', 'lightgbm', 'xgboost', 'histogram'],
  help: 'Many small trees, each correcting the ones before. The best first choice for tables: takes numbers, categories and missing values as they are.',
  settings: GradientBoostingSettings,
  tasks: ['binary', 'multiclass', 'regression'],
  style: 'tree',
  form: [
    {
      title: 'Trees',
      fields: [
        number('trees', 'Trees at most'),
        number('leaves', 'Leaves of a tree'),
        number('learningRate', 'Learning rate', 'Smaller needs more trees and generalises better.'),
        number('maxDepth', 'Depth at most', '0 = no limit'),
        number('minLeafRows', 'Rows of a leaf at least'),
      ],
    },
    {
      title: 'Early stopping',
      fields: [
        number('earlyStoppingRounds', 'Rounds without improvement', '0 = grow all trees'),
        number('validationShare', 'Share of training rows to watch'),
      ],
    },
    {
      title: 'Regularisation',
      fields: [
        number('l2', 'L2 on leaf values'),
        number('minGain', 'Least gain of a split'),
        number('subsample', 'Share of rows for each tree'),
        number('featureShare', 'Share of features for each tree'),
        number('bins', 'Bins of a feature'),
      ],
    },
    {
      title: 'Monotone',
      fields: [
        columns('increasing', 'Prediction never falls with', 'Number columns, as a rule book or common sense demands.'),
        columns('decreasing', 'Prediction never rises with'),
      ],
    },
  ],
  fit: fitGradientBoosting,
};
