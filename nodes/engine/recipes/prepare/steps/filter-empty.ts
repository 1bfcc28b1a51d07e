import { z } from 'zod';
import { call } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';
import { actionField, rowsWhere } from './row-action.ts';

export const filterEmpty = defineStep({
  id: 'filter-empty',
  label: 'Filter rows with empty cells',
  category: 'rows',
  icon: 'filter-x',
  keywords: ['null', 'missing', 'drop'],
  help: 'Removes (or keeps) the rows in which one of the columns is empty. Text of white space alone counts as empty.',
  settings: z.object({ columns: columnNames, action: z.enum(['keep', 'remove']).default('remove') }),
  form: [{ fields: [{ key: 'columns', label: 'Columns', widget: 'columns' }, actionField] }],
  apply: ({ columns, action }, relation) => {
    const tests = columns.map((name) => {
      const column = relation.column(name);
      return call(column.type === 'string' ? 'is_blank' : 'is_null', column);
    });
    return rowsWhere(
      tests.reduce((a, b) => call('or', a, b)),
      action,
    );
  },
  cases: [
    {
      title: 'any empty column counts',
      settings: { columns: ['a', 'b'] },
      schema: columnsOf('a:int, b:string'),
      rows: [
        [1, 'x'],
        [null, 'x'],
        [1, ' '],
        [1, null],
      ],
      expect: { schema: columnsOf('a:int, b:string'), rows: [[1, 'x']] },
    },
  ],
});
