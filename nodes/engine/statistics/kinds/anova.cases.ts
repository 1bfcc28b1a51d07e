import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const anovaCases: readonly CardCase[] = [
  {
    title: 'three groups of about the same spread',
    settings: { columns: ['x'], group: 'g3' },
    ...trial,
    expect: {
      tests: [{ statistic: 1.0761410687510864, df: [2, 25], p: 0.3561811131784164, effect: 0.07926708063074685 }],
    },
  },
  {
    title: 'several columns',
    settings: { columns: ['x', 'w'], group: 'g3' },
    ...trial,
    expect: {
      tests: [
        { p: 0.3561811131784164 },
        {
          statistic: 3.527196043845581,
          df: [2, 26],
          p: 0.04412393713556771,
          effect: 0.21341769254071646,
          adjustedP: 0.08824787427113542,
        },
      ],
    },
  },
  {
    title: 'one group only',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'string' },
    ],
    rows: [
      [1, 'a'],
      [2, 'a'],
      [3, null],
    ],
    expect: { error: 'STATISTICS_GROUPS' },
  },
  {
    title: 'groups without spread within',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'string' },
    ],
    rows: [
      [1, 'a'],
      [1, 'a'],
      [3, 'b'],
      [3, 'b'],
    ],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
];
