import type { CardContext } from './card-kind.ts';

type Source = Pick<CardContext, 'query' | 'rows'>;

/** Values that occur so often on average are counted before they are put in order: there is less to sort. */
const often = 10;

/** Whether the values of each number (SQL) repeat often. */
export async function repetitive({ query, rows }: Source, values: readonly string[]): Promise<boolean[]> {
  if (values.length === 0) return [];
  const figures = values.flatMap((_, at) => [`count(x${at})`, `approx_count_distinct(x${at})`]);
  const named = values.map((sql, at) => `${sql} AS x${at}`).join(', ');
  const found = await query(`SELECT ${figures.join(', ')} FROM (SELECT ${named} FROM ${rows})`);
  return values.map((_, at) => Number(found[2 * at + 1]?.[0] ?? 0) * often <= Number(found[2 * at]?.[0] ?? 0));
}

/** How many values are smaller or equal: one sort serves this and the rank. Frames of equal values would take a pass for each. */
const upToSql = (x: string): string => `round(cume_dist() OVER (ORDER BY ${x}) * count(*) OVER ())`;

/** Ranks of the values of a relation with counts `n` of each `x`; equal values share the mean of their places. */
const countedRanks = (counts: string): string =>
  `SELECT x, n, sum(n) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) - (n - 1) / 2 AS midrank FROM ${counts}`;

export interface GroupRanks {
  label: string;
  count: number;
  /** Sum of the ranks of its values among those of all groups; equal values share the mean of theirs. */
  rankSum: number;
  /** Its part of Σ (t³ − t) over the sets of t equal values. */
  ties: number;
}

/** Rank sums of a number by groups (both SQL), the largest groups first. */
export async function groupRanks(
  source: Source,
  { value, group, where = 'true', most }: { value: string; group: string; where?: string; most: number },
): Promise<GroupRanks[]> {
  const { query, rows } = source;
  const [isRepetitive] = await repetitive(source, [value]);
  const relation = `r AS NOT MATERIALIZED (SELECT * FROM (SELECT ${group} AS g, ${value} AS x FROM ${rows}) WHERE g IS NOT NULL AND x IS NOT NULL AND ${where})`;
  const columns = await query(
    isRepetitive
      ? `WITH ${relation}, c AS (SELECT g, x, count(*)::DOUBLE AS k FROM r GROUP BY g, x),
           m AS (${countedRanks('(SELECT x, sum(k) AS n FROM c GROUP BY x)')})
         SELECT g, sum(k) AS size, sum(k * midrank), sum(k * (n * n - 1)) FROM c JOIN m USING (x) GROUP BY g ORDER BY size DESC, g LIMIT ${most}`
      : `WITH ${relation}, p AS (SELECT g, rank() OVER (ORDER BY x)::DOUBLE AS place, ${upToSql('x')} AS upto FROM r)
         SELECT g, count(*) AS size, sum((place + upto) / 2), sum((upto - place + 1) * (upto - place + 1) - 1) FROM p GROUP BY g ORDER BY size DESC, g LIMIT ${most}`,
  );
  const [labels = [], counts = [], sums = [], ties = []] = columns;
  return labels.map((label, row) => ({
    label: String(label),
    count: Number(counts[row]),
    rankSum: Number(sums[row]),
    ties: Number(ties[row]),
  }));
}

/**
 * A relation with the centred ranks `k0`, `k1`, … of several numbers (SQL), over the rows that have all of them; `isRepetitive` tells of each
 * whether its values repeat often.
 */
export function centredRanks(
  rows: string,
  { values, isRepetitive }: { values: readonly string[]; isRepetitive: readonly (boolean | undefined)[] },
): string {
  const named = values.map((sql, at) => `${sql} AS x${at}`).join(', ');
  const isThere = values.map((_, at) => `x${at} IS NOT NULL`).join(' AND ');
  const base = `(SELECT * FROM (SELECT ${named} FROM ${rows}) WHERE ${isThere})`;
  const middle = `(SELECT (count(*) + 1)::DOUBLE / 2 FROM ${base})`;
  const ranks = values.map((_, at) => {
    const rank = isRepetitive[at]
      ? `m${at}.midrank`
      : `(rank() OVER (ORDER BY x${at}) + ${upToSql(`x${at}`)})::DOUBLE / 2`;
    return `${rank} - ${middle} AS k${at}`;
  });
  const joins = values.flatMap((_, at) => {
    if (!isRepetitive[at]) return [];
    const counts = `(SELECT x${at} AS x, count(*)::DOUBLE AS n FROM ${base} GROUP BY x)`;
    return [`JOIN (${countedRanks(counts)}) AS m${at} ON x${at} = m${at}.x`];
  });
  return `(SELECT ${ranks.join(', ')} FROM ${base} ${joins.join(' ')})`;
}

/**
 * The largest distance between the distribution functions of two groups (SQL conditions), times both sizes, and whether values are equal
 * across or within the groups.
 */
export async function largestGap(
  source: Source,
  { value, first, second, sizes }: { value: string; first: string; second: string; sizes: readonly [number, number] },
): Promise<{ reach: number; hasTies: boolean }> {
  const { query, rows } = source;
  const [isRepetitive] = await repetitive(source, [value]);
  const relation = `r AS NOT MATERIALIZED (SELECT * FROM (SELECT (${first})::BIGINT AS a, (${second})::BIGINT AS b, ${value} AS x FROM ${rows}) WHERE x IS NOT NULL AND a + b = 1)`;
  const upTo = (name: string) => `sum(${name}) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING)`;
  const steps = isRepetitive
    ? `SELECT ${upTo('n')} AS n1, ${upTo('m')} AS n2, n + m > 1 AS equal FROM (SELECT x, sum(a) AS n, sum(b) AS m FROM r GROUP BY x)`
    : `SELECT n1, place - n1 AS n2, is_tied AS equal FROM
         (SELECT ${upTo('a')} AS n1, row_number() OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS place,
            lead(x) OVER (ORDER BY x) IS NOT DISTINCT FROM x AS goes_on, lag(x) OVER (ORDER BY x) IS NOT DISTINCT FROM x AS is_tied FROM r)
       WHERE NOT goes_on`;
  const columns = await query(
    `WITH ${relation} SELECT max(abs(n1::HUGEINT * ${sizes[1]} - n2::HUGEINT * ${sizes[0]}))::DOUBLE, coalesce(bool_or(equal), false) FROM (${steps})`,
  );
  return { reach: Number(columns[0]?.[0] ?? 0), hasTies: columns[1]?.[0] === true };
}
