import { z } from 'zod';
import { defineStep } from '../step-kind.ts';
import { buildAndReport } from './build.ts';

/** Trains a new version of a model. */
export const trainStep = defineStep({
  id: 'train',
  label: 'Train a model',
  category: 'Flow',
  icon: 'brain',
  keywords: ['retrain', 'fit', 'version'],
  help: 'Builds what the model needs and trains a new version, which becomes the active one.',
  version: 1,
  settings: z.object({ model: z.string().min(1) }),
  form: [{ fields: [{ key: 'model', label: 'Model', widget: 'model' }] }],
  run: async ({ model }, context) => {
    await buildAndReport({ targets: [model], mode: 'required' }, context);
    return buildAndReport({ targets: [model], mode: 'only' }, context);
  },
});
