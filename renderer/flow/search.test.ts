import { expect, test } from 'vitest';
import type { Project } from '../../nodes/contract/project/index.ts';
import { findInFlow, searchIndex } from './search.ts';

const project: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: {
    nodes: {},
    zones: { z: { id: 'z', name: 'Cleaning', colour: 'blue', nodes: ['clean'] } },
    notes: {
      n: {
        id: 'n',
        text: '## Ask Ana\nwhy merchants are missing',
        colour: 'amber',
        x: 0,
        y: 0,
        width: 200,
        height: 100,
      },
    },
  },
  datasets: {
    payments: {
      id: 'payments',
      name: 'Payments',
      source: { kind: 'managed' },
      schema: [
        { name: 'amount', type: 'decimal' },
        { name: 'merchant', type: 'string' },
      ],
      tags: ['monthly'],
    },
  },
  recipes: {
    clean: {
      id: 'clean',
      name: 'Clean',
      kind: 'prepare',
      version: 1,
      inputs: { input: ['payments'] },
      outputs: {},
      settings: {
        steps: [{ id: 's1', kind: 'formula', settings: { formula: 'amount * 2', columns: ['amount', 'city'] } }],
      },
      notes: 'Doubles what the bank halves',
    },
  },
  models: {},
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
  statistics: {},
  tests: {},
  meanings: {},
};
const index = searchIndex({ project, flow: new Map(), kinds: new Map() });
const find = (query: string) =>
  findInFlow(index, query, 10).map(({ group, found }) => [
    group,
    found.map(({ title, target }) => `${title} @${target}`),
  ]);

test('nodes, columns, settings, notes and tags are found, each in its group', () => {
  expect(find('amount')).toEqual([
    ['Columns', ['amount @payments']],
    ['Settings', ['amount * 2 @clean', 'amount, city @clean']],
  ]);
  expect(find('monthly')).toEqual([['Notes and tags', ['monthly @payments']]]);
  expect(find('halves')).toEqual([['Notes and tags', ['Doubles what the bank halves @clean']]]);
});

test('zones and notes of the canvas are found, a note by any of its lines', () => {
  expect(find('cleaning')).toEqual([['Nodes', ['Cleaning @zone:z']]]);
  expect(find('merchants missing')).toEqual([['Notes and tags', ['Ask Ana @note:n']]]);
});

test('what starts with the query comes first, and all words must be there', () => {
  expect(find('clean')[0]).toEqual(['Nodes', ['Clean @clean', 'Cleaning @zone:z']]);
  expect(find('clean nothing')).toEqual([]);
  expect(find('  ')).toEqual([]);
});

test('a setting says where it is', () => {
  const [settings] = findInFlow(index, 'amount * 2', 10);
  expect(settings?.found[0]?.detail).toBe('Clean: step 1 · formula');
});

test('a column says its type as everywhere else', () => {
  const [columns] = findInFlow(index, 'merchant', 10);
  expect(columns?.found[0]?.detail).toBe('text in Payments');
});

test('what is beyond the limit is counted', () => {
  const [columns] = findInFlow(index, 'payments', 1).filter(({ group }) => group === 'Columns');
  expect(columns).toMatchObject({ more: 1 });
});
