import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const pcaCases: readonly CardCase[] = [
  {
    title: 'standardised; rows with an empty cell are left out',
    settings: { columns: ['x', 'y', 'w', 'k'] },
    ...trial,
    expect: {
      table: {
        section: 'Explained variance',
        rows: [
          ['PC 1', 2.0310721653042862, 0.5077680413260715, 0.5077680413260715],
          ['PC 2', 1.0526265233561383, 0.2631566308390345, 0.770924672165106],
          ['PC 3', 0.6853889158632285, 0.1713472289658071, 0.9422719011309131],
          ['PC 4', 0.230912395476348, 0.05772809886908699, 1],
        ],
      },
    },
  },
  {
    title: 'loadings are correlations',
    settings: { columns: ['x', 'y', 'w', 'k'] },
    ...trial,
    expect: {
      table: {
        section: 'Loadings',
        rows: [
          ['x', 0.6662584795599633, -0.3062716922507169, 0.6753433086403505, -0.07879533244445458],
          ['y', 0.9066410793892501, -0.11194201337691788, -0.21538142824653325, 0.3450822788430337],
          ['w', 0.13634122054769948, 0.9512476770764252, 0.2640708870865468, 0.08249542429488836],
          ['k', -0.8640514038309244, -0.20352153787706964, 0.3364189921775227, 0.31435078632034785],
        ],
      },
    },
  },
  {
    title: 'as they are',
    settings: { columns: ['x', 'y', 'w', 'k'], standardise: false },
    ...trial,
    expect: {
      table: {
        section: 'Weights',
        rows: [
          ['x', 0.4935440160400805, 0.8679740227881212, 0.053524598913441655, -0.01305822756693639],
          ['y', 0.8552971662764277, -0.4807642237235606, -0.04447744606972276, 0.1880273260409472],
          ['w', -0.006003398033050295, -0.055930249870715223, 0.9913239450243757, 0.11879647462263175],
          ['k', -0.15762303385799115, 0.11116952865730403, -0.11150654744713231, 0.9748654291603205],
        ],
      },
    },
  },
  {
    title: 'constant columns leave nothing to turn',
    settings: { columns: ['a', 'b'] },
    schema: [
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int' },
    ],
    rows: [
      [1, 5],
      [2, 5],
      [3, 5],
    ],
    expect: { error: 'STATISTICS_CONSTANT' },
  },
  {
    title: 'no row has all values',
    settings: { columns: ['a', 'b'] },
    schema: [
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int' },
    ],
    rows: [
      [1, null],
      [null, 5],
      [3, 5],
    ],
    expect: { error: 'STATISTICS_TOO_FEW_ROWS' },
  },
];
