import { canonicalJson } from '../../base/canonical-json.ts';
import type { Schema } from '../../contract/schema.ts';
import { compileExpr, type Row } from '../expr/row.ts';
import type { Value } from '../expr/value.ts';
import type { WindowColumn } from '../sql/plan.ts';
import { type KeyedTable, partitionKey } from './table-file.ts';
import { compileFigure, type Figure, type Span } from './window-figure.ts';

export interface HistoryWindow {
  column: WindowColumn;
  history: KeyedTable;
}

type WindowFrame = NonNullable<WindowColumn['frame']>;

/** Columns over one history, partition and order: the rows of the past are looked up once for all of them. */
interface Group {
  history: KeyedTable;
  keys: ((row: Row) => Value)[];
  order: (row: Row) => Value;
  orders: ArrayLike<number>;
  /** Order values in a second of a frame. */
  unit: number;
  frames: { frame: WindowFrame; figures: { at: number; figure: Figure }[] }[];
}

/**
 * Window columns for one live row: the same figures that the batch windows give it after the rows of the history, in the order of
 * `windows`. Rows of the very same instant are left out: one of them may be the record itself, already in the history.
 */
export function compileWindows(windows: readonly HistoryWindow[], schema: Schema): (row: Row) => Value[] {
  const groups = groupWindows(windows, schema);
  return (row) => {
    const figures: Value[] = new Array<Value>(windows.length).fill(null);
    for (const group of groups) fillGroup(group, row, figures);
    return figures;
  };
}

function fillGroup(group: Group, row: Row, figures: Value[]): void {
  const { history, keys, orders, unit } = group;
  const now = group.order(row) as number | null;
  if (now === null) return;
  const place = history.find(partitionKey(keys.map((key) => key(row))));
  const start = place?.start ?? 0;
  const to = place ? lowerBound(orders, { from: start, to: start + place.count, value: now }) : 0;
  const span: Span = { start, from: start, to };
  for (const { frame, figures: made } of group.frames) {
    span.from = frameStart(frame, orders, { start, to, earliest: now - (frame.preceding ?? 0) * unit });
    for (const { at, figure } of made) figures[at] = figure(span, row);
  }
}

function groupWindows(windows: readonly HistoryWindow[], schema: Schema): Group[] {
  const groups = new Map<KeyedTable, Map<string, Group>>();
  for (const [at, { column, history }] of windows.entries()) {
    const ofHistory = groups.get(history) ?? new Map<string, Group>();
    groups.set(history, ofHistory);
    const key = canonicalJson([column.partitionBy, column.orderBy]);
    const group = ofHistory.get(key) ?? makeGroup(column, history, schema);
    ofHistory.set(key, group);
    const frame: WindowFrame = column.frame ?? { unit: 'range', preceding: null, following: 0 };
    const figure = { at, figure: compileFigure(column, schema, history) };
    const same = group.frames.find((one) => one.frame.unit === frame.unit && one.frame.preceding === frame.preceding);
    if (same) same.figures.push(figure);
    else group.frames.push({ frame, figures: [figure] });
  }
  return [...groups.values()].flatMap((ofHistory) => [...ofHistory.values()]);
}

function makeGroup(column: WindowColumn, history: KeyedTable, schema: Schema): Group {
  const orderExpr = column.orderBy[0]!.expr;
  const isDate = orderExpr.op === 'col' && schema.find((one) => one.name === orderExpr.name)?.type === 'date';
  return {
    history,
    keys: column.partitionBy.map((expr) => compileExpr(expr, schema)),
    order: compileExpr(orderExpr, schema),
    orders: history.numbers('order') ?? ((history.columns.get('order') ?? []) as readonly number[]),
    unit: isDate ? 1 / 86_400 : 1e6,
    frames: [],
  };
}

function frameStart(
  frame: WindowFrame,
  orders: ArrayLike<number>,
  { start, to, earliest }: { start: number; to: number; earliest: number },
): number {
  if (frame.preceding === null) return start;
  if (frame.unit === 'rows') return Math.max(start, to - frame.preceding);
  return lowerBound(orders, { from: start, to, value: earliest });
}

/** First index in [from, to) whose value is not below `value`. */
function lowerBound(
  values: ArrayLike<number>,
  { from, to, value }: { from: number; to: number; value: number },
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
