import { z } from 'zod';
import { columnText, valueText } from '../../expr/formula-text.ts';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'state', type: 'string' as const }];

/** Values of a column are among the allowed ones. */
export const valuesInSet = defineRule({
  id: 'values-in-set',
  label: 'Values in set',
  category: 'Column',
  icon: 'list-check',
  keywords: ['allowed', 'domain', 'category', 'enum'],
  help: 'Every value is one of the allowed ones. Empty cells pass; add “Not empty” to forbid them.',
  version: 1,
  settings: z.object({ column: z.string().min(1), values: z.array(z.string()).min(1), ...toleranceFields }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column' },
        { key: 'values', label: 'Allowed values', widget: 'strings' },
        ...toleranceForm,
      ],
    },
  ],
  describe: ({ column }) => `Values of ${column} in set`,
  columns: ({ column }) => [column],
  good: ({ column, values }) => `to_text(${columnText(column)}) in (${values.map(valueText).join(', ')})`,
  evaluate: (settings, { failed }, { rows }) =>
    judgeRows(`have another ${settings.column}`, { failed: Number(failed), rows }, settings),
  cases: [
    {
      title: 'all allowed, empty passes',
      settings: { column: 'state', values: ['OH', "O'X"] },
      schema,
      rows: [['OH'], ["O'X"], [null]],
      expect: { status: 'OK', observed: 0 },
    },
    {
      title: 'another value',
      settings: { column: 'state', values: ['OH'] },
      schema,
      rows: [['OH'], ['ZZ']],
      expect: { status: 'ERROR', observed: 1 },
    },
  ],
});
