import { registerMap } from 'echarts/core';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { stateCode } from './state-codes.ts';

export const US_MAP = 'us-states';
type States = Topology<{ states: GeometryCollection<{ name: string }> }>;

let loading: Promise<ReadonlyMap<string, string>> | undefined;

/** Loads the outlines of the states once, offline, and makes them known to the chart library. Full names by code. */
export function loadUsMap(): Promise<ReadonlyMap<string, string>> {
  loading ??= import('us-atlas/states-albers-10m.json').then((file) => {
    const topology = file.default as unknown as States;
    const { features } = feature(topology, topology.objects.states);
    const shown = features.flatMap((one) => {
      const code = stateCode(String(one.id));
      return code ? [{ ...one, properties: { name: code, fullName: one.properties.name } }] : [];
    });
    const map: FeatureCollection = { type: 'FeatureCollection', features: shown };
    registerMap(US_MAP, map as Parameters<typeof registerMap>[1]);
    return new Map(shown.map(({ properties }) => [properties.name, properties.fullName]));
  });
  return loading;
}
