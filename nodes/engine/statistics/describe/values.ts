import type { Column } from '../../../contract/schema.ts';
import type { Figure, StatisticsSection } from '../../../contract/statistics.ts';
import { quoteIdentifier } from '../../sql/quote.ts';
import type { CardContext } from '../card-kind.ts';
import { groupSql, isCategory } from '../columns.ts';

const shown = 10;

/** The section of a column of texts or truth values: its most frequent values, how many differ, how evenly they occur. */
export async function describeValues(context: CardContext, column: Column): Promise<StatisticsSection> {
  if (!isCategory(column)) return describeStructures(context, column);
  const columns = await context.query(
    `SELECT g, n, count(*) OVER () AS k, sum(n) OVER () AS total, sum(n * log2(n)) OVER () AS s
     FROM (SELECT g, count(*)::DOUBLE AS n FROM (SELECT ${groupSql(column)} AS g FROM ${context.rows}) WHERE g IS NOT NULL GROUP BY g)
     ORDER BY n DESC, g LIMIT ${shown}`,
  );
  const [labels = [], counts = []] = columns;
  const [distinct, filled, sum] = columns.slice(2).map((cells) => Number(cells[0] ?? 0)) as [number, number, number];
  const values = labels.map((label, at) => ({ label: String(label), count: Number(counts[at]) }));
  const listed = values.reduce((all, { count }) => all + count, 0);
  const first = values[0];
  const bits = filled > 0 ? Math.max(0, Math.log2(filled) - sum / filled) : null;
  const figures: Figure[] = [
    ...fillFigures(filled, context.count),
    { label: 'Distinct', value: distinct, format: 'count' },
    { label: 'Most frequent', value: first?.label ?? null, format: 'text' },
    { label: 'Its share', value: first ? first.count / filled : null, format: 'share' },
    {
      label: 'Entropy in bits',
      value: bits,
      help: 'Zero when all rows have the same value; the logarithm to base two of the number of values when all are equally frequent.',
    },
  ];
  const isUnique = distinct === filled && filled > shown;
  const others = distinct > values.length ? { values: distinct - values.length, count: filled - listed } : null;
  return {
    title: column.name,
    ...(isUnique && { note: 'all values differ' }),
    blocks: [
      ...(first && !isUnique ? [{ kind: 'values' as const, values, others }] : []),
      { kind: 'figures', figures },
    ],
  };
}

const fillFigures = (filled: number, count: number): Figure[] => [
  { label: 'Values', value: filled, format: 'count' },
  { label: 'Empty', value: count - filled, format: 'count', ...(count > 0 && { share: (count - filled) / count }) },
];

/** Lists, objects and places have no order and no values to count. */
async function describeStructures({ query, rows, count }: CardContext, column: Column): Promise<StatisticsSection> {
  const [[filled] = []] = await query(`SELECT count(${quoteIdentifier(column.name)}) FROM ${rows}`);
  return { title: column.name, blocks: [{ kind: 'figures', figures: fillFigures(Number(filled ?? 0), count) }] };
}
