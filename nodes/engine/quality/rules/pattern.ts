import { z } from 'zod';
import { columnText, valueText } from '../../expr/formula-text.ts';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'card', type: 'string' as const }];

/** Texts of a column match a regular expression. */
export const pattern = defineRule({
  id: 'pattern',
  label: 'Values match a pattern',
  category: 'Column',
  icon: 'regex',
  keywords: ['regular expression', 'format', 'match'],
  help: 'Every text matches the regular expression as a whole. Empty cells pass.',
  version: 1,
  settings: z.object({ column: z.string().min(1), pattern: z.string().min(1), ...toleranceFields }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        { key: 'pattern', label: 'Regular expression', widget: 'text', placeholder: 'C\\d{4}' },
        ...toleranceForm,
      ],
    },
  ],
  describe: ({ column }) => `${column} matches its pattern`,
  columns: ({ column }) => [column],
  good: (settings) => `regex_match(${columnText(settings.column)}, ${valueText(`^(?:${settings.pattern})$`)})`,
  evaluate: (settings, { failed }, { rows }) =>
    judgeRows(`have ${settings.column} in another form`, { failed: Number(failed), rows }, settings),
  cases: [
    {
      title: 'all match',
      settings: { column: 'card', pattern: 'C\\d+' },
      schema,
      rows: [['C1'], ['C22'], [null]],
      expect: { status: 'OK', observed: 0 },
    },
    {
      title: 'the whole text counts',
      settings: { column: 'card', pattern: 'C\\d' },
      schema,
      rows: [['C1'], ['C22']],
      expect: { status: 'ERROR', observed: 1 },
    },
  ],
});
