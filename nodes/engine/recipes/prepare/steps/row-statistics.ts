import { z } from 'zod';
import { call, castTo, choose, empty, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

const operations = ['sum', 'mean', 'min', 'max', 'count-empty'] as const;

export const rowStatistics = defineStep({
  id: 'row-statistics',
  label: 'Combine numbers of a row',
  category: 'numbers',
  icon: 'sum',
  keywords: ['sum', 'mean', 'average', 'minimum', 'maximum', 'total'],
  help: 'Adds the sum, mean, smallest or largest of several columns of the same row, or how many of them are empty. Empty cells are left out.',
  settings: z.object({
    columns: columnNames,
    operation: z.enum(operations).default('sum'),
    name: z.string().min(1, 'name the new column'),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'operation',
          label: 'Compute',
          widget: 'choice',
          choices: [
            { value: 'sum', label: 'Sum' },
            { value: 'mean', label: 'Mean' },
            { value: 'min', label: 'Smallest' },
            { value: 'max', label: 'Largest' },
            { value: 'count-empty', label: 'Number of empty cells' },
          ],
        },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ columns, operation, name }, relation) => {
    const value =
      operation === 'count-empty'
        ? castTo(
            countWhere(
              'is_null',
              columns.map((column) => relation.column(column)),
            ),
            'int',
          )
        : combined(
            operation,
            columns.map((column) => castTo(relation.number(column), 'double')),
          );
    return relation.added([{ name, value }], columns.at(-1));
  },
  cases: [
    {
      title: 'the mean of what is there',
      settings: { columns: ['a', 'b'], operation: 'mean', name: 'm' },
      schema: columnsOf('a:int, b:double'),
      rows: [
        [1, 2],
        [null, 4],
        [null, null],
      ],
      expect: {
        schema: columnsOf('a:int, b:double, m:double'),
        rows: [
          [1, 2, 1.5],
          [null, 4, 4],
          [null, null, null],
        ],
      },
    },
    {
      title: 'the sum and nothing for nothing',
      settings: { columns: ['a', 'b'], operation: 'sum', name: 's' },
      schema: columnsOf('a:int, b:double'),
      rows: [
        [1, null],
        [null, null],
      ],
      expect: {
        schema: columnsOf('a:int, b:double, s:double'),
        rows: [
          [1, null, 1],
          [null, null, null],
        ],
      },
    },
    {
      title: 'empty cells of any type are counted',
      settings: { columns: ['a', 't'], operation: 'count-empty', name: 'n' },
      schema: columnsOf('a:int, t:string'),
      rows: [
        [1, null],
        [null, null],
        [1, ''],
      ],
      expect: {
        schema: columnsOf('a:int, t:string, n:int'),
        rows: [
          [1, null, 1],
          [null, null, 2],
          [1, '', 0],
        ],
      },
    },
  ],
});

const total = (values: readonly TypedExpr[]) => values.reduce((a, b) => call('add', a, b));

function countWhere(test: 'is_null' | 'is_not_null', values: readonly TypedExpr[]): TypedExpr {
  return total(values.map((value) => call('if', call(test, value), literal(1), literal(0))));
}

function combined(operation: 'sum' | 'mean' | 'min' | 'max', values: readonly TypedExpr[]): TypedExpr {
  if (operation === 'min') return call('least', ...values);
  if (operation === 'max') return call('greatest', ...values);
  const count = countWhere('is_not_null', values);
  const sum = total(values.map((value) => call('coalesce', value, literal(0, 'double'))));
  if (operation === 'mean') return call('div', sum, count);
  return choose([{ if: call('gt', count, literal(0)), then: sum }], empty());
}
