import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const goodnessOfFitCases: readonly CardCase[] = [
  {
    title: 'all values equally often',
    settings: { column: 'k' },
    ...trial,
    expect: { tests: [{ statistic: 5.2, df: [5], p: 0.39196289159963393, effect: 0.41633319989322654 }] },
  },
  {
    title: 'shares as given, of any size',
    settings: {
      column: 'g3',
      expected: 'given',
      shares: [
        { value: 'a', share: 50 },
        { value: 'b', share: 30 },
        { value: 'c', share: 20 },
      ],
    },
    ...trial,
    expect: { tests: [{ statistic: 4.444444444444445, df: [2], p: 0.10836802322189587, effect: 0.3849001794597505 }] },
  },
  {
    title: 'no shares given',
    settings: { column: 'g3', expected: 'given' },
    ...trial,
    expect: { error: 'STATISTICS_GROUPS' },
  },
];
