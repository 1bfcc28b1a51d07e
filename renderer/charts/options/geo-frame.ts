import { projectUsa } from '../albers-usa.ts';
import { toNumber } from '../chart-data.ts';
import { equalEarth, fromEqualEarth } from '../equal-earth.ts';
import type { Palette } from '../palette.ts';
import type { Regions } from '../regions.ts';

/** The shapes of the states are projected already, y downwards: nothing is left to do but to keep the ratio. */
const asDrawn = {
  project: ([x = 0, y = 0]: number[]): number[] => [x, y],
  unproject: ([x = 0, y = 0]: number[]): number[] => [x, y],
};
const world = { project: equalEarth, unproject: fromEqualEarth };

/** How a map lies in its tile: as large as it can be without losing its shape. */
export const geoFrame = (palette: Palette, { map }: Regions, isWorld: boolean) => ({
  map,
  projection: isWorld ? world : asDrawn,
  roam: true,
  scaleLimit: { min: 1, max: 24 },
  left: 4,
  right: 4,
  top: 4,
  bottom: 4,
  preserveAspect: 'contain',
  itemStyle: { areaColor: palette.land, borderColor: palette.landLine, borderWidth: isWorld ? 0.4 : 0.7 },
  emphasis: { label: { show: false }, itemStyle: { areaColor: palette.land } },
  select: { disabled: true },
});

export type PlaceOf = (longitude: unknown, latitude: unknown) => [number, number] | null;

/** Where a place lies on the map of the United States; null elsewhere. */
export const placeInUsa: PlaceOf = (longitude, latitude) =>
  projectUsa(toNumber(longitude) ?? Number.NaN, toNumber(latitude) ?? Number.NaN);

/** Where a place lies on the globe, in degrees; null when these are no degrees. */
export const placeOnEarth: PlaceOf = (longitude, latitude) => {
  const [east, north] = [toNumber(longitude), toNumber(latitude)];
  if (east === null || north === null || Math.abs(north) > 90 || Math.abs(east) > 180) return null;
  return [east, north];
};

/** Whether nearly all of the places lie in the United States. */
export function liesInUsa(longitudes: readonly unknown[], latitudes: readonly unknown[]): boolean {
  const step = Math.max(1, Math.floor(longitudes.length / 500));
  let seen = 0;
  let inside = 0;
  for (let row = 0; row < longitudes.length; row += step) {
    if (placeOnEarth(longitudes[row], latitudes[row])) seen += 1;
    if (placeInUsa(longitudes[row], latitudes[row])) inside += 1;
  }
  return seen === 0 || inside / seen >= 0.9;
}
