import { formatCount } from '../../ui/format.ts';
import { liesInUsa, type PlaceOf, placeInUsa, placeOnEarth } from './geo-frame.ts';
import type { OptionInput } from './option-input.ts';

export type MapInput = Pick<OptionInput, 'chart' | 'data'>;

/** The cells of the columns of place. */
export function placesOf({
  chart,
  data: { page },
}: MapInput): [longitudes: readonly unknown[], latitudes: readonly unknown[]] {
  const byName = (name: string | undefined) =>
    page.columns[page.schema.findIndex((column) => column.name === name)] ?? [];
  return chart.kind === 'map-density'
    ? [byName('longitude'), byName('latitude')]
    : [byName(chart.longitude), byName(chart.latitude)];
}

/** Whether the points are shown on the map of the world. */
export const isOnWorld = (input: MapInput): boolean =>
  input.chart.map ? input.chart.map === 'world' : !liesInUsa(...placesOf(input));

export const placeOf = (input: MapInput): PlaceOf => (isOnWorld(input) ? placeOnEarth : placeInUsa);

/** How many rows have no place on the map, in words; undefined when all have. */
export function outsideNote(input: MapInput): string | undefined {
  const [longitudes, latitudes] = placesOf(input);
  const place = placeOf(input);
  const outside = latitudes.filter((latitude, row) => !place(longitudes[row], latitude)).length;
  return outside > 0
    ? `${formatCount(outside)} of ${formatCount(latitudes.length)} ${input.chart.kind === 'map-density' ? 'cells' : 'rows'} lie outside the map`
    : undefined;
}
