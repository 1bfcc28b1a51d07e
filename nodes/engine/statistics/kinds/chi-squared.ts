import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { StatisticsSection } from '../../../contract/statistics.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql } from '../columns.ts';
import { type Contingency, contingency, independence, shorten } from '../contingency.ts';
import { ColumnName, Columns, groupSlot, slot, slotField } from '../fields.ts';
import { cramersV } from '../tests/effect-size.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { number, percent } from '../words.ts';
import { chiSquaredCases } from './chi-squared.cases.ts';

const columnsSlot = slot('columns', 'Columns', { takes: 'category', max: 50 });
const shown = 12;
const mostTables = 6;

export const chiSquared = defineCard({
  id: 'chi-squared',
  version: 1,
  label: 'Chi-squared test of independence',
  category: 'Compare groups',
  icon: 'grid-4x4',
  keywords: ['contingency', 'crosstab', 'association', 'cramér', 'categories', 'x2'],
  help: 'Whether two groupings of the rows have to do with each other.',
  settings: z.object({ columns: Columns, group: ColumnName }),
  slots: [columnsSlot, groupSlot],
  form: [
    {
      fields: [
        slotField(
          columnsSlot,
          'The columns to test, one test each. Several tests are adjusted for one another by Holm’s method.',
        ),
        slotField(groupSlot, 'The grouping that each of them is tested against.'),
      ],
    },
  ],
  async compute({ columns, group }, context) {
    const side = (name: string) => ({ name, sql: groupSql(columnOf(context.schema, name)) });
    const sections: StatisticsSection[] = [];
    const tests = columns.map((label) => ({
      label,
      make: async () => {
        const table = await contingency(context, { down: side(label), across: side(group) });
        const made = test({ label, group, table }, context);
        if (sections.length < mostTables) sections.push(tableSection(table, label, group));
        return made;
      },
    }));
    const judged = await judge(tests, context.level);
    return [judged, ...sections.sort((a, b) => columns.indexOf(a.title) - columns.indexOf(b.title))];
  },
  cases: chiSquaredCases,
});

function tableSection(table: Contingency, label: string, group: string): StatisticsSection {
  const { down, across, counts } = shorten(table, shown);
  return {
    title: label,
    note: `by ${group}`,
    blocks: [{ kind: 'contingency', down: { label, values: down }, across: { label: group, values: across }, counts }],
  };
}

/** At least two values on each side. STATISTICS_GROUPS. */
export function requireTable({ down, across }: Contingency, names: { down: string; across: string }): void {
  for (const [values, column] of [
    [down, names.down],
    [across, names.across],
  ] as const) {
    if (values.length > 1) continue;
    throw fail('STATISTICS_GROUPS', {
      column,
      found: values.length,
      needed: 'at least two',
      values: values.join() || 'none',
    });
  }
}

function test(
  { label, group, table }: { label: string; group: string; table: Contingency },
  { distributions, count }: CardContext,
): Made {
  requireTable(table, { down: label, across: group });
  const { chiSquared: statistic, df, cramersV: v, sparse, leastExpected } = independence(table);
  const effect = cramersV(v, Math.min(table.down.length, table.across.length));
  return {
    label,
    hypothesis: `${label} and ${group} are independent`,
    alternative: `The shares of ${label} differ between groups of ${group}`,
    statistic: { symbol: 'χ²', value: statistic },
    df: [df],
    p: distributions.chiSquaredUpper(statistic, df),
    method: 'Pearson’s χ² test',
    effect,
    conclusions: {
      rejected: `${label} has to do with ${group}: the association is ${effect.size}, V = ${number(v)}`,
      kept: `No association of ${label} and ${group} shows, V = ${number(v)}`,
    },
    warnings: [
      leastExpected < 5 &&
        `In ${percent(sparse)} of the cells fewer than 5 rows are expected (the fewest: ${number(leastExpected)})${sparse > 0.2 || leastExpected < 1 ? ': the p-value is not to be trusted. Put rare values together.' : '.'}`,
    ],
    rows: table.total,
    empty: count - table.total,
  };
}
