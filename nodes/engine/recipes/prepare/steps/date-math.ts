import { z } from 'zod';
import { call, castTo, literal } from '../../../expr/build.ts';
import { units } from '../../../expr/functions/dates/arithmetic.ts';
import { columnName, columnsOf, defineStep, outputName } from '../step-kind.ts';

const unitChoices = units.map((unit) => ({ value: unit, label: `${unit}s` }));

export const dateDifference = defineStep({
  id: 'date-difference',
  label: 'Date difference',
  category: 'dates',
  icon: 'calendar-minus',
  keywords: ['elapsed', 'duration', 'between'],
  help: 'Adds the number of complete units between two dates; negative when the second is earlier.',
  settings: z.object({
    from: columnName,
    to: columnName,
    unit: z.enum(units).default('day'),
    name: z.string().min(1, 'name the new column'),
  }),
  form: [
    {
      fields: [
        { key: 'from', label: 'From', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'to', label: 'To', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'unit', label: 'Unit', widget: 'choice', choices: unitChoices },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ from, to, unit, name }, relation) => {
    const value = call('date_diff', relation.temporal(from), relation.temporal(to), literal(unit));
    return relation.added([{ name, value }], to);
  },
  cases: [
    {
      title: 'hours between',
      settings: { from: 'a', to: 'b', unit: 'hour', name: 'hours' },
      schema: columnsOf('a:timestamp, b:timestamp'),
      rows: [
        ['2024-02-03T10:00:00', '2024-02-04T09:59:00'],
        ['2024-02-03T10:00:00', null],
      ],
      expect: {
        schema: columnsOf('a:timestamp, b:timestamp, hours:bigint'),
        rows: [
          ['2024-02-03T10:00:00', '2024-02-04T09:59:00', '23'],
          ['2024-02-03T10:00:00', null, null],
        ],
      },
    },
  ],
});

export const dateTruncate = defineStep({
  id: 'date-truncate',
  label: 'Round date down',
  category: 'dates',
  icon: 'calendar-stats',
  keywords: ['truncate', 'floor', 'day', 'week', 'month'],
  help: 'Sets a date back to the start of its year, quarter, month, week, day, hour or minute.',
  settings: z.object({ column: columnName, unit: z.enum(units).default('day'), name: outputName }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Date', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'unit', label: 'Start of', widget: 'choice', choices: unitChoices },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the date.' },
      ],
    },
  ],
  apply: ({ column, unit, name }, relation) => {
    const date = relation.temporal(column);
    const start = call('date_floor', date, literal(unit));
    const keepsDate = date.type === 'date' && !['hour', 'minute', 'second'].includes(unit);
    return relation.placed(name, keepsDate ? castTo(start, 'date') : start, column);
  },
  cases: [
    {
      title: 'the month of a date stays a date',
      settings: { column: 'd', unit: 'month', name: 'month' },
      schema: columnsOf('d:date'),
      rows: [['2024-02-29']],
      expect: { schema: columnsOf('d:date, month:date'), rows: [['2024-02-29', '2024-02-01']] },
    },
    {
      title: 'the hour of a timestamp in place',
      settings: { column: 't', unit: 'hour' },
      schema: columnsOf('t:timestamp'),
      rows: [['2024-02-29T10:59:59.5'], [null]],
      expect: { schema: columnsOf('t:timestamp'), rows: [['2024-02-29T10:00:00'], [null]] },
    },
  ],
});

export const dateShift = defineStep({
  id: 'date-shift',
  label: 'Add to date',
  category: 'dates',
  icon: 'calendar-time',
  keywords: ['add', 'subtract', 'later', 'earlier'],
  help: 'Moves a date by a number of units, earlier when negative.',
  settings: z.object({
    column: columnName,
    count: z.number().int('a whole number').default(1),
    unit: z.enum(units).default('day'),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Date', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'count', label: 'Count', widget: 'number' },
        { key: 'unit', label: 'Unit', widget: 'choice', choices: unitChoices },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the date.' },
      ],
    },
  ],
  apply: ({ column, count, unit, name }, relation) => {
    const moved = call('date_add', relation.temporal(column), literal(count), literal(unit));
    return relation.placed(name, moved, column);
  },
  cases: [
    {
      title: 'a month later',
      settings: { column: 't', count: 1, unit: 'month' },
      schema: columnsOf('t:timestamp'),
      rows: [['2024-01-31T10:00:00'], [null]],
      expect: { schema: columnsOf('t:timestamp'), rows: [['2024-02-29T10:00:00'], [null]] },
    },
  ],
});

export const age = defineStep({
  id: 'age',
  label: 'Age in years',
  category: 'dates',
  icon: 'cake',
  keywords: ['birth', 'birthday', 'years'],
  help: 'Adds the complete years between a birth date and another date of the same row.',
  settings: z.object({ birth: columnName, at: columnName, name: z.string().min(1).default('age') }),
  form: [
    {
      fields: [
        { key: 'birth', label: 'Birth date', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'at', label: 'Age at', widget: 'column', types: ['date', 'timestamp', 'timestamptz'] },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ birth, at, name }, relation) => {
    const value = call('age_years', relation.temporal(birth), relation.temporal(at));
    return relation.added([{ name, value }], birth);
  },
  cases: [
    {
      title: 'the day before the birthday',
      settings: { birth: 'dob', at: 'at' },
      schema: columnsOf('dob:date, at:timestamp'),
      rows: [
        ['1980-05-20', '2024-05-19T23:59:59'],
        ['1980-05-20', '2024-05-20T00:00:00'],
        [null, '2024-05-20T00:00:00'],
      ],
      expect: {
        schema: columnsOf('dob:date, age:int, at:timestamp'),
        rows: [
          ['1980-05-20', 43, '2024-05-19T23:59:59'],
          ['1980-05-20', 44, '2024-05-20T00:00:00'],
          [null, null, '2024-05-20T00:00:00'],
        ],
      },
    },
  ],
});

export const unixTime = defineStep({
  id: 'unix-time',
  label: 'UNIX time to timestamp',
  category: 'dates',
  icon: 'clock',
  keywords: ['epoch', 'seconds', 'milliseconds'],
  help: 'Turns seconds or milliseconds since 1970-01-01 (UTC) into a timestamp.',
  settings: z.object({
    column: columnName,
    unit: z.enum(['seconds', 'milliseconds']).default('seconds'),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['int', 'bigint', 'double'] },
        {
          key: 'unit',
          label: 'Counted in',
          widget: 'choice',
          choices: [
            { value: 'seconds', label: 'Seconds' },
            { value: 'milliseconds', label: 'Milliseconds' },
          ],
        },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the number.' },
      ],
    },
  ],
  apply: ({ column, unit, name }, relation) => {
    const number = relation.number(column);
    const seconds = unit === 'seconds' ? number : call('div', number, literal(1000));
    return relation.placed(name, call('from_epoch', seconds), column);
  },
  cases: [
    {
      title: 'milliseconds',
      settings: { column: 'ms', unit: 'milliseconds', name: 'at' },
      schema: columnsOf('ms:bigint'),
      rows: [['1325376018500'], [null]],
      expect: {
        schema: columnsOf('ms:bigint, at:timestamp'),
        rows: [
          ['1325376018500', '2012-01-01T00:00:18.5'],
          [null, null],
        ],
      },
    },
  ],
});
