import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

export const splitColumn = defineStep({
  id: 'split',
  label: 'Split column',
  category: 'split',
  icon: 'separator-vertical',
  keywords: ['separator', 'delimiter', 'parts'],
  help: 'Cuts a text at a separator into a fixed number of new columns; missing parts are empty, parts beyond the last are left out.',
  settings: z.object({
    column: columnName,
    separator: z.string().min(1, 'give a separator'),
    count: z.number().int().min(1).max(50).default(2),
    prefix: z.string().optional(),
    keep: z.boolean().default(true),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        { key: 'separator', label: 'Separator', widget: 'text' },
        { key: 'count', label: 'Number of columns', widget: 'number' },
        {
          key: 'prefix',
          label: 'Prefix of the new columns',
          widget: 'text',
          help: 'Default: the name of the column and _.',
        },
        { key: 'keep', label: 'Keep the column', widget: 'switch' },
      ],
    },
  ],
  apply: ({ column, separator, count, prefix, keep }, relation) => {
    const parts = call('split', relation.text(column), literal(separator));
    const added = Array.from({ length: count }, (_, index) => ({
      name: `${prefix ?? `${column}_`}${index + 1}`,
      value: call('list_item', parts, literal(index + 1)),
    }));
    const result = relation.added(added, column);
    if (keep || 'where' in result) return result;
    return { columns: result.columns.filter(({ name }) => name !== column) };
  },
  cases: [
    {
      title: 'first and last name',
      settings: { column: 'name', separator: ' ', count: 2, keep: false },
      schema: columnsOf('name:string, x:int'),
      rows: [
        ['Ada Lovelace', 1],
        ['Plato', 2],
        ['a b c', 3],
        [null, 4],
      ],
      expect: {
        schema: columnsOf('name_1:string, name_2:string, x:int'),
        rows: [
          ['Ada', 'Lovelace', 1],
          ['Plato', null, 2],
          ['a', 'b', 3],
          [null, null, 4],
        ],
      },
    },
  ],
});
