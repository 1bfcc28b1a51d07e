import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { StatisticsSection } from '../../../contract/statistics.ts';
import { quoteText } from '../../sql/quote.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { axisOf, columnOf, groupSql, numberSql } from '../columns.ts';
import {
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
import { quantileOf } from '../quantiles.ts';
import { largestGap } from '../ranks.ts';
import { distance } from '../tests/effect-size.ts';
import { smirnovUpper } from '../tests/kolmogorov-smirnov-exact.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { emptyIn, mostGroups, pickTwo } from '../tests/two-groups.ts';
import { many, percent } from '../words.ts';
import { kolmogorovSmirnovCases } from './kolmogorov-smirnov.cases.ts';

/** Up to this product of the sizes the exact distribution is counted out. */
const exactUpTo = 1_000_000;
const mostCurves = 6;

export const kolmogorovSmirnov = defineCard({
  id: 'kolmogorov-smirnov',
  version: 1,
  label: 'Kolmogorov–Smirnov test',
  category: 'Compare groups',
  icon: 'wave-sine',
  keywords: ['distribution', 'ks', 'drift', 'ecdf', 'two-sample'],
  help: 'Whether a number is distributed differently in two groups: in place, spread or shape.',
  settings: z.object({ columns: Columns, group: ColumnName, groups: Groups }),
  slots: [testedSlot, twoGroupsSlot],
  form: [
    { fields: [testedField, slotField(twoGroupsSlot, 'The column whose two values make the groups.'), groupsField] },
  ],
  async compute({ columns, group, groups: chosen }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const by = groupSql(columnOf(context.schema, group));
    const found = await groupSpreads(context, { values, group: by, most: mostGroups });
    const pair = pickTwo(found, { column: group, chosen });
    const tests = columns.map((label, at) => ({
      label,
      make: async () => {
        const gap = await gapOf(context, { value: values[at]!, group: by, pair, at });
        return test(
          { label, group, pair, gap, empty: emptyIn(pair, { at, all: found, count: context.count }) },
          context,
        );
      },
    }));
    const judged = await judge(tests, context.level);
    const curves: StatisticsSection[] = [];
    for (const [at, label] of columns.slice(0, mostCurves).entries())
      curves.push(await curveSection(context, { label, value: values[at]!, group: { name: group, sql: by }, pair }));
    return [judged, ...curves];
  },
  cases: kolmogorovSmirnovCases,
});

type Pair = readonly [GroupSpreads, GroupSpreads];

interface Gap {
  sizes: [number, number];
  /** Largest distance of the distribution functions, times both sizes: a whole number. */
  reach: number;
  hasTies: boolean;
}

async function gapOf(
  context: CardContext,
  { value, group, pair, at }: { value: string; group: string; pair: Pair; at: number },
): Promise<Gap> {
  const sizes = pair.map(({ spreads }) => spreads[at]!.count) as [number, number];
  const [first, second] = pair.map(({ label }) => `coalesce(${group} = ${quoteText(label)}, false)`) as [
    string,
    string,
  ];
  return { sizes, ...(await largestGap(context, { value, first, second, sizes })) };
}

interface Given {
  label: string;
  group: string;
  pair: Pair;
  gap: Gap;
  empty: number;
}

/** N. V. Smirnov, “Table for estimating the goodness of fit of empirical distributions”, Annals of Mathematical Statistics 19 (1948). */
function test({ label, group, pair, gap, empty }: Given, { distributions }: CardContext): Made {
  const names = pair.map((one) => `${group} = ${one.label}`);
  const { sizes, reach, hasTies } = gap;
  const [m, n] = sizes;
  for (const [which, size] of sizes.entries())
    if (size < 1)
      throw fail('STATISTICS_TOO_FEW_ROWS', { what: `“${label}” where ${names[which]}`, found: 0, needed: 1 });
  const d = reach / (m * n);
  const isExact = m * n <= exactUpTo;
  const p = isExact ? smirnovUpper(reach, sizes) : distributions.kolmogorovUpper(d * Math.sqrt((m * n) / (m + n)));
  const gapWords = `their distribution functions are up to ${percent(d)} apart`;
  const least = Math.min(m, n);
  return {
    label,
    hypothesis: `${label} has the same distribution where ${names[0]} and where ${names[1]}`,
    alternative: `The distribution of ${label} differs between ${names[0]} and ${names[1]}`,
    statistic: { symbol: 'D', value: d },
    p: Math.min(1, p),
    method: isExact ? 'exact' : 'Kolmogorov’s limit distribution',
    effect: distance(d),
    conclusions: {
      rejected: `${label} is distributed differently where ${names[0]} and where ${names[1]}: ${gapWords}`,
      kept: `No difference between the distributions of ${label} shows: ${gapWords}`,
    },
    warnings: [
      least < 5 && `Only ${many(least, 'value')} in the smaller group: only large differences can show.`,
      hasTies && 'Some values are equal: the p-value is larger than it would have to be.',
    ],
    rows: m + n,
    empty,
  };
}

interface CurveWanted {
  label: string;
  value: string;
  group: { name: string; sql: string };
  pair: Pair;
}

/** The two distribution functions, drawn at a hundred steps. */
async function curveSection(
  context: CardContext,
  { label, value, group, pair }: CurveWanted,
): Promise<StatisticsSection> {
  const shares = Array.from({ length: 101 }, (_, at) => at / 100);
  const labels = pair.map((one) => quoteText(one.label)).join(', ');
  const [names = [], lists = []] = await context.query(
    `SELECT g, ${quantileOf(context.count)}(x, [${shares.join(', ')}]) FROM (SELECT ${group.sql} AS g, ${value} AS x FROM ${context.rows})
     WHERE x IS NOT NULL AND g IN (${labels}) GROUP BY g`,
  );
  return {
    title: label,
    note: `by ${group.name}`,
    blocks: [
      {
        kind: 'curves',
        x: axisOf(columnOf(context.schema, label)),
        y: { label: 'Share of the rows up to here' },
        series: pair.map((one) => ({
          name: `${group.name} = ${one.label}`,
          draw: 'steps',
          xs: ((lists[names.indexOf(one.label)] ?? []) as number[]).map(Number),
          ys: shares,
        })),
      },
    ],
  };
}
