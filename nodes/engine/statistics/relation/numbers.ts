import type { Column } from '../../../contract/schema.ts';
import type { Axis, Figure, StatisticsBlock } from '../../../contract/statistics.ts';
import type { CardContext } from '../card-kind.ts';
import { axisOf, doubleSql, numberSql } from '../columns.ts';
import { pearsonPairs, spearmanPairs } from '../correlations.ts';
import { drawnRange } from '../histogram.ts';
import { isFlat, type Moments, moments } from '../moments.ts';
import { quantileOf } from '../quantiles.ts';
import { correlationInterval, correlationP } from '../tests/correlation-test.ts';
import { count, many } from '../words.ts';

/** Up to so many rows each is a point; more are counted in cells. */
const mostPoints = 2000;
const [across, down] = [48, 32];

interface Sides {
  x: Column;
  y: Column;
}

interface Line {
  slope: number;
  intercept: number;
}

/** Two numbers of the same rows: correlation, regression line, and the rows themselves or how dense they lie. */
export async function relateNumbers(context: CardContext, { x, y }: Sides): Promise<StatisticsBlock[]> {
  const both = { x: numberSql(x), y: numberSql(y) };
  const rows = `(SELECT * FROM (SELECT ${both.x} AS x, ${both.y} AS y FROM ${context.rows}) WHERE x IS NOT NULL AND y IS NOT NULL)`;
  const source = { ...context, rows };
  const [first, second] = await moments(source, ['x', 'y']);
  const pearson = (await pearsonPairs(source, ['x', 'y'])).get('0 1')!;
  const spearman = (await spearmanPairs(source, ['x', 'y'])).get('0 1')!;
  const line = lineOf({ r: pearson.r, x: first!, y: second! });
  const figures = figuresOf({ pearson, spearman, line, context });
  if (pearson.count === 0) return [{ kind: 'figures', figures }];
  const axes = { x: axisOf(x), y: axisOf(y) };
  const drawn = { axes, spreads: [first!, second!] as const, line };
  const picture = pearson.count <= mostPoints ? await points(source, drawn) : await cells(source, drawn);
  return [picture, { kind: 'figures', figures }];
}

/** Least squares of y on x; none where x has no spread. A.-M. Legendre, “Nouvelles méthodes …”, 1805. */
function lineOf({ r, x, y }: { r: number | null; x: Moments; y: Moments }): Line | undefined {
  if (isFlat(x) || x.count < 2 || !Number.isFinite(x.m2) || !Number.isFinite(y.m2)) return undefined;
  const slope = (r ?? 0) * Math.sqrt(y.m2 / x.m2);
  return { slope, intercept: y.mean - slope * x.mean };
}

interface Found {
  pearson: { count: number; r: number | null };
  spearman: { r: number | null };
  line: Line | undefined;
  context: CardContext;
}

function figuresOf({ pearson: { count, r }, spearman, line, context }: Found): Figure[] {
  const { distributions } = context;
  const interval = correlationInterval(r, count, context);
  return [
    { label: 'Rows with both', value: count, format: 'count' },
    {
      label: 'Left out',
      value: context.count - count,
      format: 'count',
      help: 'Rows in which one of the two is empty or not finite.',
    },
    {
      label: 'Pearson’s r',
      value: r,
      format: 'coefficient',
      ...(interval && { interval }),
      help: 'How closely the rows lie along a straight line: −1 to 1.',
    },
    { label: 'p of r', value: correlationP(r, count, distributions), format: 'p' },
    {
      label: 'Spearman’s ρ',
      value: spearman.r,
      format: 'coefficient',
      help: 'The same of ranks: how steadily one rises or falls with the other.',
    },
    { label: 'p of ρ', value: correlationP(spearman.r, count, distributions), format: 'p' },
    { label: 'Slope', value: line?.slope ?? null, help: 'By how much the second changes when the first grows by one.' },
    { label: 'Intercept', value: line?.intercept ?? null },
    {
      label: 'R²',
      value: r === null ? null : r * r,
      format: 'coefficient',
      help: 'The part of the variance that the line explains.',
    },
  ];
}

interface Drawn {
  axes: { x: Axis; y: Axis };
  spreads: readonly [Moments, Moments];
  line: Line | undefined;
}

const segment = (line: Line | undefined, [from, to]: readonly [number, number]) =>
  line && {
    line: {
      from: [from, line.intercept + line.slope * from] as [number, number],
      to: [to, line.intercept + line.slope * to] as [number, number],
    },
  };

async function points({ query, rows }: CardContext, { axes, spreads, line }: Drawn): Promise<StatisticsBlock> {
  const [xs = [], ys = []] = await query(`SELECT x, y FROM ${rows}`);
  const ends = [spreads[0].min, spreads[0].max] as const;
  const shown = { ...axes, xs: xs.map(Number), ys: ys.map(Number), ...segment(line, ends) };
  return { kind: 'points', ...shown, sample: many(xs.length, 'row') };
}

/** The plane in cells, without the far outliers, which are counted. */
async function cells(context: CardContext, { axes, spreads, line }: Drawn): Promise<StatisticsBlock> {
  const { query, rows } = context;
  const quartiles = ['x', 'y'].map((name) => `${quantileOf(context.count)}(${name}, [0.25, 0.5, 0.75])`);
  const found = await query(`SELECT ${quartiles.join(', ')} FROM ${rows}`);
  const [xEnds, yEnds] = spreads.map(({ min, max }, at) => {
    const list = found[at]?.[0];
    const [lower = min, median = min, upper = max] = Array.isArray(list) ? list.map(Number) : [];
    return drawnRange({ min, max, box: { lower, median, upper, low: lower, high: upper, below: 0, above: 0 } });
  }) as [[number, number], [number, number]];
  const sizes = [(xEnds[1] - xEnds[0]) / across || 1, (yEnds[1] - yEnds[0]) / down || 1] as const;
  const cell = (name: string, [from]: readonly [number, number], [size, most]: readonly [number, number]) =>
    `least(${most - 1}, floor((${name} - ${doubleSql(from)}) / ${doubleSql(size)}))`;
  const isInside = (name: string, [from, to]: readonly [number, number]) =>
    `${name} BETWEEN ${doubleSql(from)} AND ${doubleSql(to)}`;
  const [xs = [], ys = [], counts = []] = await query(
    `SELECT ${cell('x', xEnds, [sizes[0], across])} AS cx, ${cell('y', yEnds, [sizes[1], down])} AS cy, count(*)
     FROM ${rows} WHERE ${isInside('x', xEnds)} AND ${isInside('y', yEnds)} GROUP BY cx, cy`,
  );
  const numbers = counts.map(Number);
  const outside = spreads[0].count - numbers.reduce((sum, n) => sum + n, 0);
  const middle = (at: unknown, from: number, size: number) => from + (Number(at) + 0.5) * size;
  const all = many(spreads[0].count, 'row');
  return {
    kind: 'cells',
    ...axes,
    xs: xs.map((at) => middle(at, xEnds[0], sizes[0])),
    ys: ys.map((at) => middle(at, yEnds[0], sizes[1])),
    counts: numbers,
    width: sizes[0],
    height: sizes[1],
    ...segment(line, xEnds),
    sample: outside > 0 ? `${all}, ${count(outside)} of them beyond the picture` : all,
  };
}
