import { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Column } from '../../contract/schema.ts';
import { call, column as columnExpr, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Aggregate } from '../sql/plan.ts';
import { aggregateName } from './aggregate-name.ts';
import { AggregateSettings, aggregateFields, toAggregate } from './aggregates.ts';
import { col, inputOf, isNumeric, requireColumn, requireDistinct } from './columns.ts';
import { pivotCases } from './pivot-cases.ts';
import { type DatasetInput, defineRecipe, type Probe, problemOf } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';
import { afterStage, beforeStage, stageFields, stageForm } from './stages.ts';

const Value = z.object({
  /** As on the wire, as text; null for empty cells. */
  value: z.string().nullable(),
  /** Name of its column; default: the value. */
  name: z.string().optional(),
});

const settingsSchema = z.object({
  ...stageFields,
  keys: z.array(z.string()).default([]),
  /** The column whose values become columns. */
  column: z.string().default(''),
  /** The values that get a column, in order: the result has these columns whatever the data hold. */
  values: z.array(Value).default([]),
  aggregates: z.array(AggregateSettings).default([{ fn: 'count' }]),
  /** Put before the names of the new columns. */
  prefix: z.string().default(''),
  /** What to do when the data hold values without a column. */
  newValues: z.enum(['warn', 'fail', 'ignore']).default('warn'),
});
type Settings = z.infer<typeof settingsSchema>;

/** How many unknown values a message names. */
const namedValues = 10;

const where = 'Columns from the values of';

function spreadColumn(settings: Settings, input: DatasetInput): Column {
  if (settings.column === '') throw fail('RECIPE_SETTING_MISSING', { where: `“${where}”`, path: 'column' });
  return requireColumn(input, settings.column, { where, path: 'column' });
}

/** True for rows of that value. Numbers are compared as numbers, everything else as text. */
function isValue(column: Column, value: string | null): TypedExpr {
  const cell = columnExpr(column.name, column.type);
  if (value === null) return call('is_null', cell);
  if (isNumeric(column.type)) {
    const number = Number(value);
    if (value.trim() !== '' && Number.isFinite(number)) {
      const exact = column.type === 'bigint' || column.type === 'decimal';
      return call('eq', cell, literal(exact ? value.trim() : number, column.type));
    }
  }
  return call('eq', column.type === 'string' ? cell : call('to_text', cell), literal(value));
}

const nameOf = ({ value, name }: z.infer<typeof Value>) => name || (value ?? 'empty');

/** One aggregate a value and function; with several functions their names follow that of the value. */
function spread(settings: Settings, input: DatasetInput, column: Column): Aggregate[] {
  const functions = settings.aggregates.length > 0 ? settings.aggregates : [{ fn: 'count' as const }];
  return settings.values.flatMap((value) =>
    functions.map((settingsOf, index) => {
      const suffix = functions.length > 1 ? `_${aggregateName(settingsOf)}` : '';
      return {
        ...toAggregate(input, settingsOf, index),
        name: `${settings.prefix}${nameOf(value)}${suffix}`,
        where: isValue(column, value.value).expr,
      };
    }),
  );
}

/** The values of the data that have no column, with their numbers of rows. */
function driftProbe(settings: Settings, source: DatasetInput): Probe {
  const { input, plan } = beforeStage(settings, source);
  const column = spreadColumn(settings, input);
  const known = settings.values.map(({ value }) => call('coalesce', isValue(column, value), literal(false)));
  const isKnown = known.reduce((all, one) => call('or', all, one), literal(false));
  const unknown = { op: 'filter', input: plan, where: call('not', isKnown).expr } as const;
  const counted = {
    op: 'aggregate',
    input: unknown,
    keys: [{ name: 'value', expr: col(column.name) }],
    aggregates: [{ name: 'rows', fn: 'count' }],
  } as const;
  const by = [
    { expr: col('rows'), descending: true },
    { expr: col('value'), descending: false },
  ];
  return {
    plan: {
      op: 'limit',
      input: { op: 'sort', input: { ...counted, keys: [...counted.keys], aggregates: [...counted.aggregates] }, by },
      count: namedValues + 1,
    },
    problems: (rows) => (rows.length === 0 ? [] : [drift(settings, column, rows)]),
  };
}

function drift(settings: Settings, column: Column, rows: readonly (readonly unknown[])[]): Problem {
  const named = rows.slice(0, namedValues).map(([value, count]) => `${value ?? 'empty'} (${count} rows)`);
  const values = rows.length > namedValues ? [...named, '…'] : named;
  const problem = problemOf(fail('RECIPE_PIVOT_DRIFT', { column: column.name, values, path: 'values' }));
  return { ...problem, severity: settings.newValues === 'fail' ? 'error' : 'warning' };
}

export const pivotRecipe = defineRecipe({
  id: 'pivot',
  version: 1,
  label: 'Pivot',
  category: 'combine',
  icon: 'table-column',
  keywords: ['crosstab', 'spread', 'wide', 'columns from values', 'unfold', 'transpose'],
  help: 'Turns the values of a column into columns: one row for each combination of the keys, one column for each value. The values are fixed in the settings, so that the result always has the same columns; new values in the data are reported.',
  settings: settingsSchema,
  form: [
    {
      fields: [
        { key: 'keys', label: 'One row for each', widget: 'columns', help: 'The columns that identify a row' },
        { key: 'column', label: 'Columns from the values of', widget: 'column' },
        {
          key: 'values',
          label: 'Values',
          widget: 'list',
          items: [
            { key: 'value', label: 'Value', widget: 'text' },
            { key: 'name', label: 'Column name', widget: 'text', placeholder: 'The value' },
          ],
        },
        { key: 'aggregates', label: 'In each cell', widget: 'list', items: aggregateFields },
        { key: 'prefix', label: 'Prefix of the new columns', widget: 'text' },
        {
          key: 'newValues',
          label: 'When the data hold other values',
          widget: 'choice',
          choices: [
            { value: 'warn', label: 'Warn' },
            { value: 'fail', label: 'Stop the run' },
            { value: 'ignore', label: 'Leave them out' },
          ],
        },
      ],
    },
    ...stageForm,
  ],
  editor: 'pivot',
  inputs: oneInput,
  outputs: oneOutput,
  check: ({ column, values }) =>
    column !== '' && values.length === 0
      ? [problemOf(fail('RECIPE_SETTING_MISSING', { where: 'The list of values that become columns', path: 'values' }))]
      : [],
  plan(settings, context) {
    const { input, plan } = beforeStage(settings, inputOf(context));
    const column = spreadColumn(settings, input);
    const keys = settings.keys.map((name, index) => {
      requireColumn(input, name, { where: 'One row for each', path: `keys.${index}` });
      return { name, expr: col(name) };
    });
    const aggregates = spread(settings, input, column);
    requireDistinct(
      [...keys, ...aggregates].map(({ name }) => name),
      'Pivot',
    );
    return { output: [afterStage(settings, { op: 'aggregate', input: plan, keys, aggregates })] };
  },
  probes: (settings, context) => (settings.newValues === 'ignore' ? [] : [driftProbe(settings, inputOf(context))]),
  cases: pivotCases,
});
