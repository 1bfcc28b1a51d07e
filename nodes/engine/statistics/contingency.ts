import { fail } from '../../contract/errors/index.ts';
import type { CardContext } from './card-kind.ts';

/** Rows counted by two groupings. */
export interface Contingency {
  down: string[];
  across: string[];
  /** By row of the table. */
  counts: number[][];
  total: number;
}

/** Most values of a grouping in a table. */
export const mostValues = 200;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

/** Rows by two texts (SQL), those without one of them left out. STATISTICS_TOO_MANY_VALUES. */
export async function contingency(
  { query, rows }: Pick<CardContext, 'query' | 'rows'>,
  { down, across }: { down: { name: string; sql: string }; across: { name: string; sql: string } },
): Promise<Contingency> {
  const most = mostValues * mostValues;
  const [names = [], others = [], cells = []] = await query(
    `SELECT a, b, count(*) AS n FROM (SELECT ${down.sql} AS a, ${across.sql} AS b FROM ${rows})
     WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b ORDER BY n DESC, a, b LIMIT ${most + 1}`,
  );
  const [downs, acrosses] = [names, others].map((list) => [...new Set(list.map(String))].sort(byName)) as [
    string[],
    string[],
  ];
  for (const [values, { name }] of [
    [downs, down],
    [acrosses, across],
  ] as const)
    if (values.length > mostValues) throw fail('STATISTICS_TOO_MANY_VALUES', { column: name, most: mostValues });
  const counts = downs.map(() => acrosses.map(() => 0));
  const [rowOf, columnOf] = [downs, acrosses].map((values) => new Map(values.map((value, at) => [value, at])));
  for (const [at, cell] of cells.entries())
    counts[rowOf!.get(String(names[at]))!]![columnOf!.get(String(others[at]))!] = Number(cell);
  return { down: downs, across: acrosses, counts, total: sum(counts.map(sum)) };
}

export interface Independence {
  chiSquared: number;
  df: number;
  cramersV: number;
  /** Cells where fewer than five rows are expected, and the fewest expected in any. */
  sparse: number;
  leastExpected: number;
}

/**
 * How far a table is from independence: K. Pearson, Philosophical Magazine 50 (1900); V = √(χ² / (n · (least side − 1))) of H. Cramér,
 * “Mathematical Methods of Statistics”, 1946. Needs two values on each side.
 */
export function independence({ counts, total }: Contingency): Independence {
  const downs = counts.map(sum);
  const acrosses = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const expected = downs.map((down) => acrosses.map((across) => (down * across) / total));
  const parts = expected.flatMap((row, at) => row.map((value, column) => (counts[at]![column]! - value) ** 2 / value));
  const chiSquared = sum(parts);
  const least = Math.min(downs.length, acrosses.length) - 1;
  const all = expected.flat();
  return {
    chiSquared,
    df: (downs.length - 1) * (acrosses.length - 1),
    cramersV: Math.min(1, Math.sqrt(chiSquared / (total * least))),
    sparse: all.filter((value) => value < 5).length / all.length,
    leastExpected: all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  };
}

/** The table with its rarest values put together, for showing. */
export function shorten(table: Contingency, most: number): Contingency {
  const turned = (one: Contingency): Contingency => ({
    down: one.across,
    across: one.down,
    counts: one.across.map((_, column) => one.counts.map((row) => row[column]!)),
    total: one.total,
  });
  return turned(shortenDown(turned(shortenDown(table, most)), most));
}

function shortenDown(table: Contingency, most: number): Contingency {
  if (table.down.length <= most) return table;
  const sizes = table.counts.map(sum);
  const order = sizes.map((_, at) => at).sort((a, b) => sizes[b]! - sizes[a]!);
  const kept = new Set(order.slice(0, most - 1));
  const rest = order.slice(most - 1);
  const together = table.across.map((_, column) => sum(rest.map((row) => table.counts[row]![column]!)));
  return {
    ...table,
    down: [...table.down.filter((_, at) => kept.has(at)), `(${rest.length} others)`],
    counts: [...table.counts.filter((_, at) => kept.has(at)), together],
  };
}
