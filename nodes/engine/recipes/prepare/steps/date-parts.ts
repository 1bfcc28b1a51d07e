import { z } from 'zod';
import { call } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

const parts = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'day_of_year',
  'weekday',
  'is_weekend',
  'hour',
  'minute',
  'second',
] as const;

export const dateParts = defineStep({
  id: 'date-parts',
  label: 'Extract date parts',
  category: 'dates',
  icon: 'calendar-event',
  keywords: ['year', 'month', 'day', 'hour', 'weekday', 'components'],
  help: 'Adds a column for each chosen part of a date. The weekday is 1 for Monday to 7 for Sunday; weeks are ISO weeks.',
  settings: z.object({
    column: columnName,
    parts: z.array(z.enum(parts)).min(1, 'choose at least one part'),
    prefix: z.string().optional(),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Date', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        {
          key: 'parts',
          label: 'Parts',
          widget: 'strings',
          choices: parts.map((part) => ({ value: part, label: part.replaceAll('_', ' ') })),
        },
        {
          key: 'prefix',
          label: 'Prefix of the new columns',
          widget: 'text',
          help: 'Default: the name of the date and _.',
        },
      ],
    },
  ],
  apply: ({ column, parts: chosen, prefix }, relation) => {
    const date = relation.temporal(column);
    const start = prefix ?? `${column}_`;
    return relation.added(
      chosen.map((part) => ({ name: `${start}${part}`, value: call(part, date) })),
      column,
    );
  },
  cases: [
    {
      title: 'hour, weekday and weekend',
      settings: { column: 'at', parts: ['hour', 'weekday', 'is_weekend'] },
      schema: columnsOf('at:timestamp, x:int'),
      rows: [
        ['2024-02-04T23:30:00', 1],
        [null, 2],
      ],
      expect: {
        schema: columnsOf('at:timestamp, at_hour:int, at_weekday:int, at_is_weekend:boolean, x:int'),
        rows: [
          ['2024-02-04T23:30:00', 23, 7, true, 1],
          [null, null, null, null, 2],
        ],
      },
    },
    {
      title: 'text must be parsed first',
      settings: { column: 'at', parts: ['hour'] },
      schema: columnsOf('at:string'),
      rows: [],
      expect: { error: 'PREPARE_TYPE' },
    },
  ],
});
