import { z } from 'zod';
import { call, castTo, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep, outputName } from '../step-kind.ts';

/** Formats that cannot be taken for each other; day and month in figures between slashes could. */
const COMMON = [
  '%Y%m%d',
  '%d.%m.%Y',
  '%d.%m.%Y %H:%M',
  '%d.%m.%Y %H:%M:%S',
  '%d %b %Y',
  '%d %B %Y',
  '%b %d, %Y',
  '%B %d, %Y',
];

export const parseDate = defineStep({
  id: 'parse-date',
  label: 'Parse date',
  category: 'dates',
  icon: 'calendar-plus',
  keywords: ['timestamp', 'convert', 'format', 'strptime'],
  help: 'Reads dates or timestamps from text, trying the formats in order; what fits none becomes empty. Without formats those are tried that can mean one thing only: 2024-02-03 14:05:06, 20240203, 3.2.2024, 3 Feb 2024, Feb 3, 2024.',
  settings: z.object({
    column: columnName,
    formats: z.array(z.string().min(1)).default([]),
    type: z.enum(['timestamp', 'date']).default('timestamp'),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        {
          key: 'formats',
          label: 'Formats',
          widget: 'strings',
          placeholder: '%d/%m/%Y %H:%M',
          help: 'Parts: %Y %y %m %d %b %B %H %I %M %S %f %p. Tried in order.',
        },
        {
          key: 'type',
          label: 'Result',
          widget: 'choice',
          choices: [
            { value: 'timestamp', label: 'Date and time' },
            { value: 'date', label: 'Date' },
          ],
        },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the text.' },
      ],
    },
  ],
  apply: ({ column, formats, type, name }, relation) => {
    const source = relation.column(column);
    if (source.type !== 'string') return relation.placed(name, castTo(relation.temporal(column), type), column);
    const readings = (formats.length > 0 ? formats : COMMON).map((format) =>
      call('parse_timestamp', source, literal(format)),
    );
    if (formats.length === 0) readings.unshift(castTo(source, 'timestamp'));
    const first = readings.length === 1 ? readings[0]! : call('coalesce', ...readings);
    return relation.placed(name, castTo(first, type), column);
  },
  cases: [
    {
      title: 'ISO timestamps in place',
      settings: { column: 'at' },
      schema: columnsOf('at:string'),
      rows: [['2024-02-03 04:05:06'], ['2024-02-03'], ['soon'], [null]],
      expect: {
        schema: columnsOf('at:timestamp'),
        rows: [['2024-02-03T04:05:06'], ['2024-02-03T00:00:00'], [null], [null]],
      },
    },
    {
      title: 'without formats the common ones are tried',
      settings: { column: 'd', type: 'date' },
      schema: columnsOf('d:string'),
      rows: [['20240203'], ['3.2.2024'], ['03 Feb 2024'], ['February 3, 2024'], ['3/2/2024']],
      expect: {
        schema: columnsOf('d:date'),
        rows: [['2024-02-03'], ['2024-02-03'], ['2024-02-03'], ['2024-02-03'], [null]],
      },
    },
    {
      title: 'several formats into a new column',
      settings: { column: 'd', formats: ['%d/%m/%Y', '%Y-%m-%d'], type: 'date', name: 'day' },
      schema: columnsOf('d:string'),
      rows: [['03/02/2024'], ['2024-02-03'], ['2/30/2024']],
      expect: {
        schema: columnsOf('d:string, day:date'),
        rows: [
          ['03/02/2024', '2024-02-03'],
          ['2024-02-03', '2024-02-03'],
          ['2/30/2024', null],
        ],
      },
    },
    {
      title: 'an unknown format is refused',
      settings: { column: 'd', formats: ['%Q'] },
      schema: columnsOf('d:string'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});
