import { z } from 'zod';
import { defineCard } from '../card-kind.ts';
import { columnOf, numberSql } from '../columns.ts';
import { Alternative, alternativeField, ColumnName, slot, slotField } from '../fields.ts';
import { moments, requireSpread, variance } from '../moments.ts';
import { pOfT, relationWords, tInterval } from '../tests/alternative.ts';
import { cohensD } from '../tests/effect-size.ts';
import { judge } from '../tests/outcome.ts';
import { normalWarning } from '../tests/warnings.ts';
import { count, number } from '../words.ts';
import { pairedCases } from './paired-t.cases.ts';

const first = slot('first', 'First');
const second = slot('second', 'Second', { word: 'and' });

export const pairedT = defineCard({
  id: 'paired-t',
  version: 1,
  label: 'Paired t-test',
  category: 'Compare columns',
  icon: 'arrows-diff',
  keywords: ['student', 'before', 'after', 'dependent', 'difference', 'repeated'],
  help: 'Whether two numbers of the same rows differ on average: before and after, forecast and actual.',
  settings: z.object({ first: ColumnName, second: ColumnName, alternative: Alternative }),
  slots: [first, second],
  form: [
    {
      fields: [
        slotField(first, 'One number of each row.'),
        slotField(second, 'The number it is compared with.'),
        alternativeField('The first is greater', 'The first is less'),
      ],
    },
  ],
  /** Student’s test of the differences: W. S. Gosset, “The probable error of a mean”, Biometrika 6 (1908). */
  async compute({ first: a, second: b, alternative }, context) {
    const [x, y] = [a, b].map((name) => numberSql(columnOf(context.schema, name)));
    const both = (sql: string | undefined) => `CASE WHEN (${x}) - (${y}) IS NOT NULL THEN ${sql} END`;
    const [difference, ofFirst, ofSecond] = await moments(context, [`(${x}) - (${y})`, both(x), both(y)]);
    const label = `${a} − ${b}`;
    const make = () => {
      const spread = difference!;
      requireSpread(label, spread);
      const df = spread.count - 1;
      const deviation = Math.sqrt(variance(spread));
      const error = deviation / Math.sqrt(spread.count);
      const t = spread.mean / error;
      const means = `${number(ofFirst!.mean)} against ${number(ofSecond!.mean)} on average`;
      return {
        label,
        hypothesis: `${a} and ${b} have the same mean`,
        alternative: `The mean of ${a} ${relationWords[alternative]} that of ${b}`,
        statistic: { symbol: 't', value: t },
        df: [df],
        p: pOfT(t, df, { ...context, alternative }),
        method: 'Student’s t-test of the differences',
        effect: cohensD(spread.mean / deviation),
        estimate: {
          label: 'Mean difference',
          value: spread.mean,
          interval: tInterval({ value: spread.mean, error, df }, context),
        },
        conclusions: {
          rejected: `${a} is ${t > 0 ? 'larger' : 'smaller'} than ${b}: ${means}`,
          kept: `No difference between ${a} and ${b} shows: ${means}`,
        },
        warnings: [normalWarning(spread.count, `${count(spread.count)} pairs`)],
        rows: spread.count,
        empty: context.count - spread.count,
      };
    };
    return [await judge([{ label, make }], context.level)];
  },
  cases: pairedCases,
});
