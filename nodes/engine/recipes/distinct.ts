import { z } from 'zod';
import type { Schema } from '../../contract/schema.ts';
import { col, inputOf, requireColumn } from './columns.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { afterStage, beforeStage, stageFields, stageForm } from './stages.ts';

const schema: Schema = [
  { name: 'a', type: 'string' },
  { name: 'b', type: 'int' },
];

export const distinctRecipe = defineRecipe({
  id: 'distinct',
  version: 1,
  label: 'Distinct',
  category: 'rows',
  icon: 'fingerprint',
  keywords: ['unique', 'deduplicate', 'duplicates'],
  help: 'Keeps one of each combination of values: of the chosen columns, or of whole rows.',
  settings: z.object({
    ...stageFields,
    /** Columns of the result; absent: all. */
    columns: z.array(z.string()).optional(),
    /** Name of a column with the number of rows of each combination; empty: none. */
    countColumn: z.string().default(''),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns (empty: all)', widget: 'columns' },
        { key: 'countColumn', label: 'Count column', widget: 'text', placeholder: 'none' },
      ],
    },
    ...stageForm,
  ],
  editor: 'distinct',
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const names = settings.columns?.length ? settings.columns : input.schema.map((column) => column.name);
    const keys = names.map((name, index) => {
      requireColumn(input, name, { where: 'Columns', path: `columns.${index}` });
      return { name, expr: col(name) };
    });
    const aggregates = settings.countColumn ? [{ name: settings.countColumn, fn: 'count' as const }] : [];
    return { output: [afterStage(settings, { op: 'aggregate', input: plan, keys, aggregates })] };
  },
  cases: [
    {
      title: 'whole rows, empty values alike',
      settings: {},
      inputs: {
        input: [
          {
            schema,
            rows: [
              ['x', 1],
              ['x', 1],
              ['x', null],
              ['x', null],
              [null, 1],
            ],
          },
        ],
      },
      expect: {
        rows: [
          [
            ['x', 1],
            ['x', null],
            [null, 1],
          ],
        ],
      },
    },
    {
      title: 'one column, counted',
      settings: { columns: ['a'], countColumn: 'n' },
      inputs: {
        input: [
          {
            schema,
            rows: [
              ['x', 1],
              ['x', 2],
              ['y', 3],
            ],
          },
        ],
      },
      expect: {
        rows: [
          [
            ['x', '2'],
            ['y', '1'],
          ],
        ],
      },
    },
    {
      title: 'an unknown column is refused',
      settings: { columns: ['z'] },
      inputs: { input: [{ schema, rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
