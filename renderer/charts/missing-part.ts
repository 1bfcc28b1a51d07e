import type { Chart } from '../../nodes/contract/project/index.ts';

/** What a chart still needs before it can be asked for, in words; undefined when it has all. */
export function missingPart({ kind, dimension, measures, latitude, longitude }: Chart): string | undefined {
  if (kind === 'kpi') return undefined;
  if (kind === 'map-points') return latitude && longitude ? undefined : 'columns of latitude and longitude';
  if (kind === 'scatter') return dimension && measures[0]?.column ? undefined : 'a column for each axis';
  if (kind === 'table' && measures.length === 0) return undefined;
  if (!dimension) return kind === 'map-states' ? 'a column of states' : 'a column to group by';
  const bare = measures.find(({ aggregate, column }) => aggregate !== 'count' && !column);
  return bare ? 'a column for the figure' : undefined;
}
