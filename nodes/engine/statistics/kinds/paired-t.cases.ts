import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const pairedCases: readonly CardCase[] = [
  {
    title: 'differences within rows; rows without one of the values are left out',
    settings: { first: 'x', second: 'y' },
    ...trial,
    expect: {
      tests: [
        {
          statistic: 8.13405532548336,
          df: [25],
          p: 1.7332560639454086e-8,
          effect: 1.5952194934339599,
          estimate: 10.694230769230769,
          interval: [7.986457133579663, 13.402004404881875],
        },
      ],
    },
  },
  {
    title: 'a column compared with itself differs nowhere',
    settings: { first: 'x', second: 'x' },
    ...trial,
    expect: { error: 'STATISTICS_CONSTANT' },
  },
  {
    title: 'a text is no number',
    settings: { first: 'x', second: 'g2' },
    ...trial,
    expect: { error: 'STATISTICS_COLUMN_TYPE' },
  },
];
