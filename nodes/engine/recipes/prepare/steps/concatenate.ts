import { z } from 'zod';
import { call, castTo, choose, empty, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

export const concatenate = defineStep({
  id: 'concatenate',
  label: 'Concatenate columns',
  category: 'columns',
  icon: 'link',
  keywords: ['join', 'merge', 'append'],
  help: 'Joins columns as text into a new one, with a separator. Empty cells are left out; if all are, the result is empty.',
  settings: z.object({
    columns: columnNames,
    separator: z.string().default(' '),
    name: z.string().min(1, 'name the new column'),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        { key: 'separator', label: 'Separator', widget: 'text' },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ columns, separator, name }, relation) => {
    const texts = columns.map((column) => castTo(relation.column(column), 'string'));
    return relation.added([{ name, value: joined(texts, separator) }], columns.at(-1));
  },
  cases: [
    {
      title: 'empty cells bring no separator',
      settings: { columns: ['a', 'n', 'b'], separator: '-', name: 'all' },
      schema: columnsOf('a:string, n:int, b:string'),
      rows: [
        ['x', 1, 'y'],
        ['x', null, 'y'],
        [null, null, 'y'],
        [null, null, null],
      ],
      expect: {
        schema: columnsOf('a:string, n:int, b:string, all:string'),
        rows: [
          ['x', 1, 'y', 'x-1-y'],
          ['x', null, 'y', 'x-y'],
          [null, null, 'y', 'y'],
          [null, null, null, null],
        ],
      },
    },
  ],
});

/** Each text brings the separator in front of it; the first one is cut off. */
function joined(texts: readonly TypedExpr[], separator: string): TypedExpr {
  const all = call('concat', ...texts.map((text) => call('join_text', literal(separator), text)));
  const length = Array.from(separator).length;
  const rest = call('substring', all, literal(length + 1), literal(2_147_483_647));
  return choose(
    [{ if: texts.map((text) => call('is_not_null', text)).reduce((a, b) => call('or', a, b)), then: rest }],
    empty(),
  );
}
