import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const correlationCases: readonly CardCase[] = [
  {
    title: 'straight lines, each pair over the rows that have both',
    settings: { columns: ['x', 'y', 'w', 'k'] },
    ...trial,
    expect: {
      matrix: [
        [1, 0.5096558381993357, 0.06456930633763051, -0.2415710076366205],
        [0.5096558381993357, 1, -0.03106902287553015, -0.6678572161247704],
        [0.06456930633763051, -0.03106902287553015, 1, -0.20849302581617699],
        [-0.2415710076366205, -0.6678572161247704, -0.20849302581617699, 1],
      ],
    },
  },
  {
    title: 'ranks, with ties and empty cells',
    settings: { columns: ['x', 'y', 'w', 'k'], method: 'spearman' },
    ...trial,
    expect: {
      matrix: [
        [1, 0.3770940170940171, -0.0927960927960928, -0.19602272116148003],
        [0.3770940170940171, 1, -0.1654983782095365, -0.6484310200260742],
        [-0.0927960927960928, -0.1654983782095365, 1, -0.05627807281338867],
        [-0.19602272116148003, -0.6484310200260742, -0.05627807281338867, 1],
      ],
    },
  },
  {
    title: 'groupings',
    settings: { method: 'cramer', groupings: ['g3', 'g2'] },
    ...trial,
    expect: {
      matrix: [
        [1, 0.246885359939347],
        [0.246885359939347, 1],
      ],
    },
  },
  {
    title: 'none chosen: all numbers',
    settings: {},
    ...trial,
    expect: {
      matrix: [
        [1, 0.5096558381993357, 0.06456930633763051, -0.2415710076366205],
        [0.5096558381993357, 1, -0.03106902287553015, -0.6678572161247704],
        [0.06456930633763051, -0.03106902287553015, 1, -0.20849302581617699],
        [-0.2415710076366205, -0.6678572161247704, -0.20849302581617699, 1],
      ],
    },
  },
  {
    title: 'a constant column correlates with nothing',
    settings: { columns: ['a', 'b', 'c'] },
    schema: [
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int' },
      { name: 'c', type: 'int' },
    ],
    rows: [
      [1, 5, 3],
      [2, 5, 2],
      [3, 5, 1],
    ],
    expect: {
      matrix: [
        [1, null, -1],
        [null, null, null],
        [-1, null, 1],
      ],
    },
  },
  {
    title: 'one column is no pair',
    settings: { columns: ['x'] },
    ...trial,
    expect: { error: 'STATISTICS_INCOMPLETE' },
  },
];
