import { z } from 'zod';
import type { Plan } from '../sql/plan.ts';
import { col, inputOf, requireColumn, requireDistinct, scanOf } from './columns.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';

export const syncRecipe = defineRecipe({
  id: 'sync',
  version: 1,
  label: 'Sync',
  category: 'rows',
  icon: 'copy',
  keywords: ['copy', 'import', 'convert', 'select'],
  help: 'Copies the rows as they are, all columns or the chosen ones: for instance from arriving files to fast columns on disk.',
  settings: z.object({ columns: z.array(z.string()).optional() }),
  form: [{ fields: [{ key: 'columns', label: 'Columns (empty: all)', widget: 'columns' }] }],
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const input = inputOf(context);
    const scan = scanOf(input);
    if (!settings.columns?.length) return { output: [scan] };
    requireDistinct(settings.columns, 'Columns');
    const columns = settings.columns.map((name, index) => {
      requireColumn(input, name, { where: 'Columns', path: `columns.${index}` });
      return { name, expr: col(name) };
    });
    const plan: Plan = { op: 'project', input: scan, columns };
    return { output: [plan] };
  },
  cases: [
    {
      title: 'chosen columns in their order',
      settings: { columns: ['b', 'a'] },
      inputs: {
        input: [
          {
            schema: [
              { name: 'a', type: 'int' },
              { name: 'b', type: 'date' },
            ],
            rows: [
              [1, '2026-02-28'],
              [null, null],
            ],
          },
        ],
      },
      expect: {
        rows: [
          [
            ['2026-02-28', 1],
            [null, null],
          ],
        ],
      },
    },
    {
      title: 'an unknown column is refused',
      settings: { columns: ['c'] },
      inputs: { input: [{ schema: [{ name: 'a', type: 'int' }], rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
