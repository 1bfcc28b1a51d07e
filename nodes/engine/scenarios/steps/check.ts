import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { defineStep } from '../step-kind.ts';

/** Checks the quality rules of datasets. */
export const checkStep = defineStep({
  id: 'check',
  label: 'Check data quality',
  category: 'Quality',
  icon: 'shield-check',
  keywords: ['rules', 'quality', 'validate'],
  help: 'Checks the rules of the datasets. An ERROR fails the step, a WARNING makes the run a warning.',
  version: 1,
  settings: z.object({ datasets: z.array(z.string()).min(1) }),
  form: [{ fields: [{ key: 'datasets', label: 'Datasets', widget: 'dataset' }] }],
  run: async ({ datasets }, context) => {
    let warned = false;
    const broken: string[] = [];
    for (const dataset of datasets) {
      for (const result of await context.ports.check(dataset, context)) {
        context.log(`${dataset}: ${result.label}: ${result.status}: ${result.message}`);
        if (result.status === 'ERROR') broken.push(`${dataset}: ${result.message}`);
        if (result.status === 'WARNING') warned = true;
      }
    }
    if (broken.length > 0) throw fail('SCENARIO_CHECKS_FAILED', { count: broken.length, rules: broken.join('; ') });
    return warned ? 'warning' : 'success';
  },
});
