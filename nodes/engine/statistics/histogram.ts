import { niceStep } from '../../base/nice-step.ts';
import type { Column } from '../../contract/schema.ts';
import type { BlockOf, BoxSummary } from '../../contract/statistics.ts';
import type { CardContext } from './card-kind.ts';
import { axisOf, doubleSql, isTime, numberSql } from './columns.ts';

/** A number of a column, and between which ends it is drawn. */
export interface Drawn {
  column: Column;
  min: number;
  max: number;
  box: BoxSummary;
}

interface Grid {
  from: number;
  step: number;
  bins: number;
}

const wanted = 24;
const hour = 3600;
const day = 24 * hour;
const timeSteps = [1, 5, 15, 60, 300, 900, hour, 3 * hour, 6 * hour, 12 * hour, day, 7 * day];
/** Whole numbers that span no more than this have a bin each. */
const fewWhole = 40;

/** The ends of the picture: those of the values, or three times the distance of the quartiles beyond them where values lie further out. */
export function drawnRange({ min, max, box }: Pick<Drawn, 'min' | 'max' | 'box'>): [number, number] {
  const reach = 3 * (box.upper - box.lower);
  if (!(reach > 0)) return [min, max];
  return [Math.max(min, box.lower - reach), Math.min(max, box.upper + reach)];
}

function gridOf(drawn: Drawn): Grid | undefined {
  const [low, high] = drawnRange(drawn);
  const span = high - low;
  const isWhole = drawn.column.type === 'int' || drawn.column.type === 'bigint';
  if (isWhole && span <= fewWhole) return { from: low - 0.5, step: 1, bins: span + 1 };
  if (!(span > 0) || !Number.isFinite(span)) return undefined;
  const raw = span / wanted;
  const nice = isTime(drawn.column)
    ? (timeSteps.find((one) => one >= raw) ?? niceStep(raw / day) * day)
    : niceStep(raw);
  const step = isWhole ? Math.max(1, Math.ceil(nice)) : nice;
  const from = Math.floor(low / step) * step;
  return { from, step, bins: Math.max(1, Math.floor((high - from) / step) + 1) };
}

/** Rows by bins of round width for several columns in one query; those beyond the picture are counted. */
export async function histograms(
  { query, rows }: Pick<CardContext, 'query' | 'rows'>,
  columns: readonly Drawn[],
): Promise<BlockOf<'histogram'>[]> {
  const grids = columns.map(gridOf);
  const parts = columns.flatMap(({ column }, at) => {
    const grid = grids[at];
    if (!grid) return [];
    const bin = `greatest(-1, least(${grid.bins}, floor((x - ${doubleSql(grid.from)}) / ${doubleSql(grid.step)})))::INTEGER`;
    return `SELECT ${at} AS c, ${bin} AS b, count(*) AS n FROM (SELECT ${numberSql(column)} AS x FROM ${rows}) WHERE x IS NOT NULL GROUP BY b`;
  });
  const [owners = [], bins = [], counts = []] = parts.length > 0 ? await query(parts.join('\nUNION ALL\n')) : [];
  return columns.map(({ column, box }, at) => {
    const found = new Map(
      owners.flatMap((owner, row) => (Number(owner) === at ? [[Number(bins[row]), Number(counts[row])]] : [])),
    );
    const { from = 0, step = 0, bins: size = 0 } = grids[at] ?? {};
    return {
      kind: 'histogram',
      axis: axisOf(column),
      bins: Array.from({ length: size }, (_, bin) => ({
        from: from + bin * step,
        to: from + (bin + 1) * step,
        count: found.get(bin) ?? 0,
      })),
      below: found.get(-1) ?? 0,
      above: found.get(size) ?? 0,
      box,
    };
  });
}
