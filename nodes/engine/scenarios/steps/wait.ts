import { z } from 'zod';
import { defineStep } from '../step-kind.ts';

/** Waits. */
export const waitStep = defineStep({
  id: 'wait',
  label: 'Wait',
  category: 'Control',
  icon: 'clock-pause',
  keywords: ['sleep', 'delay', 'pause'],
  help: 'Waits for a number of seconds before the next step.',
  version: 1,
  settings: z.object({ seconds: z.number().min(0).max(86_400).default(10) }),
  form: [{ fields: [{ key: 'seconds', label: 'Seconds', widget: 'number' }] }],
  run: async ({ seconds }, context) => {
    await context.ports.sleep(seconds * 1000, context.signal);
    return 'success';
  },
});
