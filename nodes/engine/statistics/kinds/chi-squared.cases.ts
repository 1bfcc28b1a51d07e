import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const chiSquaredCases: readonly CardCase[] = [
  {
    title: 'three by two, rows without a group left out',
    settings: { columns: ['g3'], group: 'g2' },
    ...trial,
    expect: { tests: [{ statistic: 1.7676190476190468, df: [2], p: 0.41320579224808773, effect: 0.246885359939347 }] },
  },
  {
    title: 'a column against itself is as dependent as can be',
    settings: { columns: ['g3'], group: 'g3' },
    ...trial,
    expect: { tests: [{ statistic: 60, df: [4], p: 2.9008631203404573e-12, effect: 1 }] },
  },
  {
    title: 'one value only',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'string' },
      { name: 'g', type: 'boolean' },
    ],
    rows: [
      ['a', true],
      ['a', false],
      [null, true],
    ],
    expect: { error: 'STATISTICS_GROUPS' },
  },
];
