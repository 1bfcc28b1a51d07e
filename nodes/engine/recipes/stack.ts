import { z } from 'zod';
import { type Column, type DataType, numericTypes, type Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import { isTemporal, requireDistinct, scanOf } from './columns.ts';
import { type DatasetInput, defineRecipe } from './recipe-kind.ts';
import { oneOutput, someInputs } from './roles.ts';
import { afterStage, stageFields } from './stages.ts';

/** The narrowest type that holds values of both. Text holds everything. */
function commonType(a: DataType, b: DataType): DataType {
  if (a === b) return a;
  const [first, second] = [numericTypes.indexOf(a), numericTypes.indexOf(b)];
  if (first >= 0 && second >= 0) {
    if (a === 'double' || b === 'double') return 'double';
    return numericTypes[Math.max(first, second)]!;
  }
  if (isTemporal(a) && isTemporal(b)) return a === 'timestamptz' || b === 'timestamptz' ? 'timestamptz' : 'timestamp';
  return 'string';
}

function unite(inputs: readonly DatasetInput[], mode: 'union' | 'intersection' | 'first'): Schema {
  const found = new Map<string, Column & { in: number }>();
  for (const input of inputs)
    for (const column of input.schema) {
      const known = found.get(column.name);
      if (known) found.set(column.name, { ...known, type: commonType(known.type, column.type), in: known.in + 1 });
      else found.set(column.name, { ...column, in: 1 });
    }
  const first = new Set(inputs[0]?.schema.map((column) => column.name));
  return [...found.values()]
    .filter((column) => mode === 'union' || (mode === 'first' ? first.has(column.name) : column.in === inputs.length))
    .map(({ in: _, ...column }) => column);
}

export const stackRecipe = defineRecipe({
  id: 'stack',
  version: 1,
  label: 'Stack',
  category: 'combine',
  icon: 'stack-2',
  keywords: ['union', 'append', 'concat', 'rows', 'unite'],
  help: 'Puts the rows of several datasets below each other. Columns are matched by name; types that differ are brought to one that holds both.',
  settings: z.object({
    after: stageFields.after,
    columns: z.enum(['union', 'intersection', 'first']).default('union'),
    /** Name of a column that tells where each row came from; empty: none. */
    originColumn: z.string().default(''),
    /** Its values, one an input; absent: the names of the inputs. */
    originValues: z.array(z.string()).optional(),
  }),
  form: [
    {
      fields: [
        {
          key: 'columns',
          label: 'Columns',
          widget: 'choice',
          choices: [
            { value: 'union', label: 'All columns of any input' },
            { value: 'intersection', label: 'Columns that all inputs have' },
            { value: 'first', label: 'Columns of the first input' },
          ],
        },
        { key: 'originColumn', label: 'Origin column', widget: 'text', placeholder: 'none' },
        { key: 'originValues', label: 'Origin values', widget: 'strings' },
        { key: 'after.filter', label: 'Keep result rows where', widget: 'formula' },
      ],
    },
  ],
  inputs: someInputs,
  outputs: oneOutput,
  plan(settings, context) {
    const inputs = context.inputs.input ?? [];
    const schema = unite(inputs, settings.columns);
    const origin = settings.originColumn;
    requireDistinct([...schema.map((column) => column.name), ...(origin ? [origin] : [])], 'Stack');
    const values = inputs.map((input, index) => settings.originValues?.[index] ?? input.name);
    const plan: Plan = {
      op: 'union',
      inputs: inputs.map(scanOf),
      schema,
      ...(origin && { originColumn: { name: origin, values } }),
    };
    return { output: [afterStage(settings, plan)] };
  },
  cases: [
    {
      title: 'columns by name, types widened, origin told',
      settings: { originColumn: 'from', originValues: ['old', 'new'] },
      inputs: {
        input: [
          {
            schema: [
              { name: 'a', type: 'int' },
              { name: 'b', type: 'string' },
            ],
            rows: [[1, 'x']],
          },
          {
            schema: [
              { name: 'b', type: 'int' },
              { name: 'a', type: 'double' },
              { name: 'c', type: 'boolean' },
            ],
            rows: [[7, 1.5, true]],
          },
        ],
      },
      expect: {
        rows: [
          [
            [1, 'x', null, 'old'],
            [1.5, '7', true, 'new'],
          ],
        ],
      },
    },
    {
      title: 'only columns that all have',
      settings: { columns: 'intersection' },
      inputs: {
        input: [
          {
            schema: [
              { name: 'a', type: 'int' },
              { name: 'b', type: 'string' },
            ],
            rows: [[1, 'x']],
          },
          { schema: [{ name: 'a', type: 'int' }], rows: [[2], [null]] },
        ],
      },
      expect: { rows: [[[1], [2], [null]]] },
    },
    {
      title: 'names that differ in case only are refused',
      settings: {},
      inputs: {
        input: [
          { schema: [{ name: 'a', type: 'int' }], rows: [] },
          { schema: [{ name: 'A', type: 'int' }], rows: [] },
        ],
      },
      expect: { error: 'RECIPE_COLUMN_TWICE' },
    },
  ],
});
