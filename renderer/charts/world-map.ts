import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { countryCodes } from './country-codes.ts';
import { registerMap } from './engine.ts';
import { type Regions, regionsOf } from './regions.ts';

const WORLD_MAP = 'world-countries';
type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Names in use beside those of the outlines and of the browser. */
const otherNames: Record<string, readonly string[]> = {
  US: ['USA', 'United States of America', 'America'],
  GB: ['UK', 'Great Britain', 'England'],
  RU: ['Russian Federation'],
  KR: ['Republic of Korea', 'Korea'],
  KP: ['DPRK'],
  CZ: ['Czech Republic'],
  NL: ['Holland'],
  CD: ['Democratic Republic of the Congo', 'DR Congo'],
  CG: ['Republic of the Congo'],
  CI: ['Ivory Coast'],
  MK: ['North Macedonia'],
  SZ: ['Swaziland'],
  CV: ['Cape Verde'],
  MM: ['Burma'],
  TR: ['Turkey'],
  VN: ['Viet Nam'],
  AE: ['UAE'],
};

/** Rings that cross the date line would be drawn across the whole map: their far side is moved to the near edge. */
function uncrossed(geometry: Geometry): Geometry {
  const ring = (points: Position[]): Position[] => {
    const east = points.map(([x = 0]) => x);
    if (Math.max(...east) - Math.min(...east) <= 180) return points;
    return points.map(([x = 0, y = 0]) => [x < 0 ? 180 : x, y]);
  };
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(ring) };
  if (geometry.type !== 'MultiPolygon') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
}

let loading: Promise<Regions> | undefined;

/** Loads the outlines of all countries once, offline. Keys are two-letter codes, or the name where there is none. */
export function loadWorldMap(): Promise<Regions> {
  loading ??= import('world-atlas/countries-50m.json').then((file) => {
    const topology = file.default as unknown as Countries;
    const { features } = feature(topology, topology.objects.countries);
    const byNumber = new Map(countryCodes.map((code) => [code.numeric, code]));
    const spoken = new Intl.DisplayNames('en', { type: 'region' });
    const regions = new Map<string, { key: string; name: string; also: string[] }>();
    const shown = features
      .filter(({ properties }) => properties.name !== 'Antarctica')
      .map((one) => {
        const code = byNumber.get(String(one.id));
        const key = code?.two ?? one.properties.name;
        if (!regions.has(key)) {
          const name = code ? (spoken.of(code.two) ?? one.properties.name) : one.properties.name;
          const also = code ? [one.properties.name, code.three, code.numeric, ...(otherNames[code.two] ?? [])] : [];
          regions.set(key, { key, name, also });
        }
        return { ...one, geometry: uncrossed(one.geometry), properties: { name: key } };
      });
    const map: FeatureCollection = { type: 'FeatureCollection', features: shown };
    registerMap(WORLD_MAP, map as Parameters<typeof registerMap>[1]);
    return regionsOf(WORLD_MAP, [...regions.values()]);
  });
  return loading;
}
