import { fail } from '../../../contract/errors/index.ts';
import { castTo } from '../../expr/build.ts';
import { cutExpr, resolveCuts } from '../bins.ts';
import { chartKind } from '../chart-kind.ts';
import { columnExpr, freeName } from '../columns.ts';
import { binsOf } from '../grouped.ts';
import { withNumbers } from '../raw.ts';
import { group, value } from '../wells.ts';

const LIMIT = 40;
const shares = { '5 %': 0.05, '25 %': 0.25, median: 0.5, '75 %': 0.75, '95 %': 0.95 };

export const box = chartKind({
  id: 'box',
  label: 'Box plot',
  category: 'Distribution',
  icon: 'chart-candle',
  keywords: ['quantiles', 'whiskers', 'spread'],
  help: 'The spread of a number by group: the box holds the middle half, the whiskers reach from 5 % to 95 %, dots are the extremes.',
  wells: [
    value('y', 'Values', 'The number whose spread is shown.'),
    group('dimension', 'By', 'One box for each value.'),
  ],
  options: ['order', 'limit', 'palette', 'references', 'axis'],
  example: { dimension: { column: 'text', bin: 'none' }, measures: [{ column: 'a', aggregate: 'median' }] },
  async read(context) {
    const { chart, schema, run } = context;
    const name = chart.measures[0]?.column;
    if (!name) throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'a column of values' });
    const arg = castTo(columnExpr(schema, name), 'double').expr;
    const rows = withNumbers(context, [name]);
    const cuts = await resolveCuts(chart.dimension ? [chart.dimension] : [], { ...context, rows });
    const taken = new Set(['min', 'max', 'rows', ...Object.keys(shares)]);
    const keys = cuts.map((cut) => ({ name: freeName(cut.column, taken), expr: cutExpr(cut, schema).expr }));
    const quantiles = Object.entries(shares).map(([label, parameter]) => ({
      name: label,
      fn: 'quantile' as const,
      arg,
      parameter,
    }));
    const aggregates = [
      ...quantiles,
      { name: 'min', fn: 'min' as const, arg },
      { name: 'max', fn: 'max' as const, arg },
      { name: 'rows', fn: 'count' as const },
    ];
    const limit = chart.limit ?? LIMIT;
    const [key] = keys;
    const first = { op: 'col' as const, name: key?.name ?? '' };
    const natural = cuts.some(({ bin, width }) => bin !== 'none' || width);
    const byFigure = chart.order ? chart.order.by === 'figure' : !natural;
    const descending = chart.order?.descending ?? byFigure;
    const by = [
      ...(byFigure ? [{ expr: { op: 'col' as const, name: chart.order ? 'median' : 'rows' }, descending }] : []),
      { expr: first, descending: byFigure ? false : descending },
    ];
    const plan = { op: 'aggregate' as const, input: rows, keys, aggregates };
    if (!key) return run(plan);
    const result = await run({ op: 'limit', input: { op: 'sort', input: plan, by }, count: limit + 1 });
    const cut = result.rowCount > limit;
    return {
      schema: result.schema,
      columns: result.columns.map((values) => values.slice(0, limit)),
      ...(cut ? { total: null, sample: `the first ${limit} groups` } : {}),
      bins: binsOf({ ...chart, series: undefined }, cuts),
    };
  },
});
