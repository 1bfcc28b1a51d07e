import { fail } from '../../contract/errors/index.ts';
import type { CardContext } from './card-kind.ts';

/** Count, mean and sums of powers of the deviations from it. */
export interface Moments {
  count: number;
  mean: number;
  m2: number;
  m3: number;
  m4: number;
  min: number;
  max: number;
}

/** Count, mean and sum of squared deviations from it. */
export interface Spread {
  count: number;
  mean: number;
  m2: number;
}

export const variance = ({ m2, count }: Spread): number => m2 / (count - 1);

/** Infinities and NaN stay: they tell of values too large to be squared. */
const rawNumber = (value: unknown): number | undefined => (value === null ? undefined : Number(value));

type Source = Pick<CardContext, 'query' | 'rows'>;

/**
 * Moments of several numbers (SQL of doubles) in one query: the means first, then deviations from them, with the correction of
 * T. F. Chan, G. H. Golub and R. J. LeVeque, “Algorithms for computing the sample variance”, The American Statistician 37 (1983).
 */
export async function moments({ query, rows }: Source, values: readonly string[]): Promise<Moments[]> {
  const named = values.map((sql, at) => `${sql} AS x${at}`).join(', ');
  const means = values.map((_, at) => `favg(x${at}) AS m${at}`).join(', ');
  const deviations = values.map((_, at) => `x${at}, m${at}, x${at} - m${at} AS d${at}`).join(', ');
  const sums = values.flatMap((_, at) => {
    const d = `d${at}`;
    return [
      `count(x${at})`,
      `any_value(m${at})`,
      `sum(${d})`,
      `sum(${d} * ${d})`,
      `sum(${d} * ${d} * ${d})`,
      `sum(${d} * ${d} * ${d} * ${d})`,
      `min(x${at})`,
      `max(x${at})`,
    ];
  });
  const columns = await query(
    `WITH r AS NOT MATERIALIZED (SELECT ${named} FROM ${rows}), m AS (SELECT ${means} FROM r)
     SELECT ${sums.join(', ')} FROM (SELECT ${deviations} FROM r, m)`,
  );
  return values.map((_, at) => {
    const [count = 0, mean = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, min = 0, max = 0] = columns
      .slice(at * 8, at * 8 + 8)
      .map((cells) => rawNumber(cells[0]));
    const shift = count > 0 ? s1 / count : 0;
    const m3 = s3 - 3 * shift * s2 + 2 * count * shift ** 3;
    const m4 = s4 - 4 * shift * s3 + 6 * shift ** 2 * s2 - 3 * count * shift ** 4;
    return { ...centred({ count, mean, s1, s2 }), m3, m4, min, max };
  });
}

/** The mean and the sum of squares about it, from those about a number near the mean. */
function centred({ count, mean, s1, s2 }: { count: number; mean: number; s1: number; s2: number }): Spread {
  if (count === 0) return { count, mean: 0, m2: 0 };
  return { count, mean: mean + s1 / count, m2: Math.max(0, s2 - (s1 * s1) / count) };
}

export interface GroupSpreads {
  label: string;
  rows: number;
  /** One a value, in the order asked for. */
  spreads: Spread[];
}

/** The spread of several numbers in each group of a text (both SQL), the groups with most rows first; at most `most` groups. */
export async function groupSpreads(
  { query, rows }: Source,
  { values, group, most }: { values: readonly string[]; group: string; most: number },
): Promise<GroupSpreads[]> {
  const named = [`${group} AS g`, ...values.map((sql, at) => `${sql} AS x${at}`)].join(', ');
  const means = values.map((_, at) => `favg(x${at}) AS m${at}`).join(', ');
  const sums = values.flatMap((_, at) => {
    const d = `(x${at} - m${at})`;
    return [`count(x${at})`, `any_value(m${at})`, `sum(${d})`, `sum(${d} * ${d})`];
  });
  const columns = await query(
    `WITH r AS NOT MATERIALIZED (SELECT ${named} FROM ${rows}), m AS (SELECT g AS mg, ${means} FROM r WHERE g IS NOT NULL GROUP BY g)
     SELECT g, count(*) AS n, ${sums.join(', ')} FROM r JOIN m ON g = mg GROUP BY g ORDER BY n DESC, g LIMIT ${most}`,
  );
  return (columns[0] ?? []).map((label, row) => ({
    label: String(label),
    rows: Number(columns[1]?.[row] ?? 0),
    spreads: values.map((_, at) => {
      const [count = 0, mean = 0, s1 = 0, s2 = 0] = columns
        .slice(2 + at * 4, 6 + at * 4)
        .map((cells) => rawNumber(cells[row]));
      return centred({ count, mean, s1, s2 });
    }),
  }));
}

/** Refuses what a test cannot compare: too few values, values beyond what can be squared, and unless `mayBeFlat` no spread. STATISTICS_*. */
export function requireSpread(
  column: string,
  spread: Spread,
  options: { least?: number; where?: string; mayBeFlat?: boolean } = {},
): void {
  const { least = 2, where = '', mayBeFlat = false } = options;
  const what = `“${column}”${where}`;
  if (spread.count < least) throw fail('STATISTICS_TOO_FEW_ROWS', { what, found: spread.count, needed: least });
  if (!Number.isFinite(spread.m2)) throw fail('STATISTICS_OVERFLOW', { column });
  if (!mayBeFlat && isFlat(spread)) throw fail('STATISTICS_CONSTANT', { column, where });
}

/** Whether all values are the same, but for the last digits of a double. */
export const isFlat = ({ count, mean, m2 }: Spread): boolean => m2 <= count * (mean * Number.EPSILON * 4) ** 2;
