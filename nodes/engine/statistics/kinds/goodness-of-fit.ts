import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql } from '../columns.ts';
import { mostValues } from '../contingency.ts';
import { ColumnName, slot, slotField } from '../fields.ts';
import { cohensW } from '../tests/effect-size.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { byLabel } from '../tests/two-groups.ts';
import { many, percent } from '../words.ts';
import { goodnessOfFitCases } from './goodness-of-fit.cases.ts';

const columnSlot = slot('column', 'Column', { takes: 'category' });
const settings = z.object({
  column: ColumnName,
  expected: z.enum(['equal', 'given']).default('equal'),
  shares: z.array(z.object({ value: z.string().default(''), share: z.number().min(0).default(0) })).default([]),
});

export const goodnessOfFit = defineCard({
  id: 'goodness-of-fit',
  version: 1,
  label: 'Chi-squared goodness of fit',
  category: 'Tests of one column',
  icon: 'chart-bar-popular',
  keywords: ['shares', 'proportions', 'expected', 'multinomial', 'uniform'],
  help: 'Whether values occur in the shares that are expected: all equally often, or as given.',
  settings,
  slots: [columnSlot],
  form: [
    {
      fields: [
        slotField(columnSlot, 'The column whose values are counted.'),
        {
          key: 'expected',
          label: 'Expected shares',
          help: 'What the counts are compared with.',
          widget: 'choice',
          choices: [
            { value: 'equal', label: 'All values equally often' },
            { value: 'given', label: 'As given below' },
          ],
        },
        {
          key: 'shares',
          label: 'Shares',
          help: 'Each value with its share: parts of one, percentages or any other ratio. Rows with other values are left out.',
          widget: 'list',
          showWhen: { key: 'expected', in: ['given'] },
          items: [
            { key: 'value', label: 'Value', help: 'A value as it stands in the column.', widget: 'text' },
            {
              key: 'share',
              label: 'Share',
              help: 'How often it should occur, in proportion to the others.',
              widget: 'number',
            },
          ],
        },
      ],
    },
  ],
  async compute({ column, expected, shares }, context) {
    const by = groupSql(columnOf(context.schema, column));
    const [labels = [], found = []] = await context.query(
      `SELECT g, count(*) AS n FROM (SELECT ${by} AS g FROM ${context.rows}) WHERE g IS NOT NULL GROUP BY g ORDER BY n DESC, g LIMIT ${mostValues + 1}`,
    );
    if (labels.length > mostValues) throw fail('STATISTICS_TOO_MANY_VALUES', { column, most: mostValues });
    const counts = new Map(labels.map((label, at) => [String(label), Number(found[at])]));
    const wanted =
      expected === 'given' ? givenShares(shares) : [...counts.keys()].map((value) => ({ value, share: 1 }));
    const values = compared({ column, counts, wanted });
    const make = () => test({ column, values, isEqual: expected === 'equal', counted: counts }, context);
    return [
      await judge([{ label: column, make }], context.level),
      { title: column, note: 'observed and expected', blocks: [{ kind: 'values', values, others: null }] },
    ];
  },
  cases: goodnessOfFitCases,
});

interface Share {
  value: string;
  share: number;
}

/** The same value twice counts once, with both shares. */
function givenShares(shares: readonly Share[]): Share[] {
  const sums = new Map<string, number>();
  for (const { value, share } of shares) if (value !== '') sums.set(value, (sums.get(value) ?? 0) + share);
  return [...sums].map(([value, share]) => ({ value, share }));
}

interface Value {
  label: string;
  count: number;
  expected: number;
}

function compared({
  column,
  counts,
  wanted,
}: {
  column: string;
  counts: ReadonlyMap<string, number>;
  wanted: Share[];
}): Value[] {
  const positive = wanted.filter(({ share }) => share > 0);
  if (positive.length < 2)
    throw fail('STATISTICS_GROUPS', {
      column,
      found: positive.length,
      needed: 'at least two values with a share',
      values: [...counts.keys()].slice(0, 12).join(', ') || 'none',
    });
  const whole = positive.reduce((sum, { share }) => sum + share, 0);
  const rows = positive.reduce((sum, { value }) => sum + (counts.get(value) ?? 0), 0);
  if (rows === 0) throw fail('STATISTICS_TOO_FEW_ROWS', { what: `“${column}”`, found: 0, needed: 1 });
  return positive
    .map(({ value, share }) => ({ label: value, count: counts.get(value) ?? 0, expected: (rows * share) / whole }))
    .sort(byLabel);
}

/** K. Pearson, “On the criterion that a given system of deviations … is such …”, Philosophical Magazine 50 (1900). */
function test(
  {
    column,
    values,
    isEqual,
    counted,
  }: { column: string; values: Value[]; isEqual: boolean; counted: ReadonlyMap<string, number> },
  { distributions, count }: CardContext,
): Made {
  const rows = values.reduce((sum, one) => sum + one.count, 0);
  const statistic = values.reduce((sum, { count: n, expected }) => sum + (n - expected) ** 2 / expected, 0);
  const df = values.length - 1;
  const worst = values.reduce((a, b) => (Math.abs(b.count - b.expected) > Math.abs(a.count - a.expected) ? b : a));
  const named = [...counted.values()].reduce((sum, n) => sum + n, 0);
  const sparse = values.filter(({ expected }) => expected < 5).length;
  const claim = isEqual ? 'equally often' : 'in the given shares';
  const most = `${worst.label} occurs in ${percent(worst.count / rows)} of the rows, expected were ${percent(worst.expected / rows)}`;
  return {
    label: column,
    hypothesis: `The values of ${column} occur ${claim}`,
    alternative: `At least one value of ${column} occurs more or less often`,
    statistic: { symbol: 'χ²', value: statistic },
    df: [df],
    p: distributions.chiSquaredUpper(statistic, df),
    method: 'Pearson’s χ² test',
    effect: cohensW(Math.sqrt(statistic / rows)),
    conclusions: {
      rejected: `The values of ${column} do not occur ${claim}: ${most}`,
      kept: `The values of ${column} may well occur ${claim}; farthest from it, ${most}`,
    },
    warnings: [
      sparse > 0 && `Fewer than 5 rows are expected of ${many(sparse, 'value')}: the p-value is rough.`,
      named > rows && `${many(named - rows, 'row')} with values that have no share are left out.`,
    ],
    rows,
    empty: count - named,
  };
}
