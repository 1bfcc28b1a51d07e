import { z } from 'zod';
import type { Role } from '../../contract/catalog.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Plan } from '../sql/plan.ts';
import { col, inputOf, orderOf, requireColumn, sameColumns } from './columns.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput } from './roles.ts';
import { beforeStage, stageFields } from './stages.ts';

const outputs: readonly Role[] = [
  { id: 'output', label: 'Top rows, remaining rows', accepts: 'dataset', min: 1, max: 2 },
];
const schema: Schema = [
  { name: 'shop', type: 'string' },
  { name: 'amount', type: 'int' },
];
const rows = [
  ['a', 1],
  ['a', 3],
  ['a', 2],
  ['b', 9],
];
const place = '#place';

export const topNRecipe = defineRecipe({
  id: 'top-n',
  version: 1,
  label: 'Top N',
  category: 'rows',
  icon: 'trophy',
  keywords: ['first', 'best', 'largest', 'latest', 'per group', 'limit'],
  help: 'The first rows in an order, of all or of each group. A second output takes the remaining rows.',
  settings: z.object({
    before: stageFields.before,
    count: z.number().int().min(1).default(10),
    perKey: z.array(z.string()).default([]),
    orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().default(true) })).default([]),
  }),
  form: [
    {
      fields: [
        { key: 'count', label: 'Rows', widget: 'number' },
        { key: 'perKey', label: 'Of each', widget: 'columns' },
        {
          key: 'orderBy',
          label: 'In order of',
          widget: 'list',
          items: [
            { key: 'column', label: 'Column', widget: 'column' },
            { key: 'descending', label: 'Descending', widget: 'switch' },
          ],
        },
        { key: 'before.filter', label: 'Keep input rows where', widget: 'formula' },
      ],
    },
  ],
  editor: 'top-n',
  inputs: oneInput,
  outputs,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const partitionBy = settings.perKey.map((name, index) => {
      requireColumn(input, name, { where: 'Of each', path: `perKey.${index}` });
      return col(name);
    });
    const orderBy = orderOf(input, settings.orderBy, 'orderBy');
    const numbered: Plan = {
      op: 'window',
      input: plan,
      columns: [{ name: place, fn: 'row-number', partitionBy, orderBy }],
    };
    const part = (fn: 'le' | 'gt'): Plan => {
      const args: Expr[] = [col(place), { op: 'lit', type: 'int', value: settings.count }];
      return {
        op: 'project',
        input: { op: 'filter', input: numbered, where: { op: 'call', fn, args } },
        columns: sameColumns(input.schema),
      };
    };
    const count = context.outputs.output?.length ?? 1;
    return { output: count > 1 ? [part('le'), part('gt')] : [part('le')] };
  },
  cases: [
    {
      title: 'the largest two of each shop, and the rest',
      settings: { count: 2, perKey: ['shop'], orderBy: [{ column: 'amount', descending: true }] },
      inputs: { input: [{ schema, rows }] },
      outputs: 2,
      expect: {
        rows: [
          [
            ['a', 3],
            ['a', 2],
            ['b', 9],
          ],
          [['a', 1]],
        ],
      },
    },
    {
      title: 'an unknown column is refused',
      settings: { perKey: ['shopp'] },
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
