import { z } from 'zod';
import { columnText } from '../../expr/formula-text.ts';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'amount', type: 'double' as const }];
const rows = [[-1], [5], [null]];

/** Numbers of a column lie between two bounds. */
export const valuesInRange = defineRule({
  id: 'values-in-range',
  label: 'Values in range',
  category: 'Column',
  icon: 'arrows-horizontal',
  keywords: ['between', 'minimum', 'maximum', 'bounds'],
  help: 'Every number lies between the smallest and the largest allowed. Empty cells pass.',
  version: 1,
  settings: z.object({
    column: z.string().min(1),
    min: z.number().optional(),
    max: z.number().optional(),
    ...toleranceFields,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['int', 'bigint', 'double', 'decimal'] },
        { key: 'min', label: 'Smallest', widget: 'number' },
        { key: 'max', label: 'Largest', widget: 'number' },
        ...toleranceForm,
      ],
    },
  ],
  describe: ({ column, min, max }) => `${column} between ${min ?? '−∞'} and ${max ?? '∞'}`,
  columns: ({ column }) => [column],
  good: ({ column, min, max }) => {
    const bounds = [
      min === undefined ? '' : `${columnText(column)} >= ${min}`,
      max === undefined ? '' : `${columnText(column)} <= ${max}`,
    ];
    return bounds.filter(Boolean).join(' and ') || 'true';
  },
  evaluate: (settings, { failed }, { rows }) =>
    judgeRows(`have ${settings.column} out of range`, { failed: Number(failed), rows }, settings),
  cases: [
    {
      title: 'inside, empty passes',
      settings: { column: 'amount', min: -1, max: 5 },
      schema,
      rows,
      expect: { status: 'OK', observed: 0 },
    },
    { title: 'below', settings: { column: 'amount', min: 0 }, schema, rows, expect: { status: 'ERROR', observed: 1 } },
  ],
});
