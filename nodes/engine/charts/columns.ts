import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Measure } from '../../contract/project/index.ts';
import type { Column, Schema } from '../../contract/schema.ts';
import { column } from '../expr/build.ts';
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
  p90: '90 % of',
  p95: '95 % of',
  p99: '99 % of',
};

/** What a figure is called when it has no name of its own. */
export const measureName = (measure: Measure): string =>
  measure.label || (measure.column ? `${words[measure.aggregate]} ${measure.column}` : 'count');

const shares: Partial<Record<Measure['aggregate'], number>> = { p90: 0.9, p95: 0.95, p99: 0.99 };

/** A figure as an aggregate of the database, under a free name. */
export function aggregateOf(measure: Measure, schema: Schema, taken: Set<string>): Aggregate {
  const name = freeName(measureName(measure), taken);
  if (measure.aggregate === 'count' && !measure.column) return { name, fn: 'count' };
  const arg = columnExpr(schema, measure.column ?? '').expr;
  const share = shares[measure.aggregate];
  if (share !== undefined) return { name, fn: 'quantile', arg, parameter: share };
  return { name, fn: measure.aggregate as 'sum', arg };
}
