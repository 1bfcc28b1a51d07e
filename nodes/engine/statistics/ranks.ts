import type { CardContext } from './card-kind.ts';

export interface GroupRanks {
  label: string;
  count: number;
  /** Sum of the ranks of its values among those of all groups; equal values share the mean of theirs. */
  rankSum: number;
  /** Its part of Σ (t³ − t) over the sets of t equal values. */
  ties: number;
}

/** The ranks of `x` over a relation, equal values at the mean of their places: both window functions share one sort. */
export const midrankSql = (x: string): string =>
  `(rank() OVER (ORDER BY ${x}) + count(*) OVER (ORDER BY ${x} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))::DOUBLE / 2`;

/** Rank sums of a number by groups (both SQL) in one query, the largest groups first. */
export async function groupRanks(
  { query, rows }: Pick<CardContext, 'query' | 'rows'>,
  { value, group, where = 'true', most }: { value: string; group: string; where?: string; most: number },
): Promise<GroupRanks[]> {
  const columns = await query(
    `WITH r AS (SELECT * FROM (SELECT ${group} AS g, ${value} AS x FROM ${rows}) WHERE g IS NOT NULL AND x IS NOT NULL AND ${where}),
     k AS (SELECT g, rank() OVER (ORDER BY x) AS place, count(*) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto FROM r),
     t AS (SELECT g, (place + upto)::DOUBLE / 2 AS midrank, (upto - place + 1)::DOUBLE AS equal FROM k)
     SELECT g, count(*) AS n, sum(midrank), sum(equal * equal - 1) FROM t GROUP BY g ORDER BY n DESC, g LIMIT ${most}`,
  );
  const [labels = [], counts = [], sums = [], ties = []] = columns;
  return labels.map((label, row) => ({
    label: String(label),
    count: Number(counts[row]),
    rankSum: Number(sums[row]),
    ties: Number(ties[row]),
  }));
}
