import { z } from 'zod';
import { judgeNumber, limitFields, limitForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'merchant', type: 'string' as const }];
const rows = [['a'], ['b'], ['b'], [null]];

/** Number of distinct values within limits. */
export const uniqueCount = defineRule({
  id: 'unique-count',
  label: 'Unique values in range',
  category: 'Column',
  icon: 'fingerprint',
  keywords: ['distinct', 'cardinality', 'merchants'],
  help: 'The number of different values of a column lies within limits, for example the merchants seen in a day. Empty cells do not count.',
  version: 1,
  settings: z.object({ column: z.string().min(1), ...limitFields }),
  form: [{ fields: [{ key: 'column', label: 'Column', widget: 'column' }, ...limitForm] }],
  describe: ({ column }) => `Unique values of ${column} in range`,
  columns: ({ column }) => [column],
  measures: ({ column }) => ({ value: { fn: 'count-distinct', arg: { op: 'col', name: column } } }),
  evaluate: (settings, figures) =>
    judgeNumber(`The number of different values of ${settings.column}`, figures['value'] ?? null, settings),
  cases: [
    {
      title: 'empty cells do not count',
      settings: { column: 'merchant', hard: { min: 2, max: 2 } },
      schema,
      rows,
      expect: { status: 'OK', observed: 2 },
    },
    {
      title: 'too few',
      settings: { column: 'merchant', hard: { min: 3 } },
      schema,
      rows,
      expect: { status: 'ERROR', observed: 2 },
    },
  ],
});
