import { z } from 'zod';
import { columnsOf, defineStep } from '../step-kind.ts';
import { actionField, rowsWhere } from './row-action.ts';

export const filterFormula = defineStep({
  id: 'filter-formula',
  label: 'Filter rows by formula',
  category: 'rows',
  icon: 'filter-cog',
  keywords: ['where', 'condition', 'keep', 'remove'],
  help: 'Keeps or removes the rows for which a condition is true.',
  settings: z.object({
    formula: z.string().min(1, 'write a condition'),
    action: z.enum(['keep', 'remove']).default('keep'),
  }),
  form: [{ fields: [{ key: 'formula', label: 'Condition', widget: 'formula' }, actionField] }],
  apply: ({ formula, action }, relation) => rowsWhere(relation.formula(formula, 'boolean'), action),
  cases: [
    {
      title: 'rows are kept where the condition is true',
      settings: { formula: "amount > 10 and category != 'misc'" },
      schema: columnsOf('amount:double, category:string'),
      rows: [
        [11, 'food'],
        [11, 'misc'],
        [9, 'food'],
        [null, 'food'],
      ],
      expect: { schema: columnsOf('amount:double, category:string'), rows: [[11, 'food']] },
    },
    {
      title: 'removing leaves rows where it is not known',
      settings: { formula: 'amount > 10', action: 'remove' },
      schema: columnsOf('amount:double'),
      rows: [[11], [9], [null]],
      expect: { schema: columnsOf('amount:double'), rows: [[9], [null]] },
    },
    {
      title: 'the formula must be a condition',
      settings: { formula: 'amount + 1' },
      schema: columnsOf('amount:double'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});
