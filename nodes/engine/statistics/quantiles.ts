import type { BoxSummary } from '../../contract/statistics.ts';
import type { CardContext } from './card-kind.ts';
import { toNumber } from './columns.ts';

/** Beyond this many rows quantiles are estimated: exact ones hold all values in memory. */
export const exactRows = 20_000_000;

/** The aggregate for quantiles: linear between neighbours (type 7 of Hyndman and Fan, 1996), or a t-digest of very many rows. */
export const quantileOf = (rows: number): string => (rows > exactRows ? 'approx_quantile' : 'quantile_cont');

export interface NamedBox {
  label: string;
  count: number;
  box: BoxSummary;
}

/** SQL of the box of `x` in each group `g` of a relation `r`: quartiles, then Tukey’s whiskers and what lies beyond them. */
function boxSql(rows: number): string {
  const [low, high] = ['q[1] - 1.5 * (q[3] - q[1])', 'q[3] + 1.5 * (q[3] - q[1])'];
  return `q AS (SELECT g AS qg, ${quantileOf(rows)}(x, [0.25, 0.5, 0.75]) AS q FROM r WHERE x IS NOT NULL GROUP BY g)
    SELECT g, count(x) AS n, any_value(q[1]), any_value(q[2]), any_value(q[3]),
      min(x) FILTER (WHERE x >= ${low}), max(x) FILTER (WHERE x <= ${high}),
      count(*) FILTER (WHERE x < ${low}), count(*) FILTER (WHERE x > ${high})
    FROM r JOIN q ON g = qg WHERE x IS NOT NULL GROUP BY g ORDER BY n DESC, g`;
}

/** Boxes of a number by groups (both SQL), those with most values first. J. W. Tukey, “Exploratory Data Analysis”, 1977. */
export async function groupBoxes(
  { query, rows, count }: Pick<CardContext, 'query' | 'rows' | 'count'>,
  { value, group, where = 'true' }: { value: string; group: string; where?: string },
): Promise<NamedBox[]> {
  const columns = await query(
    `WITH r AS NOT MATERIALIZED (SELECT * FROM (SELECT ${group} AS g, ${value} AS x FROM ${rows}) WHERE ${where}), ${boxSql(count)}`,
  );
  return (columns[0] ?? []).map((label, row) => {
    const [n = 0, lower = 0, median = 0, upper = 0, low = lower, high = upper, below = 0, above = 0] = columns
      .slice(1)
      .map((cells) => toNumber(cells[row]) ?? undefined);
    return { label: String(label), count: n, box: { low, lower, median, upper, high, below, above } };
  });
}
