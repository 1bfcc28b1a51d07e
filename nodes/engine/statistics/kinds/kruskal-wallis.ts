import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql, numberSql } from '../columns.ts';
import { ColumnName, Columns, groupSlot, slotField, testedField, testedSlot } from '../fields.ts';
import { groupSpreads } from '../moments.ts';
import { type GroupRanks, groupRanks } from '../ranks.ts';
import { drawOrder } from '../tests/analysis-of-variance.ts';
import { epsilonSquared } from '../tests/effect-size.ts';
import { boxSections } from '../tests/group-boxes.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { emptyIn, mostGroups, requireGroups } from '../tests/two-groups.ts';
import { many, number } from '../words.ts';
import { kruskalCases } from './kruskal-wallis.cases.ts';

export const kruskalWallis = defineCard({
  id: 'kruskal-wallis',
  version: 1,
  label: 'Kruskal–Wallis test',
  category: 'Compare groups',
  icon: 'stairs',
  keywords: ['ranks', 'nonparametric', 'several groups', 'ordinal', 'h-test'],
  help: 'Whether values tend to be larger in some of several groups. By ranks: outliers and skewed values do no harm.',
  settings: z.object({ columns: Columns, group: ColumnName }),
  slots: [testedSlot, groupSlot],
  form: [{ fields: [testedField, slotField(groupSlot, 'The column whose values make the groups.')] }],
  async compute({ columns, group }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const by = groupSql(columnOf(context.schema, group));
    const groups = await groupSpreads(context, { values, group: by, most: mostGroups + 1 });
    requireGroups(groups, group);
    const tests = columns.map((label, at) => ({
      label,
      make: async () => {
        const ranks = await groupRanks(context, { value: values[at]!, group: by, most: mostGroups + 1 });
        return test(
          { label, group, ranks, empty: emptyIn(groups, { at, all: groups, count: context.count }) },
          context,
        );
      },
    }));
    const judged = await judge(tests, context.level);
    return [judged, ...(await boxSections(context, { columns, group, groups: drawOrder(groups) }))];
  },
  cases: kruskalCases,
});

interface Given {
  label: string;
  group: string;
  ranks: readonly GroupRanks[];
  empty: number;
}

/** W. H. Kruskal and W. A. Wallis, “Use of ranks in one-criterion variance analysis”, JASA 47 (1952), with their correction for ties. */
function test({ label, group, ranks, empty }: Given, { distributions }: CardContext): Made {
  if (ranks.length < 2)
    throw fail('STATISTICS_GROUPS', {
      column: group,
      found: ranks.length,
      needed: `at least two with values of ${label}`,
      values: ranks.map((one) => one.label).join(', ') || 'none',
    });
  const n = ranks.reduce((sum, { count }) => sum + count, 0);
  const ties = ranks.reduce((sum, one) => sum + one.ties, 0);
  if (ties >= n ** 3 - n) throw fail('STATISTICS_CONSTANT', { column: label, where: '' });
  const middle = (n + 1) / 2;
  const spread = ranks.reduce((sum, { count, rankSum }) => sum + count * (rankSum / count - middle) ** 2, 0);
  const h = ((12 / (n * (n + 1))) * spread) / (1 - ties / (n ** 3 - n));
  const byRank = [...ranks].sort((a, b) => a.rankSum / a.count - b.rankSum / b.count);
  const [least, most] = [byRank[0]!, byRank.at(-1)!];
  const meanRank = ({ label: name, count, rankSum }: GroupRanks) => `${number(rankSum / count)} (${name})`;
  const range = `mean ranks from ${meanRank(least)} to ${meanRank(most)}`;
  const smallest = Math.min(...ranks.map(({ count }) => count));
  return {
    label,
    hypothesis: `Values of ${label} are spread alike in all ${many(ranks.length, 'group')} of ${group}`,
    alternative: `Values of ${label} tend to be larger in at least one group of ${group}`,
    statistic: { symbol: 'H', value: h },
    df: [ranks.length - 1],
    p: distributions.chiSquaredUpper(h, ranks.length - 1),
    method: 'χ² approximation, corrected for ties',
    effect: epsilonSquared(h / (n - 1)),
    conclusions: {
      rejected: `Values of ${label} tend to be larger in some groups of ${group} than in others: ${range}`,
      kept: `No group of ${group} shows larger values of ${label} than the others: ${range}`,
    },
    warnings: [smallest < 5 && `Only ${many(smallest, 'value')} in the smallest group: the approximation is rough.`],
    rows: n,
    empty,
  };
}
