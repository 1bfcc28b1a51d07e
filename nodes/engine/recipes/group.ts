import { z } from 'zod';
import type { Schema } from '../../contract/schema.ts';
import { AggregateSettings, aggregateFields, toAggregate } from './aggregates.ts';
import { col, inputOf, requireColumn, requireDistinct, scanOf } from './columns.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { afterStage, beforeStage, stageFields, stageForm } from './stages.ts';

const sales: Schema = [
  { name: 'shop', type: 'string' },
  { name: 'amount', type: 'double' },
];

export const groupRecipe = defineRecipe({
  id: 'group',
  version: 1,
  label: 'Group',
  category: 'combine',
  icon: 'sum',
  keywords: ['aggregate', 'sum', 'count', 'by', 'pivot', 'mean'],
  help: 'One row for each combination of the key columns, with counts, sums, means and other aggregates. Without keys: one row over everything.',
  settings: z.object({
    ...stageFields,
    keys: z.array(z.string()).default([]),
    aggregates: z.array(AggregateSettings).default([{ fn: 'count' }]),
  }),
  form: [
    {
      fields: [
        { key: 'keys', label: 'Group by', widget: 'columns' },
        {
          key: 'aggregates',
          label: 'Aggregations',
          widget: 'list',
          items: aggregateFields,
        },
      ],
    },
    ...stageForm,
  ],
  editor: 'group',
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const keys = settings.keys.map((name, index) => {
      requireColumn(input, name, { where: 'Group by', path: `keys.${index}` });
      return { name, expr: col(name) };
    });
    const aggregates = settings.aggregates.map((aggregate, index) => toAggregate(input, aggregate, index));
    requireDistinct(
      [...keys, ...aggregates].map((column) => column.name),
      'Group',
    );
    if (keys.length === 0 && aggregates.length === 0) aggregates.push({ name: 'count', fn: 'count' });
    return { output: [afterStage(settings, { op: 'aggregate', input: plan ?? scanOf(input), keys, aggregates })] };
  },
  cases: [
    {
      title: 'sums and counts by key',
      settings: {
        keys: ['shop'],
        aggregates: [
          { fn: 'count', name: 'n' },
          { column: 'amount', fn: 'sum' },
          { column: 'amount', fn: 'avg', name: 'mean' },
        ],
      },
      inputs: {
        input: [
          {
            schema: sales,
            rows: [
              ['a', 1],
              ['a', 3],
              ['b', null],
              [null, 5],
            ],
          },
        ],
      },
      expect: {
        rows: [
          [
            ['a', '2', 4, 2],
            ['b', '1', null, null],
            [null, '1', 5, 5],
          ],
        ],
      },
    },
    {
      title: 'no key gives one row',
      settings: {
        aggregates: [
          { column: 'amount', fn: 'max', name: 'top' },
          { column: 'shop', fn: 'count-distinct' },
        ],
      },
      inputs: {
        input: [
          {
            schema: sales,
            rows: [
              ['a', 1],
              ['b', 3],
              ['a', 2],
            ],
          },
        ],
      },
      expect: { rows: [[[3, '2']]] },
    },
    {
      title: 'filters before and after',
      settings: {
        before: { filter: 'amount > 1' },
        after: { filter: 'n > 1' },
        keys: ['shop'],
        aggregates: [{ fn: 'count', name: 'n' }],
      },
      inputs: {
        input: [
          {
            schema: sales,
            rows: [
              ['a', 1],
              ['a', 3],
              ['b', 2],
              ['b', 4],
            ],
          },
        ],
      },
      expect: { rows: [[['b', '2']]] },
    },
    {
      title: 'a column that is not there is named with the nearest one',
      settings: { keys: ['shpo'] },
      inputs: { input: [{ schema: sales, rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
    {
      title: 'a text cannot be summed',
      settings: { aggregates: [{ column: 'shop', fn: 'sum' }] },
      inputs: { input: [{ schema: sales, rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_TYPE' },
    },
    {
      title: 'two results of one name are refused',
      settings: { keys: ['shop'], aggregates: [{ fn: 'count', name: 'SHOP' }] },
      inputs: { input: [{ schema: sales, rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_TWICE' },
    },
  ],
});
