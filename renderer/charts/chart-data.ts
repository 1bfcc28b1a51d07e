import type { Chart } from '../../nodes/contract/project/index.ts';
import { type Column, numericTypes, type RowsPage, temporalTypes } from '../../nodes/contract/schema.ts';
import { formatCount, formatNumber } from '../ui/format.ts';

/** The reply of a chart query by role: groups, series, figures. */
export interface ChartData {
  page: RowsPage;
  count: number;
  /** Texts of the grouping column as filters take them; null is an empty cell. */
  groups: readonly (string | null)[];
  groupColumn: Column | undefined;
  /** Texts of the series column, when the chart has one. */
  series: readonly (string | null)[] | null;
  /** Figures, one list a measure. */
  figures: readonly { name: string; values: readonly (number | null)[]; format: string | undefined }[];
}

/** A cell as a number: 64-bit integers and decimals come as texts. */
export function toNumber(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export const toText = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Reads the reply of a grouped chart: dimension, then series, then one column a measure. */
export function readChart(chart: Chart, page: RowsPage): ChartData {
  const grouped = chart.kind !== 'kpi' && chart.dimension !== undefined;
  const skip = grouped ? 1 + (chart.series ? 1 : 0) : 0;
  const texts = (index: number) => (page.columns[index] ?? []).map(toText);
  return {
    page,
    count: page.columns[0]?.length ?? 0,
    groups: grouped ? texts(0) : [],
    groupColumn: grouped ? page.schema[0] : undefined,
    series: grouped && chart.series ? texts(1) : null,
    figures: page.schema.slice(skip).map(({ name }, index) => ({
      name,
      values: (page.columns[skip + index] ?? []).map(toNumber),
      format: chart.measures[index]?.format,
    })),
  };
}

const currency = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** A figure in the format of its measure: `number`, `integer`, `compact`, `percent`, `currency`. */
export function formatFigure(value: number | null | undefined, format?: string): string {
  if (value === null || value === undefined) return '–';
  if (format === 'currency') return Math.abs(value) < 1000 ? cents.format(value) : currency.format(value);
  if (format === 'percent') return `${formatNumber(value * 100, 3)} %`;
  if (format === 'compact') return compact.format(value);
  if (format === 'integer') return formatCount(Math.round(value));
  return formatNumber(value, 6);
}

/** Short, for axes: `12.5K`, `$3M`. */
export const formatTick = (value: number, format?: string): string =>
  format === 'percent'
    ? `${formatNumber(value * 100, 3)}%`
    : `${format === 'currency' ? '$' : ''}${Math.abs(value) < 1 ? formatNumber(value, 2) : compact.format(value)}`;

/** A group as people read it: dates without the hours that the bin cut off, numbers grouped. */
export function groupLabel(value: string | null, column: Column | undefined, bin = 'none'): string {
  if (value === null) return '(empty)';
  if (!column) return value;
  if (temporalTypes.includes(column.type)) {
    if (bin === 'hour') return value.slice(0, 16).replace('T', ' ');
    if (bin === 'month') return value.slice(0, 7);
    return bin === 'none' ? value.replace('T', ' ') : value.slice(0, 10);
  }
  if (numericTypes.includes(column.type) && column.type !== 'bigint' && column.type !== 'int')
    return formatNumber(Number(value), 4);
  return value;
}
