import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

const PERIODS = {
  day: { part: 'hour', length: 24 },
  week: { part: 'weekday', length: 7 },
  year: { part: 'month', length: 12 },
} as const;

export const cyclicTime = defineStep({
  id: 'cyclic-time',
  label: 'Time as a circle',
  category: 'dates',
  icon: 'circle-dashed',
  keywords: ['sine', 'cosine', 'season', 'hour', 'feature'],
  help: 'Adds sine and cosine of the place in the day, week or year, so that models see 23 h and 0 h as neighbours.',
  settings: z.object({ column: columnName, period: z.enum(['day', 'week', 'year']).default('day') }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Date', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        {
          key: 'period',
          label: 'Place in the',
          widget: 'choice',
          choices: [
            { value: 'day', label: 'Day (by the minute)' },
            { value: 'week', label: 'Week (by the day)' },
            { value: 'year', label: 'Year (by the month)' },
          ],
        },
      ],
    },
  ],
  apply: ({ column, period }, relation) => {
    const angle = angleOf(relation.temporal(column), period);
    const columns = (['sin', 'cos'] as const).map((fn) => ({
      name: `${column}_${period}_${fn}`,
      value: call('round', call(fn, angle), literal(12)),
    }));
    return relation.added(columns, column);
  },
  cases: [
    {
      title: 'midnight and six in the morning',
      settings: { column: 'at', period: 'day' },
      schema: columnsOf('at:timestamp'),
      rows: [['2024-02-03T00:00:00'], ['2024-02-03T06:00:00'], [null]],
      expect: {
        schema: columnsOf('at:timestamp, at_day_sin:double, at_day_cos:double'),
        rows: [
          ['2024-02-03T00:00:00', 0, 1],
          ['2024-02-03T06:00:00', 1, 0],
          [null, null, null],
        ],
      },
    },
  ],
});

function angleOf(at: TypedExpr, period: keyof typeof PERIODS): TypedExpr {
  const { part, length } = PERIODS[period];
  const whole = call(part, at);
  const place = period === 'day' ? call('add', whole, call('div', call('minute', at), literal(60))) : whole;
  return call('mul', place, literal((2 * Math.PI) / length, 'double'));
}
