import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import type { DataType, Schema } from '../../contract/schema.ts';
import { call, column } from '../expr/build.ts';
import { commonType } from '../expr/types.ts';
import type { Plan } from '../sql/plan.ts';
import { inputOf, requireColumn, requireDistinct } from './columns.ts';
import { type DatasetInput, defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { afterStage, beforeStage, stageFields, stageForm } from './stages.ts';

const settingsSchema = z.object({
  ...stageFields,
  /** The columns that become rows. */
  columns: z.array(z.string()).default([]),
  /** Columns repeated in every row; absent: all others. */
  keep: z.array(z.string()).optional(),
  name: z.string().min(1).default('name'),
  value: z.string().min(1).default('value'),
  /** Cells without a value give no row. */
  dropEmpty: z.boolean().default(true),
});
type Settings = z.infer<typeof settingsSchema>;

/** One type that holds the values of all the columns; text holds everything. */
function valueType(columns: Schema): DataType {
  const common = commonType(columns.map(({ type }) => type));
  return common === undefined || common === 'null' ? 'string' : common;
}

function planUnpivot(settings: Settings, input: DatasetInput, plan: Plan): Plan {
  if (settings.columns.length === 0)
    throw fail('RECIPE_SETTING_MISSING', { where: 'The list of columns that become rows', path: 'columns' });
  const columns = settings.columns.map((name, index) =>
    requireColumn(input, name, { where: 'Columns to rows', path: `columns.${index}` }),
  );
  const chosen = new Set(settings.columns);
  const keep = settings.keep ?? input.schema.map(({ name }) => name).filter((name) => !chosen.has(name));
  for (const [index, name] of keep.entries()) requireColumn(input, name, { where: 'Keep', path: `keep.${index}` });
  const { name, value, dropEmpty } = settings;
  requireDistinct([...keep, name, value], 'Unpivot');
  const type = valueType(columns);
  const long: Plan = { op: 'unpivot', input: plan, keep, columns: settings.columns, name, value, type };
  return dropEmpty ? { op: 'filter', input: long, where: call('is_not_null', column(value, type)).expr } : long;
}

const schema: Schema = [
  { name: 'shop', type: 'string' },
  { name: 'web', type: 'int' },
  { name: 'till', type: 'double' },
];
const rows = [
  ['a', 1, 2.5],
  ['b', null, 4],
];

export const unpivotRecipe = defineRecipe({
  id: 'unpivot',
  version: 1,
  label: 'Unpivot',
  category: 'combine',
  icon: 'table-row',
  keywords: ['melt', 'fold', 'long', 'columns to rows', 'gather', 'transpose'],
  help: 'Turns columns into rows: each chosen column gives a row with its name and its value, the other columns are repeated. The opposite of a pivot.',
  settings: settingsSchema,
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns to rows', widget: 'columns' },
        { key: 'keep', label: 'Keep (empty: all others)', widget: 'columns' },
        { key: 'name', label: 'Column for the names', widget: 'text' },
        { key: 'value', label: 'Column for the values', widget: 'text' },
        { key: 'dropEmpty', label: 'Leave empty cells out', widget: 'switch' },
      ],
    },
    ...stageForm,
  ],
  editor: 'unpivot',
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    return { output: [afterStage(settings, planUnpivot(settings, input, plan))] };
  },
  cases: [
    {
      title: 'columns become rows, empty cells are left out',
      settings: { columns: ['web', 'till'], name: 'channel', value: 'amount' },
      namesInRows: true,
      inputs: { input: [{ schema, rows }] },
      expect: {
        rows: [
          [
            ['a', 'web', 1],
            ['a', 'till', 2.5],
            ['b', 'till', 4],
          ],
        ],
        schema: [
          [
            { name: 'shop', type: 'string' },
            { name: 'channel', type: 'string' },
            { name: 'amount', type: 'double' },
          ],
        ],
      },
    },
    {
      title: 'columns of different kinds meet as text; only what is chosen is kept',
      settings: { columns: ['shop', 'web'], keep: ['till'], dropEmpty: false },
      namesInRows: true,
      inputs: { input: [{ schema, rows: [['a', 1, 2]] }] },
      expect: {
        rows: [
          [
            [2, 'shop', 'a'],
            [2, 'web', '1'],
          ],
        ],
      },
    },
    {
      title: 'columns must be chosen',
      settings: {},
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_SETTING_MISSING' },
    },
    {
      title: 'a name that is kept already is refused',
      settings: { columns: ['web'], name: 'shop' },
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_COLUMN_TWICE' },
    },
    {
      title: 'an unknown column is refused',
      settings: { columns: ['wbe'] },
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
