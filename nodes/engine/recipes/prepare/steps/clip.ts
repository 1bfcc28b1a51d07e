import { z } from 'zod';
import { call, empty, literal } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

export const clip = defineStep({
  id: 'clip',
  label: 'Clip numbers',
  category: 'numbers',
  icon: 'arrows-vertical',
  keywords: ['clamp', 'limit', 'outlier', 'winsorize'],
  help: 'Moves numbers outside of a range to its nearest bound.',
  settings: z
    .object({ columns: columnNames, min: z.number().optional(), max: z.number().optional() })
    .refine((settings) => settings.min !== undefined || settings.max !== undefined, 'give at least one bound'),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns', types: ['int', 'bigint', 'double', 'decimal'] },
        { key: 'min', label: 'Smallest', widget: 'number' },
        { key: 'max', label: 'Largest', widget: 'number' },
      ],
    },
  ],
  apply: ({ columns, min, max }, relation) => {
    const bound = (value: number | undefined) => (value === undefined ? empty('double') : literal(value, 'double'));
    return relation.mapped(columns, (name) => call('clamp', relation.number(name), bound(min), bound(max)));
  },
  cases: [
    {
      title: 'both bounds',
      settings: { columns: ['a'], min: 0, max: 10 },
      schema: columnsOf('a:double'),
      rows: [[-1], [5], [11], [null]],
      expect: { schema: columnsOf('a:double'), rows: [[0], [5], [10], [null]] },
    },
    {
      title: 'a bound is needed',
      settings: { columns: ['a'] },
      schema: columnsOf('a:double'),
      rows: [],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});
