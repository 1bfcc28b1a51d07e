import { expect, test } from 'vitest';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { ScenarioRun } from '../../../nodes/contract/flow.ts';
import { causeOf, datasetLists, durationOf, formWithout, moved, nextId, summary } from './scenario-data.ts';

test('a running step has lasted until now, one that waits not at all', () => {
  const startedAt = '2025-06-01T00:00:00.000Z';
  expect(durationOf({ startedAt, endedAt: '2025-06-01T00:00:02.500Z' })).toBe(2500);
  expect(durationOf({ startedAt, endedAt: null }, Date.parse(startedAt) + 40)).toBe(40);
  expect(durationOf({ startedAt: null, endedAt: null })).toBeNull();
});

test('a run says who or what started it, also when its trigger is gone', () => {
  const kinds = [{ id: 'daily', label: 'Every day at' }] as CatalogKind[];
  const triggers = [{ id: 't1', kind: 'daily', enabled: true, settings: {} }];
  const cause = (trigger: string) => causeOf({ trigger } as ScenarioRun, triggers, kinds);
  expect(['manual', 'scenario', 't1', 't2'].map(cause)).toEqual([
    'by hand',
    'another scenario',
    'Every day at',
    'a former trigger',
  ]);
});

test('ids are never given twice, also after one was deleted', () => {
  expect(nextId('s', [{ id: 's1' }, { id: 's3' }])).toBe('s4');
  expect(nextId('s', [{ id: 's2' }])).toBe('s3');
});

test('a step moves by one place and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 5)).toEqual(['a', 'b', 'c']);
});

test('fields for several datasets are told from those for one by the schema', () => {
  const many = { key: 'datasets', label: 'Datasets', widget: 'dataset' } as const;
  const one = { key: 'dataset', label: 'Dataset', widget: 'dataset' } as const;
  const kind = {
    form: [{ fields: [many, one] }],
    settings: { properties: { datasets: { type: 'array' }, dataset: { type: 'string' } } },
  } as unknown as CatalogKind;
  expect(datasetLists(kind)).toEqual([many]);
  expect(formWithout(kind.form, [many])).toEqual([{ fields: [one] }]);
});

test('settings are told in one line, with names instead of ids', () => {
  const names = new Map([['by_state', 'Frauds by state']]);
  expect(summary({ datasets: ['by_state'], mode: 'required', keep: true }, names)).toBe('Frauds by state · required');
});
