import { z } from 'zod';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

export const deleteColumns = defineStep({
  id: 'delete-columns',
  label: 'Delete columns',
  category: 'columns',
  icon: 'columns-off',
  keywords: ['remove', 'drop'],
  help: 'Removes the chosen columns.',
  settings: z.object({ columns: columnNames }),
  form: [{ fields: [{ key: 'columns', label: 'Columns', widget: 'columns' }] }],
  apply: ({ columns }, relation) => {
    for (const name of columns) relation.column(name);
    return { columns: relation.all().filter(({ name }) => !columns.includes(name)) };
  },
  cases: [
    {
      title: 'the others stay in order',
      settings: { columns: ['b'] },
      schema: columnsOf('a:int, b:int, odd "name":string'),
      rows: [[1, 2, 'x']],
      expect: { schema: columnsOf('a:int, odd "name":string'), rows: [[1, 'x']] },
    },
    {
      title: 'not all columns can go',
      settings: { columns: ['a'] },
      schema: columnsOf('a:int'),
      rows: [],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});

export const keepColumns = defineStep({
  id: 'keep-columns',
  label: 'Keep columns',
  category: 'columns',
  icon: 'columns',
  keywords: ['select', 'reorder', 'order'],
  help: 'Keeps the chosen columns only, in the order in which they are chosen.',
  settings: z.object({ columns: columnNames }),
  form: [{ fields: [{ key: 'columns', label: 'Columns', widget: 'columns' }] }],
  apply: ({ columns }, relation) => ({ columns: columns.map((name) => ({ name, value: relation.column(name) })) }),
  cases: [
    {
      title: 'columns come in the chosen order',
      settings: { columns: ['c', 'a'] },
      schema: columnsOf('a:int, b:int, c:string'),
      rows: [[1, 2, 'x']],
      expect: { schema: columnsOf('c:string, a:int'), rows: [['x', 1]] },
    },
  ],
});
