import type { CardContext } from '../card-kind.ts';

export interface Covariance {
  /** Rows in which every number has a value. */
  rows: number;
  means: number[];
  covariance: number[][];
  /** Columns without spread. */
  isFlat: boolean[];
}

/** Means and covariances of several numbers (SQL) over the rows that have all of them: one query, the means first, then products of deviations. */
export async function completeCovariance(
  { query, rows }: Pick<CardContext, 'query' | 'rows'>,
  values: readonly string[],
): Promise<Covariance> {
  const named = values.map((sql, at) => `${sql} AS x${at}`).join(', ');
  const isThere = values.map((_, at) => `x${at} IS NOT NULL`).join(' AND ');
  const means = values.map((_, at) => `favg(x${at}) AS m${at}`).join(', ');
  const deviations = values.map((_, at) => `x${at} - m${at} AS d${at}, m${at}`).join(', ');
  const pairs = values.flatMap((_, i) => values.slice(i).map((_, offset) => [i, i + offset] as const));
  const figures = [
    ...values.flatMap((_, at) => [`any_value(m${at})`, `sum(d${at})`]),
    ...pairs.map(([i, j]) => `sum(d${i} * d${j})`),
  ];
  const found = await query(
    `WITH r AS NOT MATERIALIZED (SELECT * FROM (SELECT ${named} FROM ${rows}) WHERE ${isThere}), m AS (SELECT ${means} FROM r)
     SELECT count(*), ${figures.join(', ')} FROM (SELECT ${deviations} FROM r, m)`,
  );
  const [n = 0, ...rest] = found.map((cells) => (cells[0] === null ? 0 : Number(cells[0])));
  const sums = values.map((_, at) => rest[2 * at + 1]!);
  const covariance = values.map(() => values.map(() => 0));
  for (const [at, [i, j]] of pairs.entries()) {
    const product = rest[2 * values.length + at]! - (sums[i]! * sums[j]!) / Math.max(1, n);
    covariance[i]![j] = product / Math.max(1, n - 1);
    covariance[j]![i] = covariance[i]![j]!;
  }
  const centres = values.map((_, at) => rest[2 * at]! + sums[at]! / Math.max(1, n));
  const isFlat = centres.map((mean, at) => covariance[at]![at]! <= 2 * (mean * Number.EPSILON * 4) ** 2);
  return { rows: n, means: centres, covariance, isFlat };
}
