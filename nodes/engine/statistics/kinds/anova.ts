import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql, numberSql } from '../columns.ts';
import { ColumnName, Columns, groupSlot, slotField, testedField, testedSlot } from '../fields.ts';
import { type GroupSpreads, groupSpreads, variance } from '../moments.ts';
import { betweenAndWithin, drawOrder } from '../tests/analysis-of-variance.ts';
import { etaSquared } from '../tests/effect-size.ts';
import { boxSections } from '../tests/group-boxes.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { emptyIn, mostGroups, requireGroups } from '../tests/two-groups.ts';
import { normalWarning, spreadWarning } from '../tests/warnings.ts';
import { many, number, percent } from '../words.ts';
import { anovaCases } from './anova.cases.ts';

export const anova = defineCard({
  id: 'anova',
  version: 1,
  label: 'One-way ANOVA',
  category: 'Compare groups',
  icon: 'chart-candle',
  keywords: ['analysis of variance', 'f-test', 'means', 'several groups'],
  help: 'Whether the mean of a number differs between any of several groups.',
  settings: z.object({ columns: Columns, group: ColumnName }),
  slots: [testedSlot, groupSlot],
  form: [{ fields: [testedField, slotField(groupSlot, 'The column whose values make the groups.')] }],
  async compute({ columns, group }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const by = groupSql(columnOf(context.schema, group));
    const groups = await groupSpreads(context, { values, group: by, most: mostGroups + 1 });
    requireGroups(groups, group);
    const tests = columns.map((label, at) => ({ label, make: () => test({ label, group, groups, at }, context) }));
    const judged = await judge(tests, context.level);
    return [judged, ...(await boxSections(context, { columns, group, groups: drawOrder(groups) }))];
  },
  cases: anovaCases,
});

interface Given {
  label: string;
  group: string;
  groups: readonly GroupSpreads[];
  at: number;
}

function test({ label, group, groups, at }: Given, { distributions, count }: CardContext): Made {
  const there = groups.flatMap(({ label: name, spreads }) => {
    const spread = spreads[at]!;
    return spread.count > 0 ? [{ name, spread }] : [];
  });
  const spreads = there.map(({ spread }) => spread);
  const sums = betweenAndWithin(spreads);
  if (there.length < 2)
    throw fail('STATISTICS_GROUPS', {
      column: group,
      found: there.length,
      needed: `at least two with values of ${label}`,
      values: there.map(({ name }) => name).join(', ') || 'none',
    });
  if (sums.dfWithin < 1)
    throw fail('STATISTICS_TOO_FEW_ROWS', { what: `“${label}”`, found: sums.count, needed: there.length + 1 });
  if (!Number.isFinite(sums.within)) throw fail('STATISTICS_OVERFLOW', { column: label });
  if (sums.within <= sums.count * (sums.mean * Number.EPSILON * 4) ** 2)
    throw fail('STATISTICS_CONSTANT', { column: label, where: ' within every group' });
  const f = sums.between / sums.dfBetween / (sums.within / sums.dfWithin);
  const share = sums.between / (sums.between + sums.within);
  const byMean = [...there].sort((a, b) => a.spread.mean - b.spread.mean);
  const [least, most] = [byMean[0]!, byMean.at(-1)!];
  const range = `from ${number(least.spread.mean)} (${least.name}) to ${number(most.spread.mean)} (${most.name})`;
  const smallest = Math.min(...spreads.map((one) => one.count));
  return {
    label,
    hypothesis: `The mean of ${label} is the same in all ${many(there.length, 'group')} of ${group}`,
    alternative: `The mean of ${label} differs in at least one group of ${group}`,
    statistic: { symbol: 'F', value: f },
    df: [sums.dfBetween, sums.dfWithin],
    p: distributions.fUpper(f, sums.dfBetween, sums.dfWithin),
    method: 'Fisher’s F-test',
    effect: etaSquared(share),
    conclusions: {
      rejected: `The mean of ${label} differs between groups of ${group}, ${range}; the groups explain ${percent(share)} of its variance`,
      kept: `No difference between the means of ${label} shows, ${range}`,
    },
    warnings: [
      normalWarning(smallest, `${many(smallest, 'value')} in the smallest group`),
      spreadWarning(spreads.filter((one) => one.count > 1).map((spread) => Math.sqrt(variance(spread)))),
    ],
    rows: sums.count,
    empty: emptyIn(groups, { at, all: groups, count }),
  };
}
