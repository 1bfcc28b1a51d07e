import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const twoGroupCases: readonly CardCase[] = [
  {
    title: 'two groups of different size and spread',
    settings: { columns: ['x'], group: 'g2' },
    ...trial,
    expect: {
      tests: [
        {
          statistic: -1.2140257151025784,
          df: [24.770247906115898],
          p: 0.23618636517774202,
          effect: -0.45318540125397455,
          estimate: -2.801000000000002,
          interval: [-7.555002937695361, 1.9530029376953575],
        },
      ],
    },
  },
  {
    title: 'the claim that the first group is less',
    settings: { columns: ['w'], group: 'g2', alternative: 'less' },
    ...trial,
    expect: {
      tests: [
        {
          statistic: -1.7554905293778547,
          df: [13.66308779762165],
          p: 0.05077887695956732,
          effect: -0.70877644556353,
          estimate: -2.256902564102563,
          interval: [-5.020686568566525, 0.5068814403613984],
        },
      ],
    },
  },
  {
    title: 'groups in the order chosen turn the sign',
    settings: { columns: ['x'], group: 'g2', groups: ['treated', 'control'] },
    ...trial,
    expect: { tests: [{ statistic: 1.2140257151025784, p: 0.23618636517774202, estimate: 2.801000000000002 }] },
  },
  {
    title: 'several columns are adjusted for one another',
    settings: { columns: ['x', 'y', 'w'], group: 'g2' },
    ...trial,
    expect: {
      tests: [
        { p: 0.23618636517774202, adjustedP: 0.47237273035548405 },
        { p: 0.32055662934515444, adjustedP: 0.47237273035548405 },
        { p: 0.10155775391913464, adjustedP: 0.30467326175740395 },
      ],
    },
  },
  {
    title: 'more than two groups have to be chosen from',
    settings: { columns: ['x'], group: 'g3' },
    ...trial,
    expect: { error: 'STATISTICS_GROUPS' },
  },
  {
    title: 'a group that does not occur is named',
    settings: { columns: ['x'], group: 'g3', groups: ['a', 'z'] },
    ...trial,
    expect: { error: 'STATISTICS_GROUP_UNKNOWN' },
  },
  {
    title: 'a text cannot be tested',
    settings: { columns: ['g3'], group: 'g2' },
    ...trial,
    expect: { error: 'STATISTICS_COLUMN_TYPE' },
  },
  {
    title: 'a group of one row has no spread',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'boolean' },
    ],
    rows: [
      [1, true],
      [2, false],
      [3, false],
    ],
    expect: { error: 'STATISTICS_TOO_FEW_ROWS' },
  },
  {
    title: 'without spread in either group there is nothing to compare with',
    settings: { columns: ['v'], group: 'g' },
    schema: [
      { name: 'v', type: 'int' },
      { name: 'g', type: 'boolean' },
    ],
    rows: [
      [1, true],
      [1, true],
      [3, false],
      [3, false],
    ],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
];
