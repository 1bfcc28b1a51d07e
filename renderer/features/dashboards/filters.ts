import type { Tile } from '../../../nodes/contract/project/index.ts';

/** A filter of the whole dashboard: rows whose cell, as text, is one of the values (null is empty). */
export interface Filter {
  column: string;
  values: (string | null)[];
}

/** Filters after clicking a group: clicking it again takes it out. */
export function toggleFilter(filters: readonly Filter[], column: string, value: string | null): Filter[] {
  const found = filters.find((filter) => filter.column === column);
  if (!found) return [...filters, { column, values: [value] }];
  const values = found.values.includes(value) ? found.values.filter((one) => one !== value) : [...found.values, value];
  return setFilter(filters, column, values);
}

/** Filters with the values of one column replaced; none takes the filter away. */
export function setFilter(filters: readonly Filter[], column: string, values: (string | null)[]): Filter[] {
  const rest = filters.filter((filter) => filter.column !== column);
  if (values.length === 0) return rest;
  const at = filters.findIndex((filter) => filter.column === column);
  return at < 0
    ? [...filters, { column, values }]
    : filters.map((one) => (one.column === column ? { column, values } : one));
}

/** What a tile asks with: a chart keeps showing all its own groups, the picked ones marked. */
export function filtersOf(filters: readonly Filter[], { content }: Pick<Tile, 'content'>): Filter[] {
  const own = content.kind === 'chart' && content.chart.kind !== 'kpi' ? content.chart.dimension?.column : undefined;
  const isPoints = content.kind === 'chart' && content.chart.kind === 'scatter';
  return filters.filter(({ column }) => column !== own || isPoints);
}
