import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { quoteText } from '../../sql/quote.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql, numberSql } from '../columns.ts';
import {
  Alternative,
  alternativeField,
  ColumnName,
  Columns,
  Groups,
  groupsField,
  slotField,
  testedField,
  testedSlot,
  twoGroupsSlot,
} from '../fields.ts';
import { type GroupSpreads, groupSpreads } from '../moments.ts';
import { type GroupRanks, groupRanks } from '../ranks.ts';
import { rankBiserial } from '../tests/effect-size.ts';
import { boxSections } from '../tests/group-boxes.ts';
import { mannWhitneyUpper } from '../tests/mann-whitney-exact.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { emptyIn, mostGroups, pickTwo } from '../tests/two-groups.ts';
import { many, percent } from '../words.ts';
import { mannWhitneyCases } from './mann-whitney.cases.ts';

const settings = z.object({ columns: Columns, group: ColumnName, groups: Groups, alternative: Alternative });

/** Below this size, and without ties, the exact distribution is counted out. */
const exactBelow = 50;

export const mannWhitney = defineCard({
  id: 'mann-whitney',
  version: 1,
  label: 'Mann–Whitney U test',
  category: 'Compare groups',
  icon: 'sort-ascending',
  keywords: ['wilcoxon', 'rank sum', 'median', 'nonparametric', 'ordinal'],
  help: 'Whether the values of one group tend to be larger than those of another. By ranks: outliers and skewed values do no harm.',
  settings,
  slots: [testedSlot, twoGroupsSlot],
  form: [
    {
      fields: [
        testedField,
        slotField(twoGroupsSlot, 'The column whose two values make the groups.'),
        groupsField,
        alternativeField('Values of the first group are larger', 'Values of the first group are smaller'),
      ],
    },
  ],
  async compute({ columns, group, groups: chosen, alternative }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const by = groupSql(columnOf(context.schema, group));
    const found = await groupSpreads(context, { values, group: by, most: mostGroups });
    const pair = pickTwo(found, { column: group, chosen });
    const where = `g IN (${pair.map(({ label }) => quoteText(label)).join(', ')})`;
    const tests = columns.map((label, at) => ({
      label,
      make: async () => {
        const ranks = await groupRanks(context, { value: values[at]!, group: by, where, most: 2 });
        return test(
          { label, group, pair, ranks, empty: emptyIn(pair, { at, all: found, count: context.count }), alternative },
          context,
        );
      },
    }));
    const judged = await judge(tests, context.level);
    return [judged, ...(await boxSections(context, { columns, group, groups: pair }))];
  },
  cases: mannWhitneyCases,
});

interface Given {
  label: string;
  group: string;
  pair: readonly [GroupSpreads, GroupSpreads];
  ranks: readonly GroupRanks[];
  empty: number;
  alternative: Alternative;
}

/** H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947); ties as in E. L. Lehmann, “Nonparametrics”, 1975. */
function test({ label, group, pair, ranks, empty, alternative }: Given, { distributions }: CardContext): Made {
  const [a, b] = pair.map((one) => ranks.find((rank) => rank.label === one.label));
  const names = pair.map((one) => `${group} = ${one.label}`);
  for (const [at, found] of [a, b].entries())
    if (!found) throw fail('STATISTICS_TOO_FEW_ROWS', { what: `“${label}” where ${names[at]}`, found: 0, needed: 1 });
  const [n1, n2] = [a!.count, b!.count];
  const ties = a!.ties + b!.ties;
  const total = n1 + n2;
  if (ties >= total ** 3 - total) throw fail('STATISTICS_CONSTANT', { column: label, where: '' });
  const u1 = a!.rankSum - (n1 * (n1 + 1)) / 2;
  const isExact = ties === 0 && n1 < exactBelow && n2 < exactBelow;
  const deviation = Math.sqrt(((n1 * n2) / 12) * (total + 1 - ties / (total * (total - 1))));
  const upper = (u: number) =>
    isExact ? mannWhitneyUpper(u, [n1, n2]) : distributions.normalUpper((u - (n1 * n2) / 2 - 0.5) / deviation);
  const u2 = n1 * n2 - u1;
  const p = { 'two-sided': 2 * upper(Math.max(u1, u2)), greater: upper(u1), less: upper(u2) }[alternative];
  const chance = u1 / (n1 * n2);
  const isMore = chance > 0.5;
  const larger = `a value from ${names[0]} is the larger of a pair in ${percent(chance)} of the cases`;
  const claims = {
    'two-sided': 'tend to differ',
    greater: 'tend to be larger in the first',
    less: 'tend to be smaller in the first',
  };
  return {
    label,
    hypothesis: `Values of ${label} are as often larger where ${names[0]} as where ${names[1]}`,
    alternative: `Values of ${label} ${claims[alternative]}: ${names[0]}, ${names[1]}`,
    statistic: { symbol: 'U', value: u1 },
    p: Math.min(1, p),
    method: isExact ? 'exact' : 'normal approximation, corrected for continuity and ties',
    effect: rankBiserial(2 * chance - 1),
    estimate: { label: 'Chance that a value of the first group is larger', value: chance, interval: null },
    conclusions: {
      rejected: `Values of ${label} tend to be ${isMore ? 'larger' : 'smaller'} where ${names[0]}: ${larger}`,
      kept: `No tendency of ${label} to be larger in one group shows: ${larger}`,
    },
    warnings: [
      Math.min(n1, n2) < 5 &&
        `Only ${many(Math.min(n1, n2), 'value')} in the smaller group: only large differences can show.`,
    ],
    rows: total,
    empty,
  };
}
