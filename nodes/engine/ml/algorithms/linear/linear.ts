import { LinearSettings } from '../../../../contract/model.ts';
import type { AlgorithmKind } from '../algorithm.ts';
import { fitLinear } from './fit.ts';

/** Logistic and linear regression with L2, L1 or elastic-net penalty. */
export const linear: AlgorithmKind<LinearSettings> = {
  id: 'linear',
  version: 1,
  label: 'Logistic / linear regression',
  category: 'Linear',
  icon: 'chart-line',
  keywords: ['logistic', 'ridge', 'lasso', 'elastic net', 'glm', 'baseline'],
  help: 'A weighted sum of the inputs. Simple to explain and a sound baseline; numbers are standardised, categories become one column each.',
  settings: LinearSettings,
  tasks: ['binary', 'multiclass', 'regression'],
  style: 'linear',
  form: [
    {
      fields: [
        { key: 'penalty', label: 'Penalty', widget: 'number', help: '0 = none' },
        { key: 'l1Ratio', label: 'Share of L1', widget: 'number', help: '0 = ridge, 1 = lasso' },
        { key: 'maxIterations', label: 'Iterations at most', widget: 'number' },
        { key: 'tolerance', label: 'Tolerance', widget: 'number' },
      ],
    },
  ],
  fit: fitLinear,
};
