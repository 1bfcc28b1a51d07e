import { z } from 'zod';
import { nextTime } from './cron.ts';
import { defineTrigger } from './trigger-kind.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Once a day, on chosen weekdays. */
export const dailyTrigger = defineTrigger({
  id: 'daily',
  label: 'Every day at',
  category: 'Time',
  icon: 'calendar-time',
  keywords: ['schedule', 'daily', 'night', 'weekday'],
  help: 'Fires once a day at the time, in the time zone; on chosen weekdays only when some are named.',
  version: 1,
  settings: z.object({
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 06:30')
      .default('06:00'),
    weekdays: z.array(z.enum(weekdays)).default([]),
    timeZone: z.string().default('UTC'),
  }),
  form: [
    {
      fields: [
        { key: 'time', label: 'Time', widget: 'text', placeholder: '06:00' },
        { key: 'weekdays', label: 'Weekdays', widget: 'strings', help: 'mon, tue, …; empty: every day.' },
        { key: 'timeZone', label: 'Time zone', widget: 'text', placeholder: 'Europe/Berlin' },
      ],
    },
  ],
  next: (settings, after) => {
    const [hour, minute] = settings.time.split(':').map(Number);
    const days = settings.weekdays.length > 0 ? settings.weekdays.join(',') : '*';
    return nextTime(`${minute} ${hour} * * ${days}`, settings.timeZone, after);
  },
});
