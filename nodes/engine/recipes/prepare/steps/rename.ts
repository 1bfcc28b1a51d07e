import { z } from 'zod';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

export const rename = defineStep({
  id: 'rename',
  label: 'Rename columns',
  category: 'columns',
  icon: 'cursor-text',
  keywords: ['name', 'header'],
  help: 'Gives columns other names. All names change at once, so two columns may swap theirs.',
  settings: z.object({
    renames: z.array(z.object({ from: columnName, to: z.string().min(1, 'give a name') })).min(1, 'add a column'),
  }),
  form: [
    {
      fields: [
        {
          key: 'renames',
          label: 'Columns',
          widget: 'list',
          items: [
            { key: 'from', label: 'Column', widget: 'column' },
            { key: 'to', label: 'New name', widget: 'text' },
          ],
        },
      ],
    },
  ],
  apply: ({ renames }, relation) => {
    for (const { from } of renames) relation.column(from);
    const names = new Map(renames.map(({ from, to }) => [from, to]));
    return { columns: relation.all().map(({ name, value }) => ({ name: names.get(name) ?? name, value })) };
  },
  cases: [
    {
      title: 'two columns swap names',
      settings: {
        renames: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      },
      schema: columnsOf('a:int, b:string'),
      rows: [[1, 'x']],
      expect: { schema: columnsOf('b:int, a:string'), rows: [[1, 'x']] },
    },
    {
      title: 'a name that exists is refused',
      settings: { renames: [{ from: 'a', to: 'B' }] },
      schema: columnsOf('a:int, b:string'),
      rows: [],
      expect: { error: 'PREPARE_COLUMN_EXISTS' },
    },
    {
      title: 'an unknown column is named with the nearest',
      settings: { renames: [{ from: 'amuont', to: 'x' }] },
      schema: columnsOf('amount:double'),
      rows: [],
      expect: { error: 'PREPARE_COLUMN_UNKNOWN' },
    },
  ],
});
