import { z } from 'zod';
import { call, choose, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

export const bin = defineStep({
  id: 'bin',
  label: 'Bin numbers',
  category: 'numbers',
  icon: 'chart-histogram',
  keywords: ['bucket', 'band', 'group', 'interval'],
  help: 'Adds the bin of a number: the lower bound of bins of equal width, or the number of the band between given edges (0 below the first).',
  settings: z.object({
    column: columnName,
    mode: z.enum(['width', 'edges']).default('width'),
    width: z.number().positive().default(10),
    edges: z.array(z.coerce.number()).default([]),
    name: z.string().min(1, 'name the new column'),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['int', 'bigint', 'double', 'decimal'] },
        {
          key: 'mode',
          label: 'Bins',
          widget: 'choice',
          choices: [
            { value: 'width', label: 'Of equal width' },
            { value: 'edges', label: 'Between given edges' },
          ],
        },
        { key: 'width', label: 'Width', widget: 'number', showWhen: { key: 'mode', in: ['width'] } },
        { key: 'edges', label: 'Edges', widget: 'strings', showWhen: { key: 'mode', in: ['edges'] } },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: ({ column, mode, width, edges, name }, relation) => {
    const value = relation.number(column);
    if (mode === 'width') {
      return relation.added([{ name, value: call('floor_to', value, literal(width, 'double')) }], column);
    }
    if (edges.length === 0) throw relation.problem('give at least one edge');
    const sorted = [...edges].sort((a, b) => a - b);
    const branches = sorted.map((edge, index) => ({
      if: call('lt', value, literal(edge, 'double')),
      then: literal(index),
    }));
    const band = call(
      'if',
      call('is_null', value),
      call('null_if', literal(0), literal(0)),
      choose(branches, literal(sorted.length)),
    );
    return relation.added([{ name, value: band }], column);
  },
  cases: [
    {
      title: 'equal width',
      settings: { column: 'age', width: 10, name: 'decade' },
      schema: columnsOf('age:int'),
      rows: [[37], [40], [null]],
      expect: {
        schema: columnsOf('age:int, decade:double'),
        rows: [
          [37, 30],
          [40, 40],
          [null, null],
        ],
      },
    },
    {
      title: 'edges in any order',
      settings: { column: 'a', mode: 'edges', edges: [100, 10], name: 'band' },
      schema: columnsOf('a:double'),
      rows: [[1], [10], [99.5], [100], [null]],
      expect: {
        schema: columnsOf('a:double, band:int'),
        rows: [
          [1, 0],
          [10, 1],
          [99.5, 1],
          [100, 2],
          [null, null],
        ],
      },
    },
  ],
});
