import type { Column } from '../../../contract/schema.ts';
import type { Figure, StatisticsBlock } from '../../../contract/statistics.ts';
import { quoteText } from '../../sql/quote.ts';
import type { CardContext } from '../card-kind.ts';
import { axisOf, groupSql, isTime, numberSql } from '../columns.ts';
import { contingency, independence, shorten } from '../contingency.ts';
import { groupSpreads, variance } from '../moments.ts';
import { groupBoxes } from '../quantiles.ts';
import { betweenAndWithin, drawOrder } from '../tests/analysis-of-variance.ts';
import { cramersV, etaSquared } from '../tests/effect-size.ts';
import { meanOf } from '../tests/group-boxes.ts';
import { mostGroups, requireGroups } from '../tests/two-groups.ts';

const mostBoxes = 16;
const shownValues = 10;

/** A number by groups: boxes, means with intervals, how much of the variance the groups explain. STATISTICS_TOO_MANY_VALUES. */
export async function relateGroups(
  context: CardContext,
  { value, group }: { value: Column; group: Column },
): Promise<StatisticsBlock[]> {
  const [x, g] = [numberSql(value), groupSql(group)];
  const groups = await groupSpreads(context, { values: [x], group: g, most: mostGroups + 1 });
  requireGroups(groups.length > 1 ? groups : [...groups, { label: '' }, { label: '' }], group.name);
  const largest = drawOrder(groups.slice(0, mostBoxes));
  const where = largest.length > 0 ? `g IN (${largest.map(({ label }) => quoteText(label)).join(', ')})` : 'false';
  const boxes = await groupBoxes(context, { value: x, group: g, where });
  const drawn = largest.flatMap(({ label, spreads }) => {
    const box = boxes.find((one) => one.label === label);
    return box ? [{ ...box, ...meanOf(spreads[0], context), spread: spreads[0]! }] : [];
  });
  const there = groups.map(({ spreads }) => spreads[0]!).filter(({ count }) => count > 0);
  const format = isTime(value) ? ({ format: 'time' } as const) : {};
  return [
    {
      kind: 'boxes',
      axis: axisOf(value),
      by: group.name,
      groups: drawn.map(({ spread, ...one }) => one),
      hidden: groups.length - largest.length,
    },
    { kind: 'figures', figures: shareFigures(there, context) },
    {
      kind: 'table',
      columns: [
        { label: group.name, format: 'text' },
        { label: 'Values', format: 'count' },
        { label: 'Mean', ...format },
        { label: 'From', ...format, help: 'Confidence interval of the mean.' },
        { label: 'To', ...format },
        { label: 'Std deviation' },
        { label: 'Median', ...format },
      ],
      rows: drawn.map(({ label, count, mean, interval, spread, box }) => [
        label,
        count,
        mean,
        interval?.low ?? null,
        interval?.high ?? null,
        count > 1 && Number.isFinite(spread.m2) ? Math.sqrt(variance(spread)) : null,
        box.median,
      ]),
    },
  ];
}

function shareFigures(
  spreads: Parameters<typeof betweenAndWithin>[0],
  { distributions, count }: CardContext,
): Figure[] {
  const { between, within, dfBetween, dfWithin, count: filled } = betweenAndWithin(spreads);
  const has = spreads.length > 1 && dfWithin > 0 && within > 0 && Number.isFinite(within);
  const eta = has ? etaSquared(between / (between + within)) : null;
  return [
    { label: 'Groups', value: spreads.length, format: 'count' },
    { label: 'Values', value: filled, format: 'count' },
    { label: 'Left out', value: count - filled, format: 'count', help: 'Rows without a value or without a group.' },
    {
      label: 'Explained variance (η²)',
      value: eta?.value ?? null,
      format: 'share',
      help: `The part of the variance that lies between the groups${eta ? `: ${eta.size}` : ''}.`,
    },
    {
      label: 'p of equal means',
      value: has ? distributions.fUpper(between / dfBetween / (within / dfWithin), dfBetween, dfWithin) : null,
      format: 'p',
      help: 'By one-way analysis of variance.',
    },
  ];
}

/** Two groupings: the table of their values, and how strongly they go together. STATISTICS_TOO_MANY_VALUES. */
export async function relateGroupings(
  context: CardContext,
  { down, across }: { down: Column; across: Column },
): Promise<StatisticsBlock[]> {
  const side = (column: Column) => ({ name: column.name, sql: groupSql(column) });
  const table = await contingency(context, { down: side(down), across: side(across) });
  const has = table.down.length > 1 && table.across.length > 1;
  const found = has ? independence(table) : null;
  const effect = found && cramersV(found.cramersV, Math.min(table.down.length, table.across.length));
  const shown = shorten(table, shownValues);
  return [
    {
      kind: 'contingency',
      down: { label: down.name, values: shown.down },
      across: { label: across.name, values: shown.across },
      counts: shown.counts,
    },
    {
      kind: 'figures',
      figures: [
        { label: 'Rows with both', value: table.total, format: 'count' },
        {
          label: 'Left out',
          value: context.count - table.total,
          format: 'count',
          help: 'Rows in which one of the two is empty.',
        },
        {
          label: 'Cramér’s V',
          value: effect?.value ?? null,
          format: 'coefficient',
          help: `How strongly the two go together, 0 to 1${effect ? `: ${effect.size}` : ''}.`,
        },
        { label: 'χ²', value: found?.chiSquared ?? null },
        { label: 'Degrees of freedom', value: found?.df ?? null, format: 'count' },
        {
          label: 'p of independence',
          value: found && context.distributions.chiSquaredUpper(found.chiSquared, found.df),
          format: 'p',
        },
      ],
    },
  ];
}
