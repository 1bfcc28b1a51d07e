import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import { type DataType, numericTypes } from '../../contract/schema.ts';
import type { Frame, Plan, WindowColumn, WindowFunction } from '../sql/plan.ts';
import { aggregateName } from './aggregate-name.ts';
import { col, inputOf, isTemporal, orderOf, requireColumn, requireDistinct, requireType } from './columns.ts';
import { type DatasetInput, defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { afterStage, beforeStage, stageFields, stageForm } from './stages.ts';
import { windowCases } from './window-cases.ts';

/** Functions that look at a frame of rows; the others look at the whole partition. */
const framed = [
  'count',
  'count-distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'quantile',
  'stddev',
  'first',
  'last',
] as const satisfies readonly WindowFunction[];

const functions = [
  ...framed,
  'row-number',
  'rank',
  'dense-rank',
  'lag',
  'lead',
  'ntile',
] as const satisfies readonly WindowFunction[];

const withoutColumn: readonly WindowFunction[] = ['count', 'row-number', 'rank', 'dense-rank', 'ntile'];
const numericOnly: readonly WindowFunction[] = ['sum', 'avg', 'median', 'quantile', 'stddev'];
const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

const FrameSettings = z.object({
  unit: z.enum(['rows', 'range']).default('rows'),
  /** How far back and ahead; null has no end. Rows, or for a range the amount of `in`. */
  preceding: z.number().min(0).nullable().default(null),
  following: z.number().min(0).nullable().default(0),
  in: z.enum(['seconds', 'minutes', 'hours', 'days']).default('seconds'),
  /** Only rows before the current one count; for a range also not those of the very same time. */
  excludeCurrent: z.boolean().default(false),
});

const WindowSettings = z.object({
  partitionBy: z.array(z.string()).default([]),
  orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().default(false) })).default([]),
  frame: FrameSettings.optional(),
  columns: z
    .array(
      z.object({
        fn: z.enum(functions),
        column: z.string().optional(),
        name: z.string().optional(),
        /** Offset of lag and lead, number of ntile's groups, share of a quantile. */
        parameter: z.number().optional(),
      }),
    )
    .default([]),
});
type WindowSettings = z.infer<typeof WindowSettings>;

function frameOf(settings: WindowSettings, input: DatasetInput, path: string): Frame | undefined {
  const frame = settings.frame;
  if (!frame) return undefined;
  if (frame.unit === 'rows') {
    const { unit, preceding, following, excludeCurrent } = frame;
    return { unit, preceding, following, excludeCurrent };
  }
  const order = settings.orderBy[0];
  const column = order && input.schema.find((each) => each.name === order.column);
  if (!order || settings.orderBy.length > 1 || !column || !isTemporal(column.type))
    throw fail('RECIPE_COLUMN_TYPE', {
      where: 'A time range',
      path: `${path}.orderBy`,
      column: order?.column ?? '',
      found: settings.orderBy.length > 1 ? 'not the only one' : (column?.type ?? 'missing'),
      expected: 'exactly one order column with dates or timestamps',
    });
  const scale = (amount: number | null) => (amount === null ? null : amount * seconds[frame.in]);
  return {
    unit: 'range',
    preceding: scale(frame.preceding),
    following: scale(frame.following),
    excludeCurrent: frame.excludeCurrent,
  };
}

const numbers: readonly DataType[] = [...numericTypes, 'boolean'];

function columnsOf(settings: WindowSettings, input: DatasetInput, index: number): WindowColumn[] {
  const path = `windows.${index}`;
  const where = `Window ${index + 1}`;
  const partitionBy = settings.partitionBy.map((name, at) => {
    requireColumn(input, name, { where, path: `${path}.partitionBy.${at}` });
    return col(name);
  });
  const orderBy = orderOf(input, settings.orderBy, `${path}.orderBy`);
  const frame = frameOf(settings, input, path);
  return settings.columns.map((each, at): WindowColumn => {
    const name = aggregateName(each);
    const base = { name, fn: each.fn, partitionBy, orderBy };
    const withFrame = frame && (framed as readonly WindowFunction[]).includes(each.fn) ? { ...base, frame } : base;
    const parameter = each.parameter === undefined ? {} : { parameter: each.parameter };
    if (!each.column && withoutColumn.includes(each.fn)) return { ...withFrame, ...parameter };
    const place = { where, path: `${path}.columns.${at}.column` };
    const column = requireColumn(input, each.column ?? '', place);
    if (numericOnly.includes(each.fn)) requireType(column, numbers, { ...place, expected: `a number for ${each.fn}` });
    const asNumber = column.type === 'boolean' && numericOnly.includes(each.fn);
    const arg = asNumber ? ({ op: 'cast', to: 'int', arg: col(column.name), try: false } as const) : col(column.name);
    return { ...withFrame, ...parameter, arg };
  });
}

export const windowRecipe = defineRecipe({
  id: 'window',
  version: 1,
  label: 'Window',
  category: 'combine',
  icon: 'chart-arrows',
  keywords: ['rolling', 'moving', 'rank', 'lag', 'lead', 'cumulative', 'running', 'over', 'last days'],
  help: 'Adds columns computed over the neighbours of each row: rolling counts and sums over the last rows or days, ranks, previous and next values. With “only the past” the row itself does not count, as features for prediction need.',
  settings: z.object({ ...stageFields, windows: z.array(WindowSettings).default([]) }),
  form: [
    {
      fields: [
        {
          key: 'windows',
          label: 'Windows',
          widget: 'list',
          items: [
            { key: 'partitionBy', label: 'For each', widget: 'columns' },
            {
              key: 'orderBy',
              label: 'In order of',
              widget: 'list',
              items: [
                { key: 'column', label: 'Column', widget: 'column' },
                { key: 'descending', label: 'Descending', widget: 'switch' },
              ],
            },
            {
              key: 'frame.unit',
              label: 'Frame',
              widget: 'choice',
              choices: [
                { value: 'rows', label: 'Rows' },
                { value: 'range', label: 'Time range' },
              ],
            },
            { key: 'frame.preceding', label: 'Back', widget: 'number', help: 'Empty: from the start' },
            { key: 'frame.following', label: 'Ahead', widget: 'number', help: '0: up to the current row' },
            {
              key: 'frame.in',
              label: 'Unit',
              widget: 'choice',
              choices: Object.keys(seconds).map((value) => ({ value, label: value })),
              showWhen: { key: 'frame.unit', in: ['range'] },
            },
            { key: 'frame.excludeCurrent', label: 'Only the past (without the row itself)', widget: 'switch' },
            {
              key: 'columns',
              label: 'Columns',
              widget: 'list',
              items: [
                {
                  key: 'fn',
                  label: 'Function',
                  widget: 'choice',
                  choices: functions.map((value) => ({ value, label: value })),
                },
                { key: 'column', label: 'Of column', widget: 'column' },
                { key: 'name', label: 'Name', widget: 'text' },
                { key: 'parameter', label: 'Offset, groups or share', widget: 'number' },
              ],
            },
          ],
        },
      ],
    },
    ...stageForm,
  ],
  editor: 'window',
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const columns = settings.windows.flatMap((each, index) => columnsOf(each, input, index));
    requireDistinct(
      [...input.schema, ...columns].map((column) => column.name),
      'Window',
    );
    const result: Plan = columns.length === 0 ? plan : { op: 'window', input: plan, columns };
    return { output: [afterStage(settings, result)] };
  },
  cases: windowCases,
});
