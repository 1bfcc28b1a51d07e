import type { CaseTable, RecipeCase } from './recipe-kind.ts';

const sales: CaseTable = {
  schema: [
    { name: 'shop', type: 'string' },
    { name: 'channel', type: 'string' },
    { name: 'amount', type: 'double' },
    { name: 'year', type: 'int' },
  ],
  rows: [
    ['a', 'web', 1, 2024],
    ['a', 'web', 2, 2025],
    ['a', 'till', 4, 2025],
    ['b', 'till', 8, 2024],
    ['b', null, 16, 2024],
  ],
};
const web = { value: 'web' };
const till = { value: 'till' };

export const pivotCases: readonly RecipeCase[] = [
  {
    title: 'values become columns, rows are counted',
    settings: { keys: ['shop'], column: 'channel', values: [web, till] },
    inputs: { input: [sales] },
    expect: {
      rows: [
        [
          ['a', '2', '1'],
          ['b', '0', '1'],
        ],
      ],
      schema: [
        [
          { name: 'shop', type: 'string' },
          { name: 'web', type: 'bigint' },
          { name: 'till', type: 'bigint' },
        ],
      ],
    },
  },
  {
    title: 'a sum is empty where there is no row; empty cells are a value of their own',
    settings: {
      keys: ['shop'],
      column: 'channel',
      values: [web, { value: null, name: 'unknown' }],
      aggregates: [{ column: 'amount', fn: 'sum' }],
    },
    inputs: { input: [sales] },
    expect: {
      rows: [
        [
          ['a', 3, null],
          ['b', null, 16],
        ],
      ],
    },
  },
  {
    title: 'several functions name their columns; numbers spread as numbers',
    settings: {
      keys: [],
      column: 'year',
      values: [{ value: '2024' }, { value: '2025' }],
      aggregates: [{ fn: 'count' }, { column: 'amount', fn: 'max', name: 'most' }],
      prefix: 'y',
    },
    inputs: { input: [sales] },
    expect: { rows: [[['3', 16, '2', 4]]] },
  },
  {
    title: 'the column to spread must be chosen',
    settings: { keys: ['shop'] },
    inputs: { input: [sales] },
    expect: { error: 'RECIPE_SETTING_MISSING' },
  },
  {
    title: 'without values there is nothing to spread',
    settings: { keys: ['shop'], column: 'channel' },
    inputs: { input: [sales] },
    expect: { error: 'RECIPE_SETTING_MISSING' },
  },
  {
    title: 'a value named like a key is refused',
    settings: { keys: ['shop'], column: 'channel', values: [{ value: 'web', name: 'Shop' }] },
    inputs: { input: [sales] },
    expect: { error: 'RECIPE_COLUMN_TWICE' },
  },
  {
    title: 'an unknown column is refused',
    settings: { column: 'chanel', values: [web] },
    inputs: { input: [sales] },
    expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
  },
];
