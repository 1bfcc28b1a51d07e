import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const mannWhitneyCases: readonly CardCase[] = [
  {
    title: 'few values without ties: the exact distribution',
    settings: { columns: ['x'], group: 'g2' },
    ...trial,
    expect: { tests: [{ statistic: 71, p: 0.3728121372353436, effect: -0.21111111111111114 }] },
  },
  {
    title: 'exact, for a claim of one direction',
    settings: { columns: ['y'], group: 'g2', alternative: 'less' },
    ...trial,
    expect: { tests: [{ statistic: 66, p: 0.18719819418702174, effect: -0.2142857142857143 }] },
  },
  {
    title: 'a tie is enough for the approximation',
    settings: { columns: ['w'], group: 'g2' },
    ...trial,
    expect: { tests: [{ statistic: 64.5, p: 0.13430778127948317, effect: -0.3384615384615385 }] },
  },
  {
    title: 'whole numbers with many ties, two groups of three values',
    settings: { columns: ['k'], group: 'g2', alternative: 'greater' },
    ...trial,
    expect: { tests: [{ statistic: 116, p: 0.3195533734775372, effect: 0.10476190476190483 }] },
  },
  {
    title: 'a constant column has no order',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'boolean' },
    ],
    rows: [
      [1, true],
      [1, true],
      [1, false],
      [1, false],
    ],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
];
