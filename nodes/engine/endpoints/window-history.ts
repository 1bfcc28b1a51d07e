import { canonicalJson } from '../../base/canonical-json.ts';
import { fail } from '../../contract/errors/index.ts';
import { planSchema } from '../expr/schema-of.ts';
import type { Plan, Projection, WindowColumn, WindowFunction } from '../sql/plan.ts';
import type { HistoryReach, TableRequest } from './program.ts';

const supported: readonly WindowFunction[] = [
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
  'lag',
  'row-number',
];

/** Refuses windows that look at more than the past. SERVING_STEP_UNSUPPORTED. */
export function requireLiveWindow(column: WindowColumn): void {
  const unsupported = (reason: string) =>
    fail('SERVING_STEP_UNSUPPORTED', { step: `the window column “${column.name}”`, reason });
  if (!supported.includes(column.fn)) throw unsupported(`“${column.fn}” cannot be computed for a single record`);
  if (column.orderBy.length !== 1 || column.orderBy[0]!.descending)
    throw unsupported('a live record needs exactly one rising order column');
  if (column.frame && (column.frame.following === null || column.frame.following > 0))
    throw unsupported('it looks at rows that come later');
}

/** Rows of the past that the columns of a window need: one table for each partition and order. */
export function historyRequests(
  plan: Extract<Plan, { op: 'window' }>,
  firstNumber: number,
): { tables: TableRequest[]; byColumn: string[] } {
  const groups = new Map<string, WindowColumn[]>();
  const keyOf = (column: WindowColumn) => canonicalJson([column.partitionBy, column.orderBy]);
  for (const column of plan.columns) groups.set(keyOf(column), [...(groups.get(keyOf(column)) ?? []), column]);
  const names = new Map([...groups.keys()].map((key, index) => [key, `history-${firstNumber + index + 1}`]));
  const types = new Map(planSchema(plan.input).map((column) => [column.name, column.type]));
  const tables = [...groups].map(([key, columns]) => request(names.get(key)!, { input: plan.input, columns, types }));
  return { tables, byColumn: plan.columns.map((column) => names.get(keyOf(column))!) };
}

function request(
  name: string,
  { input, columns, types }: { input: Plan; columns: WindowColumn[]; types: ReadonlyMap<string, string> },
): TableRequest {
  const [first] = columns;
  const keys: Projection[] = first!.partitionBy.map((expr, index) => ({ name: `key:${index}`, expr }));
  const order = first!.orderBy[0]!.expr;
  const args = new Map<string, Projection>();
  for (const { arg } of columns) if (arg) args.set(argumentName(arg), { name: argumentName(arg), expr: arg });
  const isDate = order.op === 'col' && types.get(order.name) === 'date';
  return {
    name,
    kind: 'history',
    keys: keys.map((key) => key.name),
    order: 'order',
    reach: reachOf(columns, isDate ? 1 / 86_400 : 1e6),
    plan: { op: 'project', input, columns: [...keys, { name: 'order', expr: order }, ...args.values()] },
  };
}

function reachOf(columns: readonly WindowColumn[], unit: number): HistoryReach | null {
  const reach = { span: 0, rows: 0 };
  for (const { fn, frame, parameter } of columns) {
    if (fn === 'lag') reach.rows = Math.max(reach.rows, Math.trunc(Number(parameter ?? 1)));
    else if (!frame || frame.preceding === null) return null;
    else if (frame.unit === 'rows') reach.rows = Math.max(reach.rows, frame.preceding);
    else reach.span = Math.max(reach.span, frame.preceding * unit);
  }
  return reach;
}

/** Name of the column of a history that holds an argument. */
export function argumentName(arg: NonNullable<WindowColumn['arg']>): string {
  return `arg:${canonicalJson(arg)}`;
}
