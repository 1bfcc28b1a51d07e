import { fail } from '../../contract/errors/index.ts';
import type { Chart, Measure } from '../../contract/project/index.ts';
import { call, castTo, choose, column, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Plan } from '../sql/plan.ts';
import type { ChartContext, ChartData } from './chart-kind.ts';
import { aggregateOf, columnExpr } from './columns.ts';
import { withNumbers } from './raw.ts';

const number = (value: number) => literal(value, 'double');
const add = (a: TypedExpr, b: TypedExpr) => call('add', a, b);
const sub = (a: TypedExpr, b: TypedExpr) => call('sub', a, b);
const mul = (a: TypedExpr, b: TypedExpr) => call('mul', a, b);
const div = (a: TypedExpr, b: TypedExpr) => call('div', a, b);
const square = (a: TypedExpr) => mul(a, a);
const double = (name: string) => column(name, 'double');

/** The two columns of a plane of numbers. CHART_INCOMPLETE. */
export function axesOf(chart: Chart): [x: string, y: string] {
  const x = chart.dimension?.column;
  const y = chart.measures[0]?.column;
  if (!x || !y) throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'a column for each axis' });
  return [x, y];
}

interface Plane {
  plan: Plan;
  /** Smallest values and extents; null when there are no rows. */
  from: [number, number];
  extent: [number, number];
}

/** The rows with both numbers, as doubles `x` and `y` and the measured column beside them, and their span. */
async function planeOf(context: ChartContext, measured: Measure | undefined): Promise<Plane | null> {
  const { chart, schema, run } = context;
  const [x, y] = axesOf(chart);
  const numbers = [x, y].map((name) => castTo(columnExpr(schema, name), 'double'));
  const values = measured?.column ? [{ name: 'value', expr: columnExpr(schema, measured.column).expr }] : [];
  const plan: Plan = {
    op: 'project',
    input: withNumbers(context, [x, y]),
    columns: [{ name: 'x', expr: numbers[0]!.expr }, { name: 'y', expr: numbers[1]!.expr }, ...values],
  };
  const arg = (name: string) => double(name).expr;
  const span = await run({
    op: 'aggregate',
    input: plan,
    keys: [],
    aggregates: [
      { name: 'x0', fn: 'min', arg: arg('x') },
      { name: 'x1', fn: 'max', arg: arg('x') },
      { name: 'y0', fn: 'min', arg: arg('y') },
      { name: 'y1', fn: 'max', arg: arg('y') },
    ],
  });
  const [x0, x1, y0, y1] = span.columns.map((cells) => cells[0]);
  if (typeof x0 !== 'number' || typeof x1 !== 'number' || typeof y0 !== 'number' || typeof y1 !== 'number') return null;
  return { plan, from: [x0, y0], extent: [x1 - x0 || 1, y1 - y0 || 1] };
}

const noCells = (): ChartData => ({
  schema: [
    { name: 'x', type: 'double' },
    { name: 'y', type: 'double' },
    { name: 'count', type: 'bigint' },
  ],
  columns: [[], [], []],
  total: 0,
});

async function cells(context: ChartContext, plan: Plan, widths: [number, number]): Promise<ChartData> {
  const { chart, run } = context;
  const schema = chart.size?.column
    ? [{ name: 'value', type: columnExpr(context.schema, chart.size.column).type as 'double' }]
    : [];
  const taken = new Set(['x', 'y']);
  const measure: Measure = chart.size ?? { aggregate: 'count' };
  const named = { ...measure, label: measure.label ?? nameOf(measure), column: measure.column ? 'value' : undefined };
  const result = await run({
    op: 'aggregate',
    input: plan,
    keys: [
      { name: 'x', expr: double('x').expr },
      { name: 'y', expr: double('y').expr },
    ],
    aggregates: [aggregateOf(named, schema, taken)],
  });
  const [x, y] = axesOf(chart);
  return {
    schema: result.schema,
    columns: result.columns,
    bins: { x: { column: x, bin: 'none', width: widths[0] }, y: { column: y, bin: 'none', width: widths[1] } },
  };
}

const nameOf = ({ aggregate, column: name }: Measure) => (name ? `${aggregate} of ${name}` : 'rows');

/**
 * Rows binned into hexagons with the point up, `across` of them side by side: of the two lattices whose cells together are the
 * hexagons, the nearer centre wins. Centres are `x`, `y`; the widths are those of one hexagon and of one row of them.
 */
export async function hexagons(context: ChartContext, across: number): Promise<ChartData> {
  const plane = await planeOf(context, context.chart.size);
  if (!plane) return noCells();
  const width = plane.extent[0] / across;
  // Rows of hexagons lie √3/2 widths apart on paper; the plot is about 1.6 times as wide as it is high.
  const height = plane.extent[1] / Math.max(2, Math.round((across / 1.6 / Math.sqrt(3)) * 2)) / 0.5;
  const kept = context.chart.size?.column ? [{ name: 'value', expr: column('value', 'double').expr }] : [];
  const scaled = (axis: 'x' | 'y', from: number, size: number) => div(sub(double(axis), number(from)), number(size));
  const p = scaled('x', plane.from[0], width);
  const q = scaled('y', plane.from[1], height);
  const first = { x: call('round', p), y: call('round', q) };
  const half = number(0.5);
  const second = { x: add(call('floor', p), half), y: add(call('floor', q), half) };
  const distance = (to: { x: TypedExpr; y: TypedExpr }) =>
    add(square(sub(p, to.x)), mul(number(3), square(sub(q, to.y))));
  const isFirst = call('le', distance(first), distance(second));
  const centre = (axis: 'x' | 'y', from: number, size: number) =>
    add(mul(choose([{ if: isFirst, then: first[axis] }], second[axis]), number(size)), number(from));
  const plan: Plan = {
    op: 'project',
    input: plane.plan,
    columns: [
      { name: 'x', expr: centre('x', plane.from[0], width).expr },
      { name: 'y', expr: centre('y', plane.from[1], height).expr },
      ...kept,
    ],
  };
  return cells(context, plan, [width, height]);
}

/** Rows binned into a grid of rectangles; `x`, `y` are their middles. */
export async function rectangles(context: ChartContext, [across, down]: [number, number]): Promise<ChartData> {
  const plane = await planeOf(context, context.chart.size);
  if (!plane) return noCells();
  const sizes: [number, number] = [plane.extent[0] / across, plane.extent[1] / down];
  const kept = context.chart.size?.column ? [{ name: 'value', expr: column('value', 'double').expr }] : [];
  const middle = (axis: 'x' | 'y', index: 0 | 1, most: number) => {
    const at = call('floor', div(sub(double(axis), number(plane.from[index])), number(sizes[index])));
    const inside = call('least', at, number(most - 1));
    return add(mul(add(inside, number(0.5)), number(sizes[index])), number(plane.from[index]));
  };
  const plan: Plan = {
    op: 'project',
    input: plane.plan,
    columns: [
      { name: 'x', expr: middle('x', 0, across).expr },
      { name: 'y', expr: middle('y', 1, down).expr },
      ...kept,
    ],
  };
  return cells(context, plan, sizes);
}
