import { z } from 'zod';
import type { Schema } from '../../contract/schema.ts';
import { inputOf, orderOf } from './columns.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { beforeStage, stageFields } from './stages.ts';

const schema: Schema = [{ name: 'a', type: 'int' }];

export const sortRecipe = defineRecipe({
  id: 'sort',
  version: 1,
  label: 'Sort',
  category: 'rows',
  icon: 'sort-ascending',
  keywords: ['order', 'arrange'],
  help: 'Puts the rows in order. Empty values come last.',
  settings: z.object({
    before: stageFields.before,
    orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().default(false) })).default([]),
  }),
  form: [
    {
      fields: [
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
  editor: 'sort',
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const by = orderOf(input, settings.orderBy, 'orderBy');
    return { output: [by.length === 0 ? plan : { op: 'sort', input: plan, by }] };
  },
  cases: [
    {
      title: 'descending',
      settings: { orderBy: [{ column: 'a', descending: true }] },
      inputs: { input: [{ schema, rows: [[1], [3], [null], [2]] }] },
      expect: { rows: [[[3], [2], [1], [null]]] },
    },
    {
      title: 'an unknown column is refused',
      settings: { orderBy: [{ column: 'b' }] },
      inputs: { input: [{ schema, rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
