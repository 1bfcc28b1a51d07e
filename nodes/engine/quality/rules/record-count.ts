import { z } from 'zod';
import { judgeNumber, limitFields, limitForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'a', type: 'int' as const }];
const three = [[1], [2], [3]];

/** Number of rows within limits. */
export const recordCount = defineRule({
  id: 'record-count',
  label: 'Record count in range',
  category: 'Dataset',
  icon: 'list-numbers',
  keywords: ['rows', 'volume', 'size'],
  help: 'The number of rows lies within limits. Catches half-delivered and doubled files.',
  version: 1,
  settings: z.object({ ...limitFields }),
  form: [{ fields: limitForm }],
  describe: () => 'Record count in range',
  evaluate: (settings, _, { rows }) => judgeNumber('The record count', rows, settings),
  cases: [
    {
      title: 'within',
      settings: { hard: { min: 3, max: 3 } },
      schema,
      rows: three,
      expect: { status: 'OK', observed: 3 },
    },
    {
      title: 'too few is an error',
      settings: { hard: { min: 4 } },
      schema,
      rows: three,
      expect: { status: 'ERROR', observed: 3 },
    },
    {
      title: 'outside the soft limit is a warning',
      settings: { hard: { max: 9 }, soft: { max: 2 } },
      schema,
      rows: three,
      expect: { status: 'WARNING', observed: 3 },
    },
    {
      title: 'no rows are counted too',
      settings: { hard: { min: 1 } },
      schema,
      rows: [],
      expect: { status: 'ERROR', observed: 0 },
    },
  ],
});
