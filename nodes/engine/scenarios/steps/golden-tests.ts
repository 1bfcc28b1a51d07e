import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { defineStep } from '../step-kind.ts';

/** Runs golden tests of the flow. */
export const goldenTestsStep = defineStep({
  id: 'golden-tests',
  label: 'Run golden tests',
  category: 'Quality',
  icon: 'test-pipe',
  keywords: ['golden', 'regression', 'pinned', 'expected', 'verify'],
  help: 'Runs parts of the flow on their pinned rows, apart from the data, and compares the result with what is expected. A test that does not hold fails the step.',
  version: 1,
  settings: z.object({
    /** Ids; empty: all that are enabled. */
    tests: z.array(z.string()).default([]),
  }),
  form: [
    {
      fields: [
        {
          key: 'tests',
          label: 'Tests',
          widget: 'strings',
          help: 'Ids of golden tests. Empty: all that are switched on.',
        },
      ],
    },
  ],
  run: async ({ tests }, context) => {
    const results = await context.ports.test(tests.length > 0 ? tests : undefined, context);
    for (const { name, status, message } of results) context.log(`${name}: ${status}: ${message}`);
    const failed = results.filter(({ status }) => status !== 'passed').map(({ name }) => `“${name}”`);
    if (failed.length > 0) throw fail('GOLDEN_FAILED', { count: failed.length, total: results.length, tests: failed });
    return 'success';
  },
});
