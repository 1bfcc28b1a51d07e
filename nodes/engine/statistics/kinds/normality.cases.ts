import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const normalityCases: readonly CardCase[] = [
  {
    title: 'a column near to normal, and one with a long tail',
    settings: { columns: ['x', 'w'] },
    ...trial,
    expect: {
      tests: [
        {
          statistic: 5.150128863935378,
          df: [2],
          p: 0.07614891621603248,
          estimate: -0.8454528682603637,
          adjustedP: 0.07614891621603248,
        },
        {
          statistic: 38.49893162926472,
          p: 4.3657937733080674e-9,
          estimate: 2.7048459422715783,
          adjustedP: 8.731587546616135e-9,
        },
      ],
    },
  },
  {
    title: 'too few values',
    settings: { columns: ['v'] },
    schema: [{ name: 'v', type: 'double' }],
    rows: [[1.5], [2], [4], ['NaN'], [null], [7], [8], [9.5], [3]],
    expect: { error: 'STATISTICS_TOO_FEW_ROWS' },
  },
];
