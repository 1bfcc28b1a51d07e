import { type Chart, ChartFilter, type Tile } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import type { PickedRange } from '../../charts/options/option-input.ts';
import { choosesOf, isRange, type Pick, type PickedValue } from '../../charts/picks.ts';
import { isOpen } from '../../explore/chart-builder/filter-words.ts';

/** A filter of the whole dashboard. */
export type Filter = ChartFilter;

const sameValues = (filter: Filter, { column, bin, width }: PickedValue): boolean =>
  choosesOf(filter, column, { bin, width });

const isChosen = (filters: readonly Filter[], pick: Pick): boolean =>
  filters.some((filter) =>
    isRange(pick)
      ? filter.column === pick.column && filter.from === pick.from && filter.to === pick.to
      : sameValues(filter, pick) && filter.values?.includes(pick.value),
  );

/** Filters after clicking a mark: what it stands for is chosen besides what is; clicking it again takes it out. */
export function togglePicks(filters: readonly Filter[], picks: readonly Pick[]): Filter[] {
  const takeOut = picks.every((pick) => isChosen(filters, pick));
  return picks.reduce<Filter[]>(
    (all, pick) => (isRange(pick) ? toggleRange(all, pick, takeOut) : toggleValue(all, pick, takeOut)),
    [...filters],
  );
}

function toggleValue(filters: readonly Filter[], pick: PickedValue, takeOut: boolean): Filter[] {
  const { value, ...cut } = pick;
  const at = filters.findIndex((filter) => sameValues(filter, pick));
  const old = filters[at]?.values ?? [];
  const values = takeOut ? old.filter((one) => one !== value) : [...old.filter((one) => one !== value), value];
  const next = { ...cut, values };
  if (at < 0) return [...filters, next];
  return values.length === 0
    ? filters.filter((_, index) => index !== at)
    : filters.map((filter, index) => (index === at ? next : filter));
}

/** A column has one range at a time. */
function toggleRange(filters: readonly Filter[], range: PickedRange, takeOut: boolean): Filter[] {
  const others = filters.filter(
    ({ column, from, to }) => column !== range.column || (from === undefined && to === undefined),
  );
  return takeOut ? others : [...others, { ...range }];
}

/** Filters with the one at a place changed; one that lets everything through is taken away. */
export function changeFilter(filters: readonly Filter[], at: number, next: Filter | null): Filter[] {
  if (next === null || isOpen(next)) return filters.filter((_, index) => index !== at);
  return at >= filters.length ? [...filters, next] : filters.map((filter, index) => (index === at ? next : filter));
}

/** Kinds without groups or points that can be picked: every filter holds for them. */
const plain: readonly string[] = ['kpi', 'gauge', 'hexbin', 'density', 'map-density', 'lift'];

/** Columns by whose values the marks of a chart are picked; of single rows those that place them. */
function ownColumns({ kind, dimension, series, levels, measures, latitude, longitude }: Chart): (string | undefined)[] {
  if (kind === 'scatter') return [dimension?.column, measures[0]?.column];
  if (kind === 'map-points') return [latitude, longitude];
  return [dimension?.column, series?.column, ...(levels ?? []).map(({ column }) => column)];
}

/** The parts of a tile that filters look at. */
interface Filtered {
  content: Tile['content'];
  unfiltered?: boolean | undefined;
}

/** What a tile asks with: a chart keeps showing all its own groups, the picked ones marked. */
export function filtersOf(filters: readonly Filter[], { content, unfiltered }: Filtered): Filter[] {
  if (unfiltered) return [];
  if (content.kind !== 'chart' || plain.includes(content.chart.kind)) return [...filters];
  const own = ownColumns(content.chart);
  return filters.filter(({ column, values, exclude }) => values === undefined || exclude || !own.includes(column));
}

/** Why a chart does not heed some of the filters, in words; undefined when it heeds all. */
export function unheededFilters(
  filters: readonly Filter[],
  { content, unfiltered }: Filtered,
  schemas: ReadonlyMap<string, Schema>,
): string | undefined {
  if (content.kind !== 'chart' || filters.length === 0) return undefined;
  if (unfiltered) return 'The filters of the dashboard do not hold for this tile.';
  const schema = schemas.get(content.chart.dataset);
  if (!schema?.length) return undefined;
  const missing = filters.filter(({ column }) => !schema.some(({ name }) => name === column));
  const names = [...new Set(missing.map(({ column }) => `“${column}”`))];
  return names.length > 0 ? `Not filtered by ${names.join(' and ')}: its dataset has no such column.` : undefined;
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
