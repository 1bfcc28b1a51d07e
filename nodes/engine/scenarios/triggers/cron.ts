import { Cron } from 'croner';
import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { defineTrigger } from './trigger-kind.ts';

/** Times by a cron expression in a time zone. */
export const cronTrigger = defineTrigger({
  id: 'cron',
  label: 'At times (cron)',
  category: 'Time',
  icon: 'clock',
  keywords: ['schedule', 'every', 'cron'],
  help: 'Fires at the times of a cron expression (minute hour day month weekday) in the time zone. When clocks jump forward over a time, it fires right after the jump; when they fall back, once.',
  version: 1,
  settings: z.object({ expression: z.string().min(1), timeZone: z.string().default('UTC') }),
  form: [
    {
      fields: [
        {
          key: 'expression',
          label: 'Cron expression',
          widget: 'text',
          placeholder: '0 6 * * *',
          help: 'minute hour day month weekday',
        },
        { key: 'timeZone', label: 'Time zone', widget: 'text', placeholder: 'Europe/Berlin' },
      ],
    },
  ],
  next: ({ expression, timeZone }, after) => nextTime(expression, timeZone, after),
});

/** The first time of a cron expression after `after`. SCENARIO_CRON. */
export function nextTime(expression: string, timeZone: string, after: Date): Date | undefined {
  try {
    return new Cron(expression, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined;
  } catch (error) {
    throw fail(
      'SCENARIO_CRON',
      { expression, timeZone, reason: error instanceof Error ? error.message : '' },
      { cause: error },
    );
  }
}
