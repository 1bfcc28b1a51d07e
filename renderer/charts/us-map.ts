import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { registerMap } from './engine.ts';
import { type Regions, regionsOf } from './regions.ts';
import { stateCode } from './state-codes.ts';

const US_MAP = 'us-states';
type States = Topology<{ states: GeometryCollection<{ name: string }> }>;

let loading: Promise<Regions> | undefined;

/** Loads the outlines of the states once, offline, and makes them known to the chart library. Keys are two-letter codes. */
export function loadUsMap(): Promise<Regions> {
  loading ??= import('us-atlas/states-albers-10m.json').then((file) => {
    const topology = file.default as unknown as States;
    const { features } = feature(topology, topology.objects.states);
    const shown = features.flatMap((one) => {
      const code = stateCode(String(one.id));
      return code ? [{ ...one, properties: { name: code, fullName: one.properties.name, fips: String(one.id) } }] : [];
    });
    const map: FeatureCollection = { type: 'FeatureCollection', features: shown };
    registerMap(US_MAP, map as Parameters<typeof registerMap>[1]);
    return regionsOf(
      US_MAP,
      shown.map(({ properties: { name, fullName, fips } }) => ({
        key: name,
        name: fullName,
        also: [fips, `US-${name}`],
      })),
    );
  });
  return loading;
}
