import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const describeCases: readonly CardCase[] = [
  {
    title: 'a number with empty cells',
    settings: { columns: ['x'] },
    ...trial,
    expect: {
      figures: {
        Values: 28,
        Empty: 2,
        Distinct: 28,
        Mean: 52.826428571428565,
        'Std deviation': 6.59989237526487,
        Minimum: 35.22,
        '25 %': 50.0025,
        Median: 53.370000000000005,
        '75 %': 57.2575,
        Maximum: 62.51,
        Skewness: -0.8940811766124598,
        'Excess kurtosis': 0.8228909923542687,
      },
    },
  },
  {
    title: 'a text',
    settings: { columns: ['g2'] },
    ...trial,
    expect: {
      figures: {
        Values: 29,
        Empty: 1,
        Distinct: 2,
        'Most frequent': 'control',
        'Its share': 0.5172413793103449,
        'Entropy in bits': 0.9991421039919088,
      },
    },
  },
  {
    title: 'digits that a double would lose',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'bigint' }],
    rows: [['9007199254740993'], ['9007199254740995'], [null]],
    expect: { figures: { Minimum: '9007199254740993', Maximum: '9007199254740995' } },
  },
  {
    title: 'days',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'date' }],
    rows: [['2026-01-01'], ['2026-01-04'], [null]],
    expect: { figures: { Earliest: 1767225600, Latest: 1767484800, 'Span in days': 3 } },
  },
  {
    title: 'a constant column has a mean, but no shape',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'decimal' }],
    rows: [['2.5'], ['2.5'], ['2.5'], ['2.5']],
    expect: { figures: { Mean: 2.5, 'Std deviation': 0, Skewness: null, 'Excess kurtosis': null } },
  },
  {
    title: 'values that are not finite are left out and counted',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'double' }],
    rows: [[1], ['NaN'], ['Infinity'], ['-Infinity'], [null], [3]],
    expect: { figures: { Values: 2, Empty: 1, 'Not finite': 3, Mean: 2, Minimum: 1, Maximum: 3 } },
  },
];
