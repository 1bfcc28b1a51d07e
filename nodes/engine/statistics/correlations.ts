import type { CardContext } from './card-kind.ts';
import { centredRanks, repetitive } from './ranks.ts';

type Source = Pick<CardContext, 'query' | 'rows'>;

/** Sums over the rows in which both numbers have a value. */
export interface Pair {
  count: number;
  /** Pearson’s r of them; null when one is constant or there are fewer than two rows. */
  r: number | null;
}

/** Sums of deviations from numbers near the means, and of their products. */
interface Sums {
  n: number;
  sx: number;
  sy: number;
  sxx: number;
  syy: number;
  sxy: number;
}

/** Pearson’s r; deviations of less than the last digits of a double are none. */
function pearson({ n, sx, sy, sxx, syy, sxy }: Sums, [mx, my]: readonly [number, number]): number | null {
  if (n < 2) return null;
  const [vx, vy] = [sxx - (sx * sx) / n, syy - (sy * sy) / n];
  const isFlat = (v: number, mean: number) => !(v > n * (mean * Number.EPSILON * 4) ** 2);
  if (isFlat(vx, mx) || isFlat(vy, my) || !Number.isFinite(vx) || !Number.isFinite(vy)) return null;
  return Math.max(-1, Math.min(1, (sxy - (sx * sy) / n) / Math.sqrt(vx * vy)));
}

const pairsOf = (size: number): [number, number][] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: size - i - 1 }, (_, j): [number, number] => [i, i + j + 1]),
  ).flat();

const numbersOf = (columns: readonly unknown[][]): number[] =>
  columns.map((cells) => (cells[0] === null ? 0 : Number(cells[0])));

/**
 * Pearson’s r of every pair of numbers (SQL), each over the rows in which both have a value: one query for the means, one for all products.
 * K. Pearson, “Notes on regression and inheritance in the case of two parents”, Proceedings of the Royal Society 58 (1895).
 */
export async function pearsonPairs({ query, rows }: Source, values: readonly string[]): Promise<Map<string, Pair>> {
  const named = `(SELECT ${values.map((sql, at) => `${sql} AS x${at}`).join(', ')} FROM ${rows})`;
  const centres = numbersOf(
    await query(`SELECT count(*), ${values.map((_, at) => `favg(x${at}), count(x${at})`).join(', ')} FROM ${named}`),
  );
  const all = centres[0] ?? 0;
  const mean = (at: number) => centres[1 + 2 * at]!;
  const isFull = (at: number) => centres[2 + 2 * at] === all;
  const deviations = values.map((_, at) => `x${at} - '${mean(at)}'::DOUBLE AS d${at}`).join(', ');
  const pairs = pairsOf(values.length);
  const own = values.flatMap((_, at) => [`sum(d${at})`, `sum(d${at} * d${at})`]);
  const products = pairs.flatMap(([i, j]) => {
    const [x, y] = [`d${i}`, `d${j}`];
    if (isFull(i) && isFull(j)) return [`sum(${x} * ${y})`];
    const [xBoth, yBoth] = [`CASE WHEN ${y} IS NOT NULL THEN ${x} END`, `CASE WHEN ${x} IS NOT NULL THEN ${y} END`];
    return [
      `sum(${x} * ${y})`,
      `count(${x} * ${y})`,
      ...[xBoth, yBoth].map((both) => `sum(${both})`),
      ...[`(${xBoth}) * ${x}`, `(${yBoth}) * ${y}`].map((square) => `sum(${square})`),
    ];
  });
  const found = numbersOf(
    await query(`SELECT ${[...own, ...products].join(', ')} FROM (SELECT ${deviations} FROM ${named})`),
  );
  const result = new Map<string, Pair>();
  let next = own.length;
  for (const [i, j] of pairs) {
    const sxy = found[next]!;
    let sums: Sums = {
      n: all,
      sx: found[2 * i]!,
      sy: found[2 * j]!,
      sxx: found[2 * i + 1]!,
      syy: found[2 * j + 1]!,
      sxy,
    };
    next += 1;
    if (!isFull(i) || !isFull(j)) {
      const [n, sx, sy, sxx, syy] = found.slice(next, next + 5) as [number, number, number, number, number];
      sums = { n, sx, sy, sxx, syy, sxy };
      next += 5;
    }
    result.set(`${i} ${j}`, { count: sums.n, r: pearson(sums, [mean(i), mean(j)]) });
  }
  return result;
}

/** Columns that are empty in the same rows, by their places. */
async function emptyTogether({ query, rows }: Source, values: readonly string[]): Promise<number[][]> {
  const named = values.map((sql, at) => `${sql} IS NULL AS e${at}`).join(', ');
  const marks = values.flatMap((_, at) => [`count(*) FILTER (WHERE e${at})`, `bit_xor(h) FILTER (WHERE e${at})`]);
  const found = await query(
    `SELECT ${marks.join(', ')} FROM (SELECT hash(row_number() OVER ()) AS h, ${named} FROM ${rows})`,
  );
  const groups = new Map<string, number[]>();
  for (const at of values.keys()) {
    const mark = `${found[2 * at]?.[0]} ${found[2 * at + 1]?.[0]}`;
    groups.set(mark, [...(groups.get(mark) ?? []), at]);
  }
  return [...groups.values()];
}

/**
 * Spearman’s ρ of every pair of numbers (SQL): Pearson’s r of their ranks, over the rows in which both have a value. Columns that are
 * empty in the same rows are ranked together.
 * C. Spearman, “The proof and measurement of association between two things”, American Journal of Psychology 15 (1904).
 */
export async function spearmanPairs(source: Source, values: readonly string[]): Promise<Map<string, Pair>> {
  const isRepetitive = await repetitive(source, values);
  const groups = await emptyTogether(source, values);
  const result = new Map<string, Pair>();
  for (const [at, first] of groups.entries())
    for (const second of groups.slice(at)) {
      const isSame = first === second;
      const places = isSame ? first : [...first, ...second];
      if (places.length < 2) continue;
      const isWanted = (i: number, j: number) => isSame || (i < first.length && j >= first.length);
      const pairs = pairsOf(places.length).filter(([i, j]) => isWanted(i, j));
      const ranked = centredRanks(source.rows, {
        values: places.map((place) => values[place]!),
        isRepetitive: places.map((place) => isRepetitive[place]),
      });
      for (const { i, j, ...pair } of await rankPairs(source, { ranked, size: places.length, pairs })) {
        const [x, y] = [places[i]!, places[j]!];
        result.set(x < y ? `${x} ${y}` : `${y} ${x}`, pair);
      }
    }
  return result;
}

interface RankedPairs {
  ranked: string;
  size: number;
  pairs: readonly [number, number][];
}

async function rankPairs({ query }: Source, { ranked, size, pairs }: RankedPairs) {
  const squares = Array.from({ length: size }, (_, at) => `sum(k${at} * k${at})`);
  const products = pairs.map(([i, j]) => `sum(k${i} * k${j})`);
  const [n = 0, ...sums] = numbersOf(
    await query(`SELECT count(*), ${[...squares, ...products].join(', ')} FROM ${ranked}`),
  );
  return pairs.map(([i, j], at) => {
    const [vx, vy] = [sums[i]!, sums[j]!];
    const r = n < 2 || vx === 0 || vy === 0 ? null : sums[size + at]! / Math.sqrt(vx * vy);
    return { i, j, count: n, r: r === null ? null : Math.max(-1, Math.min(1, r)) };
  });
}
