import type { CaseTable, RecipeCase } from './recipe-kind.ts';

const payments: CaseTable = {
  schema: [
    { name: 'card', type: 'string' },
    { name: 'at', type: 'timestamp' },
    { name: 'amount', type: 'double' },
  ],
  rows: [
    ['a', '2026-01-01T00:00:00', 1],
    ['a', '2026-01-01T12:00:00', 2],
    ['a', '2026-01-02T00:00:00', 4],
    ['a', '2026-01-02T00:00:00', 8],
    ['b', '2026-01-02T00:00:00', 16],
    [null, '2026-01-02T00:00:00', 32],
  ],
};
const byCard = { partitionBy: ['card'], orderBy: [{ column: 'at' }] };

export const windowCases: readonly RecipeCase[] = [
  {
    title: 'counts and sums of the last 24 hours, only the past',
    settings: {
      windows: [
        {
          ...byCard,
          frame: { unit: 'range', preceding: 24, in: 'hours', excludeCurrent: true },
          columns: [
            { fn: 'count', name: 'n' },
            { fn: 'sum', column: 'amount', name: 'total' },
          ],
        },
      ],
    },
    inputs: { input: [payments] },
    expect: {
      rows: [
        [
          ['a', '2026-01-01T00:00:00', 1, '0', null],
          ['a', '2026-01-01T12:00:00', 2, '1', 1],
          ['a', '2026-01-02T00:00:00', 4, '2', 3],
          ['a', '2026-01-02T00:00:00', 8, '2', 3],
          ['b', '2026-01-02T00:00:00', 16, '0', null],
          [null, '2026-01-02T00:00:00', 32, '0', null],
        ],
      ],
    },
  },
  {
    title: 'running total over rows',
    settings: {
      before: { filter: "card = 'a' and amount < 8" },
      windows: [{ ...byCard, frame: { unit: 'rows' }, columns: [{ fn: 'sum', column: 'amount', name: 'running' }] }],
    },
    inputs: { input: [payments] },
    expect: {
      rows: [
        [
          ['a', '2026-01-01T00:00:00', 1, 1],
          ['a', '2026-01-01T12:00:00', 2, 3],
          ['a', '2026-01-02T00:00:00', 4, 7],
        ],
      ],
    },
  },
  {
    title: 'rank, previous value and largest per card',
    settings: {
      before: { filter: "card = 'a'" },
      windows: [
        {
          partitionBy: ['card'],
          orderBy: [{ column: 'amount', descending: true }],
          columns: [
            { fn: 'rank', name: 'place' },
            { fn: 'lag', column: 'amount', name: 'larger' },
          ],
        },
        { partitionBy: ['card'], columns: [{ fn: 'max', column: 'amount', name: 'top' }] },
      ],
      after: { filter: 'place <= 2' },
    },
    inputs: { input: [payments] },
    expect: {
      rows: [
        [
          ['a', '2026-01-02T00:00:00', 8, '1', null, 8],
          ['a', '2026-01-02T00:00:00', 4, '2', 8, 8],
        ],
      ],
    },
  },
  {
    title: 'a time range needs a time to order by',
    settings: {
      windows: [
        { orderBy: [{ column: 'amount' }], frame: { unit: 'range', preceding: 1 }, columns: [{ fn: 'count' }] },
      ],
    },
    inputs: { input: [payments] },
    expect: { error: 'RECIPE_COLUMN_TYPE' },
  },
  {
    title: 'a result may not hide an input column',
    settings: { windows: [{ columns: [{ fn: 'count', name: 'Amount' }] }] },
    inputs: { input: [payments] },
    expect: { error: 'RECIPE_COLUMN_TWICE' },
  },
];
