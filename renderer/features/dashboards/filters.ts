import { ChartFilter, type Tile } from '../../../nodes/contract/project/index.ts';
import { choosesOf, type Pick } from '../../charts/picks.ts';
import { isOpen } from '../../explore/chart-builder/filter-words.ts';

/** A filter of the whole dashboard. */
export type Filter = ChartFilter;

const sameCut = (filter: Filter, pick: Pick): boolean =>
  choosesOf(filter, pick.column, { bin: pick.bin, width: pick.width });

/** Filters after clicking a mark: what it stands for is chosen besides what is; clicking it again takes it out. */
export function togglePicks(filters: readonly Filter[], picks: readonly Pick[]): Filter[] {
  const isChosen = picks.every((pick) =>
    filters.some((filter) => sameCut(filter, pick) && filter.values?.includes(pick.value)),
  );
  return picks.reduce<Filter[]>((all, pick) => togglePick(all, pick, isChosen), [...filters]);
}

function togglePick(filters: readonly Filter[], { value, ...cut }: Pick, isChosen: boolean): Filter[] {
  const at = filters.findIndex((filter) => sameCut(filter, { value, ...cut }));
  const old = filters[at]?.values ?? [];
  const values = isChosen ? old.filter((one) => one !== value) : [...old.filter((one) => one !== value), value];
  const next = { ...cut, values };
  if (at < 0) return [...filters, next];
  return values.length === 0
    ? filters.filter((_, index) => index !== at)
    : filters.map((filter, index) => (index === at ? next : filter));
}

/** Filters with the one at a place changed; one that lets everything through is taken away. */
export function changeFilter(filters: readonly Filter[], at: number, next: Filter | null): Filter[] {
  if (next === null || isOpen(next)) return filters.filter((_, index) => index !== at);
  return at >= filters.length ? [...filters, next] : filters.map((filter, index) => (index === at ? next : filter));
}

const pickable: readonly string[] = [
  'kpi',
  'gauge',
  'scatter',
  'hexbin',
  'density',
  'map-points',
  'map-density',
  'lift',
];

/** What a tile asks with: a chart keeps showing all its own groups, the picked ones marked. */
export function filtersOf(filters: readonly Filter[], { content }: { content: Tile['content'] }): Filter[] {
  if (content.kind !== 'chart' || pickable.includes(content.chart.kind)) return [...filters];
  const { dimension, series, kind } = content.chart;
  const two = kind === 'heatmap' || kind === 'sankey';
  const own = [dimension?.column, two ? series?.column : undefined];
  return filters.filter(({ column, values }) => values === undefined || !own.includes(column));
}

/** Filters as parts of an address, and back; what cannot be read is left out. */
export const filtersToText = (filters: readonly Filter[]): string[] => filters.map((filter) => JSON.stringify(filter));

export function filtersFromText(texts: readonly string[]): Filter[] {
  return texts.flatMap((text) => {
    try {
      const read = ChartFilter.safeParse(JSON.parse(text));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
