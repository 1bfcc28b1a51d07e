import { z } from 'zod';
import type { FormField } from '../../contract/catalog.ts';
import { type DataType, numericTypes } from '../../contract/schema.ts';
import type { Aggregate, AggregateFunction } from '../sql/plan.ts';
import { aggregateName } from './aggregate-name.ts';
import { col, orderOf, requireColumn, requireType } from './columns.ts';
import type { DatasetInput } from './recipe-kind.ts';

/** What can be computed over the rows of a group. */
export const aggregateFunctions = [
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
  'concat',
] as const satisfies readonly AggregateFunction[];

/** One aggregate as settings hold it. */
export const AggregateSettings = z.object({
  /** Absent for the count of rows. */
  column: z.string().optional(),
  fn: z.enum(aggregateFunctions),
  /** Name of the result; default `<column>_<fn>`. */
  name: z.string().optional(),
  distinct: z.boolean().optional(),
  /** The share of a quantile (0 to 1), or the separator of a concatenation. */
  parameter: z.union([z.number(), z.string()]).optional(),
  /** Order within the group, for first, last and concat. */
  orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().default(false) })).optional(),
});
export type AggregateSettings = z.infer<typeof AggregateSettings>;

const numericOnly: readonly AggregateFunction[] = ['sum', 'avg', 'median', 'quantile', 'stddev'];
const summable: readonly DataType[] = [...numericTypes, 'boolean'];

/** An aggregate of settings, its column checked. RECIPE_COLUMN_UNKNOWN, RECIPE_COLUMN_TYPE. */
export function toAggregate(input: DatasetInput, settings: AggregateSettings, index: number): Aggregate {
  const path = `aggregates.${index}.column`;
  const where = `Aggregation ${index + 1}`;
  const name = aggregateName(settings);
  if (settings.column === undefined || settings.column === '') {
    if (settings.fn !== 'count') requireColumn(input, '', { where, path });
    return { name, fn: 'count' };
  }
  const column = requireColumn(input, settings.column, { where, path });
  if (numericOnly.includes(settings.fn))
    requireType(column, summable, { where, path, expected: `a number for ${settings.fn}` });
  const parameter =
    settings.fn === 'quantile'
      ? Number(settings.parameter ?? 0.5)
      : settings.fn === 'concat'
        ? String(settings.parameter ?? ', ')
        : undefined;
  return {
    name,
    fn: settings.fn,
    arg: column.type === 'boolean' && numericOnly.includes(settings.fn) ? asNumber(column.name) : col(column.name),
    ...(settings.distinct && { distinct: true }),
    ...(parameter !== undefined && { parameter }),
    ...(settings.orderBy?.length && {
      orderBy: orderOf(input, settings.orderBy, `aggregates.${index}.orderBy`),
    }),
  };
}

function asNumber(column: string) {
  return { op: 'cast', to: 'int', arg: col(column), try: false } as const;
}

/** Functions in words. */
const words: Readonly<Record<(typeof aggregateFunctions)[number], string>> = {
  count: 'Count',
  'count-distinct': 'Count distinct',
  sum: 'Sum',
  avg: 'Mean',
  min: 'Minimum',
  max: 'Maximum',
  median: 'Median',
  quantile: 'Quantile',
  stddev: 'Standard deviation',
  first: 'First',
  last: 'Last',
  concat: 'Joined text',
};

/** The form of one aggregate, for the generic form. */
export const aggregateFields: readonly FormField[] = [
  { key: 'column', label: 'Column', widget: 'column', help: 'Empty for the count of rows' },
  {
    key: 'fn',
    label: 'Function',
    widget: 'choice',
    choices: aggregateFunctions.map((value) => ({ value, label: words[value] })),
  },
  { key: 'name', label: 'Result name', widget: 'text' },
  { key: 'distinct', label: 'Distinct values only', widget: 'switch' },
  {
    key: 'parameter',
    label: 'Share or separator',
    widget: 'text',
    showWhen: { key: 'fn', in: ['quantile', 'concat'] },
  },
];
