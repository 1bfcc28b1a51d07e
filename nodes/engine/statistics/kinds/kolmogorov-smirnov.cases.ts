import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const kolmogorovSmirnovCases: readonly CardCase[] = [
  {
    title: 'small samples: the exact distribution',
    settings: { columns: ['x'], group: 'g2' },
    ...trial,
    expect: { tests: [{ statistic: 0.26666666666666666, p: 0.6487316395783215 }] },
  },
  {
    title: 'several columns',
    settings: { columns: ['y', 'w'], group: 'g2' },
    ...trial,
    expect: {
      tests: [
        { statistic: 0.30952380952380953, p: 0.45809126396554045 },
        { statistic: 0.3487179487179487, p: 0.27836016939193675, adjustedP: 0.5567203387838735 },
      ],
    },
  },
  {
    title: 'a group without values',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'boolean' },
    ],
    rows: [
      [1, true],
      [2, true],
      [null, false],
    ],
    expect: { error: 'STATISTICS_TOO_FEW_ROWS' },
  },
];
