import { z } from 'zod';
import type { StatisticsBlock, StatisticsSection } from '../../../contract/statistics.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { axisOf, columnOf, numberSql } from '../columns.ts';
import { Columns, testedField, testedSlot } from '../fields.ts';
import { type Moments, moments, requireSpread, variance } from '../moments.ts';
import { quantileOf } from '../quantiles.ts';
import { kurtosisZ, shape, skewnessZ } from '../tests/dagostino-pearson.ts';
import { judge, type Made } from '../tests/outcome.ts';
import { count, number } from '../words.ts';
import { normalityCases } from './normality.cases.ts';

/** Below it the test is not defined; below twenty it is rough. */
const least = 8;
const enough = 20;
/** Above it departures that do no harm become significant. */
const plenty = 5000;
const mostPlots = 6;

export const normality = defineCard({
  id: 'normality',
  version: 1,
  label: 'Normality test',
  category: 'Tests of one column',
  icon: 'chart-area-line',
  keywords: ['gaussian', 'd’agostino', 'pearson', 'omnibus', 'qq', 'bell curve', 'skewness', 'kurtosis'],
  help: 'Whether a number may be normally distributed, by its skewness and kurtosis; with a plot of its quantiles against those of the normal.',
  settings: z.object({ columns: Columns }),
  slots: [testedSlot],
  form: [{ fields: [testedField] }],
  async compute({ columns }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const found = await moments(context, values);
    const tests = columns.map((label, at) => ({ label, make: () => test(label, found[at]!, context) }));
    const judged = await judge(tests, context.level);
    const plots: StatisticsSection[] = [];
    for (const [at, label] of columns.slice(0, mostPlots).entries()) {
      const plot = await quantilePlot(context, { label, value: values[at]!, spread: found[at]! });
      if (plot) plots.push({ title: label, note: 'quantiles against those of the normal', blocks: [plot] });
    }
    return [judged, ...plots];
  },
  cases: normalityCases,
});

/** R. B. D’Agostino and E. S. Pearson, “Tests for departure from normality”, Biometrika 60 (1973). */
function test(label: string, spread: Moments, { distributions, count: rows }: CardContext): Made {
  requireSpread(label, spread, { least });
  const n = spread.count;
  const { skewness, kurtosis } = shape(spread);
  const statistic = skewnessZ(skewness, n) ** 2 + kurtosisZ(kurtosis, n) ** 2;
  const words = `skewness ${number(skewness)}, excess kurtosis ${number(kurtosis - 3)}`;
  return {
    label,
    hypothesis: `${label} is normally distributed`,
    alternative: `${label} is skewed, or its tails are heavier or lighter than those of the normal`,
    statistic: { symbol: 'K²', value: statistic },
    df: [2],
    p: distributions.chiSquaredUpper(statistic, 2),
    method: 'D’Agostino–Pearson',
    estimate: { label: 'Skewness', value: skewness, interval: null },
    conclusions: {
      rejected: `${label} is not normally distributed: ${words}`,
      kept: `Nothing speaks against a normal distribution of ${label}: ${words}`,
    },
    warnings: [
      n < enough && `Only ${count(n)} values: the p-value is rough.`,
      n > plenty && `Of ${count(n)} values even departures that do no harm become significant: look at the plot.`,
    ],
    rows: n,
    empty: rows - n,
  };
}

/** Quantiles of the column against those of the normal, with the line on which they would lie. */
async function quantilePlot(
  { query, rows, schema, distributions, count: all }: CardContext,
  { label, value, spread }: { label: string; value: string; spread: Moments },
): Promise<StatisticsBlock | undefined> {
  if (spread.count < least || !Number.isFinite(spread.m2) || spread.m2 === 0) return undefined;
  const steps = Math.min(200, spread.count);
  const shares = Array.from({ length: steps }, (_, at) => (at + 0.5) / steps);
  const [[found] = []] = await query(
    `SELECT ${quantileOf(all)}(x, [${shares.join(', ')}]) FROM (SELECT ${value} AS x FROM ${rows}) WHERE x IS NOT NULL`,
  );
  const normal = shares.map((share) => distributions.normalQuantile(share));
  const deviation = Math.sqrt(variance(spread));
  const at = (z: number): [number, number] => [z, spread.mean + z * deviation];
  return {
    kind: 'points',
    x: { label: 'Standard normal' },
    y: axisOf(columnOf(schema, label)),
    xs: normal,
    ys: (found as unknown[]).map(Number),
    line: { from: at(normal[0]!), to: at(normal.at(-1)!) },
    sample: `${steps} quantiles`,
  };
}
