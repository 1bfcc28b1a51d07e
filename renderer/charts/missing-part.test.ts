import { expect, test } from 'vitest';
import type { Chart } from '../../nodes/contract/project/index.ts';
import { missingPart } from './missing-part.ts';

const of = (chart: Partial<Chart>) => missingPart({ kind: 'columns', dataset: 'd', measures: [], ...chart });
const dimension = { column: 'a', bin: 'none' as const };

test('a chart says what it still needs', () => {
  expect(of({})).toBe('a column to group by');
  expect(of({ dimension })).toBeUndefined();
  expect(of({ dimension, measures: [{ aggregate: 'sum' }] })).toBe('a column for the figure');
  expect(of({ kind: 'scatter', dimension })).toBe('a column for each axis');
  expect(of({ kind: 'map-points', latitude: 'lat' })).toBe('columns of latitude and longitude');
});

test('figures and lists of rows need nothing', () => {
  expect(of({ kind: 'kpi', measures: [{ aggregate: 'count' }] })).toBeUndefined();
  expect(of({ kind: 'table' })).toBeUndefined();
});
