import { z } from 'zod';
import type { CardContext } from '../card-kind.ts';
import { defineCard } from '../card-kind.ts';
import { columnOf, numberSql } from '../columns.ts';
import { Alternative, alternativeField, Columns, testedField, testedSlot } from '../fields.ts';
import { moments, requireSpread, variance } from '../moments.ts';
import { pOfT, relationWords, tInterval } from '../tests/alternative.ts';
import { cohensD } from '../tests/effect-size.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { normalWarning } from '../tests/warnings.ts';
import { count, number } from '../words.ts';
import { oneSampleCases } from './one-sample-t.cases.ts';

const settings = z.object({ columns: Columns, mean: z.number().default(0), alternative: Alternative });

export const oneSampleT = defineCard({
  id: 'one-sample-t',
  version: 1,
  label: 'One-sample t-test',
  category: 'Tests of one column',
  icon: 'target',
  keywords: ['student', 'mean', 'hypothesis', 'reference'],
  help: 'Whether the mean of a number differs from a given value.',
  settings,
  slots: [testedSlot],
  form: [
    {
      fields: [
        testedField,
        {
          key: 'mean',
          label: 'Mean to compare with',
          help: 'The value that the mean is tested against.',
          widget: 'number',
        },
        alternativeField('It is greater', 'It is less'),
      ],
    },
  ],
  async compute({ columns, mean, alternative }, context) {
    const found = await moments(
      context,
      columns.map((name) => numberSql(columnOf(context.schema, name))),
    );
    const tests = columns.map((label, at) => ({
      label,
      make: () => test({ label, spread: found[at]!, mean, alternative }, context),
    }));
    return [await judge(tests, context.level)];
  },
  cases: oneSampleCases,
});

interface Given {
  label: string;
  spread: Awaited<ReturnType<typeof moments>>[number];
  mean: number;
  alternative: Alternative;
}

/** Student, “The probable error of a mean”, Biometrika 6 (1908). */
function test({ label, spread, mean, alternative }: Given, context: CardContext): Made {
  requireSpread(label, spread);
  const df = spread.count - 1;
  const deviation = Math.sqrt(variance(spread));
  const error = deviation / Math.sqrt(spread.count);
  const t = (spread.mean - mean) / error;
  const p = pOfT(t, df, { ...context, alternative });
  const side = spread.mean > mean ? 'above' : 'below';
  return {
    label,
    hypothesis: `The mean of ${label} is ${number(mean)}`,
    alternative: `The mean of ${label} ${relationWords[alternative]} ${number(mean)}`,
    statistic: { symbol: 't', value: t },
    df: [df],
    p,
    method: 'Student’s t-test',
    effect: cohensD((spread.mean - mean) / deviation),
    estimate: { label: 'Mean', value: spread.mean, interval: tInterval({ value: spread.mean, error, df }, context) },
    conclusions: {
      rejected: `The mean of ${label}, ${number(spread.mean)}, lies ${side} ${number(mean)} by more than chance explains`,
      kept: `The mean of ${label}, ${number(spread.mean)}, does not differ from ${number(mean)} by more than chance explains`,
    },
    warnings: [normalWarning(spread.count, `${count(spread.count)} values`)],
    rows: spread.count,
    empty: context.count - spread.count,
  };
}
