import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import { type Column, temporalTypes } from '../../../nodes/contract/schema.ts';
import { isNumber } from '../../ui/cell-text.ts';
import { formatCount, formatNumber, formatShare } from '../../ui/format.ts';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';

interface FiguresProps {
  column: Column;
  stats: ColumnStats;
  /** Which rows they are of. */
  over: string;
}

/** The figures of a column in a list. */
export function Figures({ column, stats, over }: FiguresProps) {
  const q = (p: number) => stats.quantiles.find((one) => one.p === p)?.value;
  const isTime = temporalTypes.includes(column.type);
  const isUnique = stats.distinct > 0 && stats.distinct === stats.rows - stats.empty;
  const text = (value: string | null) => (value === null ? '–' : value.length > 40 ? `${value.slice(0, 39)}…` : value);
  const number = (value: string | null) => (value === null ? '–' : formatNumber(Number(value), 12));
  const end = (value: string | null) => (isNumber(column.type) ? number(value) : text(value));
  const day = (value: number | undefined) =>
    value === undefined
      ? '–'
      : new Date(value * 1000)
          .toISOString()
          .slice(0, column.type === 'date' ? 10 : 16)
          .replace('T', ' ');
  const items: (readonly [string, string])[] = [
    ['Rows', formatCount(stats.rows)],
    ['Empty', `${formatCount(stats.empty)} (${formatShare(stats.empty / Math.max(1, stats.rows))})`],
    ...(stats.invalid > 0 ? [['Invalid', formatCount(stats.invalid)] as const] : []),
    ['Distinct', `${formatCount(stats.distinct)}${isUnique ? ' (all different)' : ''}`],
  ];
  if (!['array', 'object', 'geopoint'].includes(column.type))
    items.push([isTime ? 'Earliest' : 'Minimum', end(stats.min)], [isTime ? 'Latest' : 'Maximum', end(stats.max)]);
  if (stats.lengths) {
    const { min, max, mean } = stats.lengths;
    const unit = column.type === 'array' ? 'items' : 'characters';
    const range = min === max ? formatCount(min) : `${formatCount(min)} – ${formatCount(max)}`;
    items.push(['Length', `${range} ${unit}${min === max ? '' : `, mean ${formatNumber(mean, 3)}`}`]);
  }
  if (isNumber(column.type))
    items.push(
      ['Mean', formatNumber(stats.mean)],
      ['Std deviation', formatNumber(stats.stddev)],
      ['1 %', formatNumber(q(0.01))],
      ['5 %', formatNumber(q(0.05))],
      ['25 %', formatNumber(q(0.25))],
      ['Median', formatNumber(q(0.5))],
      ['75 %', formatNumber(q(0.75))],
      ['95 %', formatNumber(q(0.95))],
      ['99 %', formatNumber(q(0.99))],
    );
  if (isTime) items.push(['25 %', day(q(0.25))], ['Median', day(q(0.5))], ['75 %', day(q(0.75))]);
  items.push(['Over', over]);
  return (
    <section aria-label="Figures">
      <SectionLabel>Figures</SectionLabel>
      <div style={{ marginTop: 8 }}>
        <KeyValue items={items} />
      </div>
    </section>
  );
}
