import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import { projectUsa } from './albers-usa.ts';

const require = createRequire(import.meta.url);
type States = Topology<{ states: GeometryCollection<{ name: string }> }>;
const outline = (file: string, name: string): Position[] => {
  const topology = JSON.parse(readFileSync(require.resolve(`us-atlas/${file}.json`), 'utf8')) as States;
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
  const projected = outline('states-10m', name).flatMap(([x = 0, y = 0]) => {
    const place = projectUsa(x, y);
    return place ? [place] : [];
  });
  const drawn = outline('states-albers-10m', name).map(([x = 0, y = 0]) => [x, y] as const);
  const [x, y] = middle(projected);
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
