import { additiveAggregates, type Chart, type ChartReply, type Measure } from '../../nodes/contract/project/index.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import type { FigureFormat } from './figure-format.ts';
import type { GroupCut } from './group-label.ts';

export interface Grouped {
  /** Texts as filters take them; null is an empty cell. */
  values: readonly (string | null)[];
  column: Column | undefined;
  cut: GroupCut;
}

export interface Figure {
  name: string;
  values: readonly (number | null)[];
  format: FigureFormat;
  /** What a group without rows has: nothing, zero, or what the group before it has. */
  absent: 'gap' | 'zero' | 'same';
}

/** The reply of a chart query by role: groups, series, figures. */
export interface ChartData {
  page: ChartReply;
  count: number;
  /** Texts of the grouping column as filters take them; null is an empty cell. */
  groups: readonly (string | null)[];
  groupColumn: Column | undefined;
  groupCut: GroupCut;
  /** Deeper levels of grouping. */
  levels: readonly Grouped[];
  /** Texts of the series column, when the chart has one. */
  series: readonly (string | null)[] | null;
  seriesColumn: Column | undefined;
  seriesCut: GroupCut;
  /** Figures, one list a measure. */
  figures: readonly Figure[];
}

/** A cell as a number: 64-bit integers and decimals come as texts. */
export function toNumber(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export const toText = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);

const absentOf = ({ aggregate, as }: Measure): Figure['absent'] =>
  as === 'running' ? 'same' : additiveAggregates.includes(aggregate) ? 'zero' : 'gap';
const counted: Measure = { aggregate: 'count' };

const rawKinds: readonly Chart['kind'][] = [
  'gauge',
  'scatter',
  'hexbin',
  'density',
  'map-points',
  'map-density',
  'lift',
];

/** Kinds without a colour by a field, which ignore one that another kind has left behind. */
const unseried: readonly Chart['kind'][] = [
  'kpi',
  'combo',
  'pie',
  'donut',
  'treemap',
  'box',
  'table',
  'map-states',
  'map-countries',
];
const withLevels: readonly Chart['kind'][] = ['treemap', 'pivot'];

/** Reads the reply of a grouped chart: dimension, levels, series, then one column a measure. */
export function readChart(chart: Chart, page: ChartReply): ChartData {
  const grouped = !rawKinds.includes(chart.kind) && chart.dimension !== undefined;
  const seried = grouped && chart.series !== undefined && !unseried.includes(chart.kind);
  const depth = grouped && withLevels.includes(chart.kind) ? (chart.levels ?? []).length : 0;
  const texts = (index: number) => (page.columns[index] ?? []).map(toText);
  const skip = grouped ? 1 + depth + Number(seried) : 0;
  const bins = page.bins ?? {};
  return {
    page,
    count: page.columns[0]?.length ?? 0,
    groups: grouped ? texts(0) : [],
    groupColumn: grouped ? page.schema[0] : undefined,
    groupCut: { ...bins.dimension, dates: chart.dimension?.dates },
    levels: Array.from({ length: depth }, (_, index) => ({
      values: texts(1 + index),
      column: page.schema[1 + index],
      cut: { ...bins[`level-${index}`], dates: chart.levels?.[index]?.dates },
    })),
    series: seried ? texts(1 + depth) : null,
    seriesColumn: seried ? page.schema[1 + depth] : undefined,
    seriesCut: { ...bins.series, dates: chart.series?.dates },
    figures: page.schema.slice(skip).map(({ name }, index) => {
      const measure = chart.measures[index] ?? counted;
      return {
        name,
        values: (page.columns[skip + index] ?? []).map(toNumber),
        format: formatOf(measure),
        absent: absentOf(measure),
      };
    }),
  };
}

/** How the figures of a measure are written: shares as percent unless it says otherwise. */
export function formatOf({ format, decimals, unit, currency, as }: Measure): FigureFormat {
  return { format: format ?? (as === 'share' ? 'percent' : undefined), decimals, unit, currency };
}
