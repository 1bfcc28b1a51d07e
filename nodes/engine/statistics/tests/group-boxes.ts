import type { StatisticsSection } from '../../../contract/statistics.ts';
import { quoteText } from '../../sql/quote.ts';
import type { CardContext } from '../card-kind.ts';
import { axisOf, columnOf, groupSql, numberSql } from '../columns.ts';
import { type GroupSpreads, variance } from '../moments.ts';
import { groupBoxes } from '../quantiles.ts';
import { tInterval } from './alternative.ts';

const mostColumns = 6;
const mostBoxes = 20;

interface Wanted {
  columns: readonly string[];
  group: string;
  /** In the order in which they are drawn; spreads in the order of the columns. */
  groups: readonly GroupSpreads[];
}

/** The spread of each number by the groups that are compared, with means and their intervals: a section a column. */
export async function boxSections(
  context: CardContext,
  { columns, group, groups }: Wanted,
): Promise<StatisticsSection[]> {
  const drawn = groups.slice(0, mostBoxes);
  const by = groupSql(columnOf(context.schema, group));
  const where = `g IN (${drawn.map(({ label }) => quoteText(label)).join(', ')})`;
  const sections: StatisticsSection[] = [];
  for (const [at, name] of columns.slice(0, mostColumns).entries()) {
    const column = columnOf(context.schema, name);
    const boxes = await groupBoxes(context, { value: numberSql(column), group: by, where });
    sections.push({
      title: name,
      note: `by ${group}`,
      blocks: [
        {
          kind: 'boxes',
          axis: axisOf(column),
          by: group,
          groups: drawn.flatMap(({ label, spreads }) => {
            const found = boxes.find((one) => one.label === label);
            return found ? [{ ...found, ...meanOf(spreads[at], context) }] : [];
          }),
          hidden: groups.length - drawn.length,
        },
      ],
    });
  }
  return sections;
}

/** A mean with its interval, where there are values enough for one. */
export function meanOf(spread: GroupSpreads['spreads'][number] | undefined, context: CardContext) {
  if (!spread || spread.count === 0 || !Number.isFinite(spread.m2)) return { mean: null, interval: null };
  const { mean, count } = spread;
  if (count < 2) return { mean, interval: null };
  const error = Math.sqrt(variance(spread) / count);
  return { mean, interval: tInterval({ value: mean, error, df: count - 1 }, context) };
}
