import type { Chart, ChartFilter } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';
import type { Picked } from './options/option-input.ts';

/** One chosen value of a grouping, as a filter takes it. */
export interface Pick extends Omit<ChartFilter, 'values' | 'from' | 'to' | 'last'> {
  value: string | null;
}

const grouped: readonly Chart['kind'][] = [
  'columns',
  'bars',
  'lines',
  'area',
  'combo',
  'pie',
  'donut',
  'treemap',
  'heatmap',
  'sankey',
  'bubbles',
  'histogram',
  'box',
  'pivot',
  'map-states',
  'map-countries',
];

/** Kinds whose marks stand for groups, which can be picked to filter other charts. */
export const isPickable = ({ kind, dimension }: Chart): boolean =>
  dimension !== undefined && (grouped.includes(kind) || kind === 'table');

const cutOf = ({ bin, width }: { bin?: string; width?: number | undefined }): Cut => ({
  ...(bin && bin !== 'none' ? { bin: bin as ChartFilter['bin'] } : {}),
  ...(width ? { width } : {}),
});
type Cut = { bin?: ChartFilter['bin']; width?: number };

/** What clicking a mark chooses: its group, and its series where cells are clicked. */
export function picksOf(chart: Chart, data: ChartData, { group, series }: Picked): Pick[] {
  const picks: Pick[] = [];
  if (group !== undefined && chart.dimension) {
    picks.push({ column: chart.dimension.column, ...cutOf(data.groupCut), value: group });
  }
  if (series !== undefined && chart.series) {
    picks.push({ column: chart.series.column, ...cutOf(data.seriesCut), value: series });
  }
  return picks;
}

/** Whether a filter chooses values of this grouping, cut the same way. */
export const choosesOf = (
  filter: ChartFilter,
  column: string | undefined,
  cut: { bin?: string; width?: number | undefined },
): boolean =>
  filter.column === column &&
  filter.values !== undefined &&
  (filter.bin ?? 'none') === (cut.bin ?? 'none') &&
  filter.width === cut.width;
