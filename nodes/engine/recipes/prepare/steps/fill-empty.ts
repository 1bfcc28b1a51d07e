import { z } from 'zod';
import { call } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';
import { literalOfType } from '../typed-literal.ts';

export const fillEmpty = defineStep({
  id: 'fill-empty',
  label: 'Fill empty cells',
  category: 'clean',
  icon: 'paint',
  keywords: ['null', 'missing', 'default', 'impute', 'coalesce'],
  help: 'Puts a fixed value, or the value of another column, where a cell is empty.',
  settings: z.object({
    columns: columnNames,
    with: z.enum(['value', 'column']).default('value'),
    value: z.string().default(''),
    column: z.string().default(''),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'with',
          label: 'Fill with',
          widget: 'choice',
          choices: [
            { value: 'value', label: 'A fixed value' },
            { value: 'column', label: 'Another column' },
          ],
        },
        { key: 'value', label: 'Value', widget: 'text', showWhen: { key: 'with', in: ['value'] } },
        { key: 'column', label: 'Column', widget: 'column', showWhen: { key: 'with', in: ['column'] } },
      ],
    },
  ],
  apply: (settings, relation) =>
    relation.mapped(settings.columns, (name) => {
      const column = relation.column(name);
      const other =
        settings.with === 'column'
          ? relation.column(settings.column)
          : literalOfType(settings.value, column.type, relation);
      return call('coalesce', column, other);
    }),
  cases: [
    {
      title: 'each column gets the value in its own type',
      settings: { columns: ['n', 's', 'd'], value: '0' },
      schema: columnsOf('n:int, s:string, d:double'),
      rows: [
        [null, null, null],
        [1, '', 2.5],
      ],
      expect: {
        schema: columnsOf('n:int, s:string, d:double'),
        rows: [
          [0, '0', 0],
          [1, '', 2.5],
        ],
      },
    },
    {
      title: 'dates are read as such',
      settings: { columns: ['at'], value: '1970-01-01' },
      schema: columnsOf('at:date'),
      rows: [[null], ['2024-02-03']],
      expect: { schema: columnsOf('at:date'), rows: [['1970-01-01'], ['2024-02-03']] },
    },
    {
      title: 'from another column',
      settings: { columns: ['a'], with: 'column', column: 'b' },
      schema: columnsOf('a:string, b:string'),
      rows: [[null, 'x']],
      expect: { schema: columnsOf('a:string, b:string'), rows: [['x', 'x']] },
    },
    {
      title: 'a value of another type is refused',
      settings: { columns: ['n'], value: 'none' },
      schema: columnsOf('n:int'),
      rows: [],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});
