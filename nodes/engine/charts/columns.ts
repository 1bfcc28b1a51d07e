import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Measure } from '../../contract/project/index.ts';
import { type Column, numericTypes, type Schema, typeWords } from '../../contract/schema.ts';
import { call, castTo, choose, column, empty, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Aggregate } from '../sql/plan.ts';

/** The column of that name. CHART_COLUMN_UNKNOWN. */
export function requireColumn(schema: Schema, name: string): Column {
  const found = schema.find((item) => item.name === name);
  if (found) return found;
  const near = closest(
    name,
    schema.map((item) => item.name),
  );
  throw fail('CHART_COLUMN_UNKNOWN', { column: name, suggestion: near ? `; did you mean “${near}”?` : '' });
}

/** The column as an expression. CHART_COLUMN_UNKNOWN. */
export function columnExpr(schema: Schema, name: string): TypedExpr {
  return column(name, requireColumn(schema, name).type);
}

/** The number of a row as a double: empty where it is no number, or farther from zero than `most`. */
function within(value: TypedExpr, most: number): TypedExpr {
  const number = castTo(value, 'double');
  if (value.type !== 'double') return number;
  const [low, high] = [literal(-most, 'double'), literal(most, 'double')];
  const inside = call('and', call('ge', number, low), call('le', number, high));
  return choose([{ if: inside, then: number }], empty('double'));
}

/** The number of a row as a double: empty where it is no number or infinite, which no axis has room for. */
export const finite = (value: TypedExpr): TypedExpr => within(value, Number.MAX_VALUE);

/** What a spread is made of: sums of squares of doubles up to here stay finite, beyond them DuckDB ends the query. */
export const squarable = (value: TypedExpr): TypedExpr => within(value, 1e145);

/** A name that is not taken, which is taken from then on; names that differ only in case count as the same. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`;
  taken.add(free.toLowerCase());
  return free;
}

const words: Partial<Record<Measure['aggregate'], string>> = {
  sum: 'sum of',
  avg: 'mean of',
  median: 'median of',
  min: 'smallest',
  max: 'largest',
  count: 'count of',
  'count-distinct': 'distinct',
  stddev: 'spread of',
};

const shareOf = (aggregate: Measure['aggregate']): number | undefined =>
  /^p\d+$/.test(aggregate) ? Number(aggregate.slice(1)) / 100 : undefined;

function plainName({ aggregate, column: name }: Measure): string {
  if (!name) return 'count';
  return `${words[aggregate] ?? `${aggregate.slice(1)} % of`} ${name}`;
}

const shown = { share: 'share of', running: 'running' } as const;

/** What a figure is called when it has no name of its own. */
export const measureName = (measure: Measure): string =>
  measure.label || (measure.as ? `${shown[measure.as]} ${plainName(measure)}` : plainName(measure));

const numberWords: Partial<Record<Measure['aggregate'], string>> = {
  sum: 'sum',
  avg: 'mean',
  median: 'median',
  stddev: 'spread',
};

/** What a figure is made of: true and false are one and zero where numbers are needed. CHART_COLUMN_UNKNOWN, CHART_MEASURE_TYPE. */
function measured({ aggregate, column: name = '' }: Measure, schema: Schema): TypedExpr {
  const value = columnExpr(schema, name);
  const words = shareOf(aggregate) === undefined ? numberWords[aggregate] : 'quantiles';
  if (!words || numericTypes.some((type) => type === value.type)) return value;
  if (value.type === 'boolean') return castTo(value, 'int');
  throw fail('CHART_MEASURE_TYPE', {
    column: name,
    type: typeWords[requireColumn(schema, name).type],
    aggregate: words,
  });
}

/** A figure as an aggregate of the database, under a free name. CHART_COLUMN_UNKNOWN, CHART_MEASURE_TYPE. */
export function aggregateOf(measure: Measure, schema: Schema, taken: Set<string>): Aggregate {
  const name = freeName(measureName(measure), taken);
  if (measure.aggregate === 'count' && !measure.column) return { name, fn: 'count' };
  const value = measured(measure, schema);
  const share = shareOf(measure.aggregate);
  if (share !== undefined) return { name, fn: 'quantile', arg: value.expr, parameter: share };
  if (measure.aggregate === 'stddev') return { name, fn: 'stddev', arg: squarable(value).expr };
  // Whole numbers of 64 bits add up to more than 64 bits hold.
  const isWide = measure.aggregate === 'sum' && value.type === 'bigint';
  return { name, fn: measure.aggregate as 'sum', arg: (isWide ? castTo(value, 'double') : value).expr };
}
