import { defineFunction } from '../function-kind.ts';

/** Mean radius of the Earth in kilometres (IUGG). */
const RADIUS = 6371.0088;
const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

export const geoDistance = defineFunction({
  id: 'geo_distance',
  category: 'geography',
  help: 'The distance in kilometres between two places given by latitude and longitude in degrees (great circle, haversine formula).',
  keywords: ['haversine', 'kilometres'],
  params: [
    { name: 'latitude1', type: 'number' },
    { name: 'longitude1', type: 'number' },
    { name: 'latitude2', type: 'number' },
    { name: 'longitude2', type: 'number' },
  ],
  result: 'double',
  sql: ([lat1, lon1, lat2, lon2]) => {
    const half = (a?: string, b?: string) => `pow(sin(radians(${b} - ${a}) / 2), 2)`;
    const chord = `${half(lat1, lat2)} + cos(radians(${lat1})) * cos(radians(${lat2})) * ${half(lon1, lon2)}`;
    const finite = [lat1, lon1, lat2, lon2].map((x) => `isfinite(${x})`).join(' AND ');
    return `CASE WHEN ${finite} THEN ${(2 * RADIUS).toFixed(4)}e0 * asin(sqrt(least(1, ${chord}))) END`;
  },
  row: (lat1, lon1, lat2, lon2) => {
    const chord =
      Math.sin(toRadians(lat2 - lat1) / 2) ** 2 +
      Math.cos(toRadians(lat1)) * Math.cos(toRadians(lat2)) * Math.sin(toRadians(lon2 - lon1) / 2) ** 2;
    return Number.isFinite(chord) ? 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, chord))) : null;
  },
  cases: [
    ['geo_distance(10, 20, 10, 20)', 0],
    ['round(geo_distance(52.52, 13.405, 48.8566, 2.3522), 1)', 877.5],
    ['round(geo_distance(0, 0, 0, 180), 1)', 20015.1],
    ['geo_distance(null, 0, 0, 0)', null],
  ],
});
