import { niceStep } from '../../base/nice-step.ts';
import type { ChartBin, Grouping } from '../../contract/project/index.ts';
import { numericTypes, type Schema, temporalTypes } from '../../contract/schema.ts';
import { call, column, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Plan } from '../sql/plan.ts';
import { finite, requireColumn } from './columns.ts';

/** How the values of a column are cut, once it is decided. */
export interface Cut {
  column: string;
  bin: ChartBin;
  /** Of the bins of a number. */
  width?: number;
}

/** Runs a plan and gives its columns. */
export type RunPlan = (plan: Plan) => Promise<{ schema: Schema; columns: unknown[][]; rowCount: number }>;

const DEFAULT_BINS = 20;
/** Whole numbers that span no more than this stay as they are. */
const FEW_WHOLE = 60;

/** The unit of time that gives neither a handful nor thousands of groups. */
export function unitFor(seconds: number): ChartBin {
  const days = seconds / 86_400;
  if (days <= 0.15) return 'minute';
  if (days <= 4) return 'hour';
  if (days <= 120) return 'day';
  if (days <= 500) return 'week';
  return days <= 3_700 ? 'month' : 'year';
}

/** Decides the bins of `auto`, by one look at the smallest and largest values. CHART_COLUMN_UNKNOWN. */
export async function resolveCuts(
  groupings: readonly Grouping[],
  { schema, rows, run }: { schema: Schema; rows: Plan; run: RunPlan },
): Promise<Cut[]> {
  const open = groupings.filter((grouping) => needsSpan(grouping, schema));
  const names = [...new Set(open.map((grouping) => grouping.column))];
  const spans = new Map<string, readonly [number, number]>();
  if (names.length > 0) {
    const aggregates = names.flatMap((name, index) => {
      const arg = measurable(column(name, requireColumn(schema, name).type)).expr;
      return [
        { name: `min ${index}`, fn: 'min' as const, arg },
        { name: `max ${index}`, fn: 'max' as const, arg },
      ];
    });
    const { columns } = await run({ op: 'aggregate', input: rows, keys: [], aggregates });
    for (const [index, name] of names.entries()) {
      const [from, to] = [columns[2 * index]?.[0], columns[2 * index + 1]?.[0]];
      if (typeof from === 'number' && typeof to === 'number') spans.set(name, [from, to]);
    }
  }
  return groupings.map((grouping) => resolved(grouping, schema, spans.get(grouping.column)));
}

const isNumber = (schema: Schema, name: string) => numericTypes.includes(requireColumn(schema, name).type);
const isTime = (schema: Schema, name: string) => temporalTypes.includes(requireColumn(schema, name).type);

const needsSpan = ({ column: name, bin, width }: Grouping, schema: Schema): boolean =>
  bin === 'auto' && !width && (isNumber(schema, name) || isTime(schema, name));

function measurable(value: TypedExpr): TypedExpr {
  return temporalTypes.some((type) => type === value.type) ? call('epoch_seconds', value) : finite(value);
}

function resolved(grouping: Grouping, schema: Schema, span: readonly [number, number] | undefined): Cut {
  const { column: name, bin, width, bins = DEFAULT_BINS } = grouping;
  const { type } = requireColumn(schema, name);
  if (temporalTypes.includes(type)) {
    if (bin !== 'auto') return { column: name, bin };
    return { column: name, bin: span ? unitFor(span[1] - span[0]) : 'day' };
  }
  if (!numericTypes.includes(type)) return { column: name, bin: 'none' };
  if (width) return { column: name, bin: 'none', width };
  if (bin !== 'auto' || !span) return { column: name, bin: 'none' };
  const extent = span[1] - span[0];
  if (!(extent > 0)) return { column: name, bin: 'none' };
  const isWhole = type === 'int' || type === 'bigint';
  if (isWhole && grouping.bins === undefined && extent <= FEW_WHOLE) return { column: name, bin: 'none', width: 1 };
  const step = niceStep(extent / bins);
  return { column: name, bin: 'none', width: isWhole ? Math.max(1, step) : step };
}

/** The functions that give parts of the calendar. */
const parts: Partial<Record<ChartBin, string>> = {
  'hour-of-day': 'hour',
  weekday: 'weekday',
  'day-of-month': 'day',
  'month-of-year': 'month',
  'quarter-of-year': 'quarter',
};

/** The group of a row: the value, the start of its bin, or its part of the calendar. */
export function cutExpr({ column: name, bin, width }: Cut, schema: Schema): TypedExpr {
  const value = column(name, requireColumn(schema, name).type);
  if (width) return call('floor_to', finite(value), literal(width, 'double'));
  if (!temporalTypes.some((type) => type === value.type)) return value;
  if (bin === 'none' || bin === 'auto') return value;
  const part = parts[bin];
  if (part) return call(part, value);
  return call('date_floor', value, literal(bin));
}
