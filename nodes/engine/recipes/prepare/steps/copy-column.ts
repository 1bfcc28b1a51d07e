import { z } from 'zod';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

export const copyColumn = defineStep({
  id: 'copy-column',
  label: 'Copy column',
  category: 'columns',
  icon: 'copy',
  keywords: ['duplicate'],
  help: 'Adds a copy of a column beside it.',
  settings: z.object({ column: columnName, name: z.string().min(1, 'give the copy a name') }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column' },
        { key: 'name', label: 'Name of the copy', widget: 'text' },
      ],
    },
  ],
  apply: ({ column, name }, relation) => relation.added([{ name, value: relation.column(column) }], column),
  cases: [
    {
      title: 'the copy stands beside its source',
      settings: { column: 'a', name: 'a copy' },
      schema: columnsOf('a:int, b:int'),
      rows: [
        [1, 2],
        [null, 3],
      ],
      expect: {
        schema: columnsOf('a:int, a copy:int, b:int'),
        rows: [
          [1, 1, 2],
          [null, null, 3],
        ],
      },
    },
    {
      title: 'the name must be new',
      settings: { column: 'a', name: 'b' },
      schema: columnsOf('a:int, b:int'),
      rows: [],
      expect: { error: 'PREPARE_COLUMN_EXISTS' },
    },
  ],
});
