import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

export const extractPattern = defineStep({
  id: 'extract-pattern',
  label: 'Extract by pattern',
  category: 'split',
  icon: 'regex',
  keywords: ['regular expression', 'regex', 'match'],
  help: 'Adds what a pattern (regular expression) finds in a text: the whole match or one group; empty where nothing matches.',
  settings: z.object({
    column: columnName,
    pattern: z.string().min(1, 'write a pattern'),
    group: z.number().int().min(0).max(20).default(0),
    name: z.string().min(1, 'name the new column'),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        { key: 'pattern', label: 'Pattern', widget: 'text', placeholder: '^(\\d{3})' },
        { key: 'group', label: 'Group', widget: 'number', help: '0 is the whole match.' },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ column, pattern, group, name }, relation) => {
    const value = call('regex_extract', relation.text(column), literal(pattern), literal(group));
    return relation.added([{ name, value }], column);
  },
  cases: [
    {
      title: 'a group',
      settings: { column: 's', pattern: '([a-z]+)_(net|pos)', group: 2, name: 'channel' },
      schema: columnsOf('s:string'),
      rows: [['grocery_pos'], ['travel'], [null]],
      expect: {
        schema: columnsOf('s:string, channel:string'),
        rows: [
          ['grocery_pos', 'pos'],
          ['travel', null],
          [null, null],
        ],
      },
    },
    {
      title: 'a group that the pattern lacks',
      settings: { column: 's', pattern: 'a', group: 1, name: 'x' },
      schema: columnsOf('s:string'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});
