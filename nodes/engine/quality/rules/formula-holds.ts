import { z } from 'zod';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [
  { name: 'a', type: 'int' as const },
  { name: 'b', type: 'int' as const },
];

/** A formula holds for the rows. */
export const formulaHolds = defineRule({
  id: 'formula',
  label: 'Formula holds',
  category: 'Row',
  icon: 'math',
  keywords: ['expression', 'condition', 'custom', 'consistency'],
  help: 'The formula is true for every row. Rows for which it is empty pass.',
  version: 1,
  settings: z.object({ formula: z.string().min(1), ...toleranceFields }),
  form: [{ fields: [{ key: 'formula', label: 'Formula', widget: 'formula' }, ...toleranceForm] }],
  describe: ({ formula }) => formula,
  good: ({ formula }) => formula,
  evaluate: (settings, { failed }, { rows }) => judgeRows('break it', { failed: Number(failed), rows }, settings),
  cases: [
    {
      title: 'holds, empty passes',
      settings: { formula: 'a < b' },
      schema,
      rows: [
        [1, 2],
        [null, 1],
      ],
      expect: { status: 'OK', observed: 0 },
    },
    {
      title: 'one breaks it',
      settings: { formula: 'a < b' },
      schema,
      rows: [
        [1, 2],
        [3, 1],
      ],
      expect: { status: 'ERROR', observed: 1 },
    },
    {
      title: 'an unknown column cannot be computed',
      settings: { formula: 'c > 1' },
      schema,
      rows: [[1, 2]],
      expect: { status: 'NOT_COMPUTED' },
    },
  ],
});
