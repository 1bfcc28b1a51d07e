import { z } from 'zod';
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
import { type GroupSpreads, groupSpreads, isFlat, requireSpread, type Spread, variance } from '../moments.ts';
import { pOfT, tInterval } from '../tests/alternative.ts';
import { cohensD } from '../tests/effect-size.ts';
import { boxSections } from '../tests/group-boxes.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { emptyIn, mostGroups, pickTwo } from '../tests/two-groups.ts';
import { normalWarning } from '../tests/warnings.ts';
import { count, number } from '../words.ts';
import { twoGroupCases } from './two-sample-t.cases.ts';

const settings = z.object({ columns: Columns, group: ColumnName, groups: Groups, alternative: Alternative });

export const twoSampleT = defineCard({
  id: 'two-sample-t',
  version: 1,
  label: 'Two-sample t-test',
  category: 'Compare groups',
  icon: 'scale',
  keywords: ['welch', 'student', 'mean', 'difference', 'a/b', 'independent'],
  help: 'Whether the mean of a number differs between two groups of rows. Welch’s test: the groups may differ in size and spread.',
  settings,
  slots: [testedSlot, twoGroupsSlot],
  form: [
    {
      fields: [
        testedField,
        slotField(twoGroupsSlot, 'The column whose two values make the groups.'),
        groupsField,
        alternativeField('The first group’s mean is greater', 'The first group’s mean is less'),
      ],
    },
  ],
  async compute({ columns, group, groups: chosen, alternative }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const by = groupSql(columnOf(context.schema, group));
    const found = await groupSpreads(context, { values, group: by, most: mostGroups });
    const pair = pickTwo(found, { column: group, chosen });
    const tests = columns.map((label, at) => ({
      label,
      make: () => test({ label, group, pair, found, at, alternative }, context),
    }));
    const boxes = await boxSections(context, { columns, group, groups: pair });
    return [await judge(tests, context.level), ...boxes];
  },
  cases: twoGroupCases,
});

interface Given {
  label: string;
  group: string;
  pair: readonly [GroupSpreads, GroupSpreads];
  /** All groups there are. */
  found: readonly GroupSpreads[];
  at: number;
  alternative: Alternative;
}

/** B. L. Welch, “The generalization of Student’s problem when several different population variances are involved”, Biometrika 34 (1947). */
export function welch(a: Spread, b: Spread): { difference: number; error: number; t: number; df: number } {
  const [va, vb] = [variance(a) / a.count, variance(b) / b.count];
  const error = Math.sqrt(va + vb);
  const difference = a.mean - b.mean;
  const df = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  return { difference, error, t: difference / error, df };
}

function test({ label, group, pair, found, at, alternative }: Given, context: CardContext): Made {
  const [a, b] = pair.map(({ spreads }) => spreads[at]!) as [Spread, Spread];
  const names = pair.map((one) => `${group} = ${one.label}`);
  for (const [which, spread] of [a, b].entries()) {
    requireSpread(label, spread, { where: ` where ${names[which]}`, mayBeFlat: !isFlat(a) || !isFlat(b) });
  }
  const { difference, error, t, df } = welch(a, b);
  const pooled = Math.sqrt((a.m2 + b.m2) / (a.count + b.count - 2));
  const means = `${number(a.mean)} where ${names[0]} and ${number(b.mean)} where ${names[1]}`;
  const gap = `${number(Math.abs(difference))} ${difference < 0 ? 'less' : 'more'} in the former`;
  const claims = {
    'two-sided': 'differs between',
    greater: 'is greater in the first of',
    less: 'is less in the first of',
  };
  return {
    label,
    hypothesis: `The mean of ${label} is the same where ${names[0]} and where ${names[1]}`,
    alternative: `The mean of ${label} ${claims[alternative]} ${names[0]} and ${names[1]}`,
    statistic: { symbol: 't', value: t },
    df: [df],
    p: pOfT(t, df, { ...context, alternative }),
    method: 'Welch’s t-test',
    effect: cohensD(difference / pooled),
    estimate: {
      label: 'Difference of means',
      value: difference,
      interval: tInterval({ value: difference, error, df }, context),
    },
    conclusions: {
      rejected: `On average ${label} is ${means}: ${gap}`,
      kept: `No difference in the mean of ${label} shows: ${means}`,
    },
    warnings: [
      normalWarning(Math.min(a.count, b.count), `${count(Math.min(a.count, b.count))} values in the smaller group`),
    ],
    rows: a.count + b.count,
    empty: emptyIn(pair, { at, all: found, count: context.count }),
  };
}
