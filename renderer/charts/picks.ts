import { type Chart, type ChartFilter, OTHER } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';
import type { GroupCut } from './group-label.ts';
import type { Picked, PickedRange } from './options/option-input.ts';

type Cut = { bin?: ChartFilter['bin']; width?: number };

/** One chosen value of a column, cut into bins as the chart cuts it. */
export interface PickedValue extends Cut {
  column: string;
  value: string | null;
}

/** What was clicked, as filters take it. */
export type Pick = PickedValue | PickedRange;

export const isRange = (pick: Pick): pick is PickedRange => 'from' in pick;

const grouped: readonly Chart['kind'][] = [
  'columns',
  'bars',
  'lines',
  'area',
  'combo',
  'pie',
  'donut',
  'treemap',
  'radar',
  'heatmap',
  'sankey',
  'bubbles',
  'histogram',
  'box',
  'pivot',
  'map-states',
  'map-countries',
];
const others: readonly Chart['kind'][] = ['table', 'scatter', 'hexbin', 'density', 'map-points', 'map-density'];

/** Kinds whose marks stand for rows, which can be picked to filter other charts. */
export const isPickable = ({ kind, dimension }: Chart): boolean =>
  others.includes(kind) || (dimension !== undefined && grouped.includes(kind));

const cutOf = ({ bin, width }: GroupCut): Cut => ({
  ...(bin && bin !== 'none' ? { bin: bin as ChartFilter['bin'] } : {}),
  ...(width ? { width } : {}),
});

/** What clicking a mark chooses; groups that are shown together choose nothing. */
export function picksOf(chart: Chart, data: ChartData, { group, levels, series, ranges, cells }: Picked): Pick[] {
  const picks: Pick[] = [...(ranges ?? []), ...(cells ?? [])];
  const add = (column: string | undefined, cut: GroupCut, value: string | null | undefined) => {
    if (column && value !== undefined && value !== OTHER) picks.push({ column, ...cutOf(cut), value });
  };
  add(chart.dimension?.column, data.groupCut, group);
  for (const [depth, value] of (levels ?? []).entries())
    add(chart.levels?.[depth]?.column, data.levels[depth]?.cut ?? {}, value);
  add(chart.series?.column, data.seriesCut, series);
  return picks;
}

/** Whether a filter chooses values of this grouping, cut the same way. */
export const choosesOf = (filter: ChartFilter, column: string | undefined, cut: GroupCut): boolean =>
  filter.column === column &&
  filter.values !== undefined &&
  !filter.exclude &&
  (filter.bin ?? 'none') === (cut.bin ?? 'none') &&
  filter.width === cut.width;
