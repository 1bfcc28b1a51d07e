import { expect, test } from 'vitest';
import { freeName, hasNamesake, NAME_LENGTH, plainName } from './free-name.ts';

test('a name that is taken is numbered in the way it is written', () => {
  const taken = new Set(['orders', 'Orders (copy)']);
  expect(freeName('orders', taken)).toBe('orders_2');
  expect(freeName('orders', taken)).toBe('orders_3');
  expect(freeName('Orders (copy)', taken)).toBe('Orders (copy) 2');
  expect(freeName('new', taken)).toBe('new');
  const long = 'x'.repeat(400);
  expect(freeName(long, taken).length).toBeLessThanOrEqual(NAME_LENGTH);
  expect(freeName(long, taken).length).toBeLessThanOrEqual(NAME_LENGTH);
});

test('a plain name keeps letters of every script', () => {
  expect(plainName('订单_客户数据_sorted')).toBe('订单_客户数据_sorted');
  expect(plainName('Été à Zürich_grouped')).toBe('été_à_zürich_grouped');
  expect(plainName('🚀rocket_sorted')).toBe('rocket_sorted');
  expect(plainName('???')).toBe('item');
});

test('only datasets and models have namesakes', () => {
  const source = { kind: 'managed' as const };
  const project = {
    info: { format: 1 as const, id: 'p', name: 'P', description: '' },
    ...{ variables: {}, layout: { nodes: {} }, quality: {}, scenarios: {}, dashboards: {}, services: {} },
    ...{ statistics: {}, tests: {}, meanings: {} },
    datasets: { a: { id: 'a', name: 'orders', source }, b: { id: 'b', name: 'cities', source } },
    recipes: { r: { id: 'r', name: 'Sort', kind: 'sort', version: 1, inputs: {}, outputs: {}, settings: {} } },
    models: { m: { id: 'm', name: 'fraud' } },
  };
  expect(hasNamesake(project, 'a', 'cities')).toBe(true);
  expect(hasNamesake(project, 'a', 'orders')).toBe(false);
  expect(hasNamesake(project, 'm', 'orders')).toBe(true);
  expect(hasNamesake(project, 'r', 'orders')).toBe(false);
});
