import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const kruskalCases: readonly CardCase[] = [
  {
    title: 'three groups',
    settings: { columns: ['x'], group: 'g3' },
    ...trial,
    expect: {
      tests: [{ statistic: 1.1747126436781627, df: [2], p: 0.5557946864854988, effect: 0.043507875691783805 }],
    },
  },
  {
    title: 'ties are corrected for',
    settings: { columns: ['k'], group: 'g3' },
    ...trial,
    expect: {
      tests: [{ statistic: 0.9794746629474664, df: [2], p: 0.6127873329923831, effect: 0.033774988377498844 }],
    },
  },
  {
    title: 'a constant column has no order',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'string' },
    ],
    rows: [
      [1, 'a'],
      [1, 'a'],
      [1, 'b'],
      [1, 'b'],
    ],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
];
