import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

const estimated = { estimate: 52.826428571428565, interval: [50.267257472387314, 55.385599670469816] as const };
const found = { statistic: 1.4643498750171728, df: [27], effect: 0.27673611440599677, ...estimated };

export const oneSampleCases: readonly CardCase[] = [
  {
    title: 'a mean against a given one',
    settings: { columns: ['x'], mean: 51 },
    ...trial,
    expect: { tests: [{ ...found, p: 0.15464563754520497 }] },
  },
  {
    title: 'the claim that it is greater',
    settings: { columns: ['x'], mean: 51, alternative: 'greater' },
    ...trial,
    expect: { tests: [{ ...found, p: 0.07732281877260248 }] },
  },
  {
    title: 'the claim that it is less',
    settings: { columns: ['x'], mean: 51, alternative: 'less' },
    ...trial,
    expect: { tests: [{ ...found, p: 0.9226771812273975 }] },
  },
  {
    title: 'values that are empty or not finite are left out',
    settings: { columns: ['v'], mean: 5 },
    schema: [{ name: 'v', type: 'double' }],
    rows: [[5.1], [4.9], [6.2], [5.8], [5.5], [null], ['NaN'], ['Infinity']],
    expect: {
      tests: [
        { statistic: 2.1320071635561044, df: [4], p: 0.09998196735341654, effect: 0.9534625892455922, estimate: 5.5 },
      ],
    },
  },
  {
    title: 'a constant column has no spread to compare with',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'int' }],
    rows: [[3], [3], [3]],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
  {
    title: 'a column that cannot be tested does not keep the others from it',
    settings: { columns: ['v', 'u'], mean: 5 },
    schema: [
      { name: 'v', type: 'double' },
      { name: 'u', type: 'int' },
    ],
    rows: [
      [5.1, 1],
      [4.9, 1],
      [6.2, 1],
      [5.8, null],
      [5.5, 1],
    ],
    expect: { tests: [{ p: 0.09998196735341654 }, { problem: 'STATISTICS_CONSTANT' }] },
  },
  {
    title: 'values too large to be squared',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'double' }],
    rows: [[1e200], [-2e200], [3e200]],
    expect: { error: 'STATISTICS_OVERFLOW' },
  },
];
