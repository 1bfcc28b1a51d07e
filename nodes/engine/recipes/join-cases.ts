import type { Schema } from '../../contract/schema.ts';
import type { CaseTable, RecipeCase } from './recipe-kind.ts';

const paymentSchema: Schema = [
  { name: 'card', type: 'string' },
  { name: 'at', type: 'timestamp' },
  { name: 'amount', type: 'double' },
];
const payments: CaseTable = {
  schema: paymentSchema,
  rows: [
    ['a', '2026-01-02T00:00:00', 10],
    ['b', '2026-01-03T00:00:00', 20],
    ['c', '2026-01-04T00:00:00', 30],
    [null, '2026-01-05T00:00:00', 40],
  ],
};
const holders: CaseTable = {
  schema: [
    { name: 'card', type: 'string' },
    { name: 'name', type: 'string' },
  ],
  rows: [
    ['a', 'Ann'],
    ['b', 'Bob'],
    ['d', 'Dee'],
    [null, 'Nobody'],
  ],
};
const limits: CaseTable = {
  schema: [
    { name: 'card', type: 'string' },
    { name: 'since', type: 'timestamp' },
    { name: 'limit', type: 'int' },
  ],
  rows: [
    ['a', '2026-01-01T00:00:00', 100],
    ['a', '2026-01-02T12:00:00', 200],
    ['b', '2026-02-01T00:00:00', 300],
  ],
};
const levels: CaseTable = {
  schema: [
    { name: 'card', type: 'string' },
    { name: 'level', type: 'int' },
  ],
  rows: [['a', 3]],
};
const byCard = [{ left: 'card', right: 'card' }];
const bothInputs = { input: [payments, holders] };

export const joinCases: readonly RecipeCase[] = [
  {
    title: 'left join keeps every row; a missing key matches nothing',
    settings: { columns: ['card', 'amount'], joins: [{ kind: 'left', on: byCard }] },
    inputs: bothInputs,
    expect: {
      rows: [
        [
          ['a', 10, 'Ann'],
          ['b', 20, 'Bob'],
          ['c', 30, null],
          [null, 40, null],
        ],
      ],
    },
  },
  {
    title: 'rows without a match go to outputs of their own',
    settings: { columns: ['amount'], joins: [{ kind: 'inner', on: byCard }] },
    inputs: bothInputs,
    outputs: { output: 1, 'unmatched-left': 1, 'unmatched-right': 1 },
    expect: {
      rows: [
        [
          [10, 'Ann'],
          [20, 'Bob'],
        ],
        [
          ['c', '2026-01-04T00:00:00', 30],
          [null, '2026-01-05T00:00:00', 40],
        ],
        [
          ['d', 'Dee'],
          [null, 'Nobody'],
        ],
      ],
    },
  },
  {
    title: 'rows without a match of a later join carry the columns joined before',
    settings: {
      joins: [
        { kind: 'inner', on: byCard },
        { kind: 'left', on: byCard },
      ],
      unmatchedOf: 1,
      columns: ['amount'],
    },
    inputs: { input: [payments, holders, levels] },
    outputs: { output: 1, 'unmatched-left': 1 },
    expect: {
      rows: [
        [
          [10, 'Ann', 3],
          [20, 'Bob', null],
        ],
        [['b', '2026-01-03T00:00:00', 20, 'b', 'Bob']],
      ],
    },
  },
  {
    title: 'inner join',
    settings: { columns: ['amount'], joins: [{ kind: 'inner', on: byCard }] },
    inputs: bothInputs,
    expect: {
      rows: [
        [
          [10, 'Ann'],
          [20, 'Bob'],
        ],
      ],
    },
  },
  {
    title: 'full join has the key of either side',
    settings: { columns: ['card', 'amount'], joins: [{ kind: 'full', on: byCard }] },
    inputs: bothInputs,
    expect: {
      rows: [
        [
          ['a', 10, 'Ann'],
          ['b', 20, 'Bob'],
          ['c', 30, null],
          [null, 40, null],
          ['d', null, 'Dee'],
          [null, null, 'Nobody'],
        ],
      ],
    },
  },
  {
    title: 'right join has the key of the right side',
    settings: { columns: ['card', 'amount'], joins: [{ kind: 'right', on: byCard }] },
    inputs: bothInputs,
    expect: {
      rows: [
        [
          ['a', 10, 'Ann'],
          ['b', 20, 'Bob'],
          ['d', null, 'Dee'],
          [null, null, 'Nobody'],
        ],
      ],
    },
  },
  {
    title: 'left anti join keeps what has no match',
    settings: { columns: ['card'], joins: [{ kind: 'left-anti', on: byCard }] },
    inputs: bothInputs,
    expect: { rows: [[['c'], [null]]] },
  },
  {
    title: 'right anti join keeps what nobody matches',
    settings: { joins: [{ kind: 'right-anti', on: byCard }] },
    inputs: bothInputs,
    expect: {
      rows: [
        [
          ['d', 'Dee'],
          [null, 'Nobody'],
        ],
      ],
    },
  },
  {
    title: 'cross join gives every pair',
    settings: { columns: ['amount'], joins: [{ kind: 'cross', columns: ['name'] }] },
    inputs: {
      input: [
        { schema: paymentSchema, rows: payments.rows.slice(0, 2) },
        { schema: holders.schema, rows: holders.rows.slice(0, 2) },
      ],
    },
    expect: {
      rows: [
        [
          [10, 'Ann'],
          [10, 'Bob'],
          [20, 'Ann'],
          [20, 'Bob'],
        ],
      ],
    },
  },
  {
    title: 'as-of join takes the latest row that is not later',
    settings: {
      columns: ['card', 'amount'],
      joins: [
        {
          kind: 'asof',
          on: [...byCard, { left: 'at', right: 'since', compare: 'ge' }],
          columns: ['limit'],
        },
      ],
    },
    inputs: { input: [payments, limits] },
    expect: {
      rows: [
        [
          ['a', 10, 100],
          ['b', 20, null],
          ['c', 30, null],
          [null, 40, null],
        ],
      ],
    },
  },
  {
    title: 'three inputs with prefixes',
    settings: {
      columns: ['amount'],
      joins: [
        { kind: 'left', on: byCard, prefix: 'holder_' },
        { kind: 'inner', on: byCard, prefix: 'limit_', columns: ['limit'] },
      ],
    },
    inputs: { input: [payments, holders, limits] },
    expect: {
      rows: [
        [
          [10, 'a', 'Ann', 100],
          [10, 'a', 'Ann', 200],
          [20, 'b', 'Bob', 300],
        ],
      ],
    },
  },
  {
    title: 'columns of one name are refused',
    settings: { joins: [{ kind: 'left', on: byCard }] },
    inputs: { input: [holders, holders] },
    expect: { error: 'RECIPE_COLUMN_TWICE' },
  },
  {
    title: 'a join without condition is refused',
    settings: { joins: [{ kind: 'left' }] },
    inputs: { input: [payments, { schema: [{ name: 'other', type: 'string' }], rows: [] }] },
    expect: { error: 'RECIPE_JOIN_WITHOUT_KEYS' },
  },
  {
    title: 'keys must be comparable',
    settings: { joins: [{ kind: 'left', on: [{ left: 'amount', right: 'name' }], prefix: 'h_' }] },
    inputs: bothInputs,
    expect: { error: 'RECIPE_COLUMN_TYPE' },
  },
];
