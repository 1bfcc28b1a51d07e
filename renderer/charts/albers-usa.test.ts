import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import onGlobe from 'us-atlas/states-10m.json';
import projected from 'us-atlas/states-albers-10m.json';
import { expect, test } from 'vitest';
import { projectUsa } from './albers-usa.ts';

type States = Topology<{ states: GeometryCollection<{ name: string }> }>;
const outline = (file: unknown, name: string): Position[] => {
  const topology = file as States;
  const found = feature(topology, topology.objects.states).features.find((one) => one.properties.name === name);
  const geometry = found?.geometry;
  if (geometry?.type === 'Polygon') return geometry.coordinates.flat();
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [];
};
const middle = (points: readonly (readonly [number, number])[]): [number, number] => {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
};

test.each(['Colorado', 'Florida', 'Maine', 'Washington', 'Hawaii'])('%s falls on its drawn outline', (name) => {
  const own = outline(onGlobe, name).flatMap(([x = 0, y = 0]) => {
    const place = projectUsa(x, y);
    return place ? [place] : [];
  });
  const drawn = outline(projected, name).map(([x = 0, y = 0]) => [x, y] as const);
  const [x, y] = middle(own);
  const [wantedX, wantedY] = middle(drawn);
  expect(Math.abs(x - wantedX)).toBeLessThan(3);
  expect(Math.abs(y - wantedY)).toBeLessThan(3);
});

test('a place outside the United States has no place on the drawing', () => {
  expect(projectUsa(13.4, 52.5)).toBeNull();
  expect(projectUsa(-99.1, 19.4)).toBeNull();
});

test('Anchorage lies in the inset at the lower left', () => {
  const [x = 0, y = 0] = projectUsa(-149.9, 61.2) ?? [];
  expect(x).toBeLessThan(200);
  expect(y).toBeGreaterThan(450);
});
