import { expect, test } from 'vitest';
import { Chart, type Well } from '../../../nodes/contract/project/index.ts';
import type { Column } from '../../../nodes/contract/schema.ts';
import { asKind, bestWell, put, questionOf, take } from './wells.ts';

const chart = Chart.parse({ kind: 'columns', dataset: 'd' });
const well = (id: Well['id'], rest: Partial<Well> = {}): Well => ({
  id,
  label: id,
  help: '',
  role: 'group',
  accepts: 'any',
  min: 0,
  max: 1,
  ...rest,
});
const dimension = well('dimension', { min: 1 });
const measures = well('measures', { role: 'measure', max: 2 });
const series = well('series');
const text: Column = { name: 'state', type: 'string' };
const number: Column = { name: 'amount', type: 'double' };
const time: Column = { name: 'at', type: 'timestamp' };

test('a text groups, a number is added up, a time is cut into bins', () => {
  const wells = [dimension, measures, series];
  expect(bestWell(chart, wells, text)?.id).toBe('dimension');
  const grouped = put(chart, dimension, { column: time });
  expect(grouped.dimension).toEqual({ column: 'at', bin: 'auto' });
  expect(bestWell(grouped, wells, number)?.id).toBe('measures');
  expect(put(grouped, measures, { column: number }).measures).toEqual([{ column: 'amount', aggregate: 'sum' }]);
  expect(bestWell(grouped, wells, text)?.id).toBe('series');
});

test('places are known by their names', () => {
  const wells = [
    well('latitude', { role: 'value', accepts: 'number', min: 1 }),
    well('longitude', { role: 'value', accepts: 'number', min: 1 }),
  ];
  expect(bestWell(chart, wells, { name: 'merch_long', type: 'double' })?.id).toBe('longitude');
  expect(bestWell(chart, wells, { name: 'merch_lat', type: 'double' })?.id).toBe('latitude');
});

test('a full well gives up its last field; a field is put in before another', () => {
  const one = put(chart, measures, { column: number });
  const two = put(one, measures, { column: { name: 'fee', type: 'double' } });
  const names = (value: Chart) => value.measures.map(({ column }) => column);
  expect(names(two)).toEqual(['amount', 'fee']);
  expect(names(put(two, measures, { column: text }))).toEqual(['amount', 'state']);
  expect(names(put(one, measures, { column: text, at: 0 }))).toEqual(['state', 'amount']);
  expect(names(take(two, 'measures', 0))).toEqual(['fee']);
});

test('another kind keeps the fields, with bins where it needs them', () => {
  const plane = Chart.parse({
    kind: 'scatter',
    dataset: 'd',
    dimension: { column: 'amount' },
    measures: [{ column: 'fee', aggregate: 'avg' }],
  });
  const columns = asKind(plane, 'columns', 'double');
  expect(columns.dimension?.bin).toBe('auto');
  expect(asKind(columns, 'hexbin', 'double').dimension).toEqual({ column: 'amount', bin: 'none' });
});

test('how a chart looks is no part of the question', () => {
  const plain = put(chart, measures, { column: number });
  const styled: Chart = {
    ...plain,
    palette: 'viridis',
    labels: true,
    measures: plain.measures.map((measure) => ({ ...measure, format: 'currency' })),
  };
  expect(questionOf(styled)).toEqual(questionOf(plain));
});
