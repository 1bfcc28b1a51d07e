import { z } from 'zod';
import type { Expr } from '../../sql/expr-tree.ts';
import { judgeNumber, limitFields, limitForm } from '../limits.ts';
import { defineRule, type Measure } from '../rule-kind.ts';

const statistics = ['min', 'max', 'avg', 'sum', 'median', 'stddev', 'empty-count', 'empty-share'] as const;
const labels: Record<(typeof statistics)[number], string> = {
  min: 'Minimum',
  max: 'Maximum',
  avg: 'Mean',
  sum: 'Sum',
  median: 'Median',
  stddev: 'Standard deviation',
  'empty-count': 'Number of empty cells',
  'empty-share': 'Share of empty cells',
};

const schema = [{ name: 'x', type: 'double' as const }];
const rows = [[1], [2], [6], [null]];

/** A statistic of a number column within limits. */
export const columnStatistic = defineRule({
  id: 'column-statistic',
  label: 'Column statistic in range',
  category: 'Column',
  icon: 'math-function',
  keywords: ['mean', 'average', 'minimum', 'maximum', 'sum', 'median', 'deviation', 'empty', 'missing'],
  help: 'Minimum, maximum, mean, sum, median, standard deviation, or how many cells are empty lies within limits.',
  version: 1,
  settings: z.object({ column: z.string().min(1), statistic: z.enum(statistics).default('avg'), ...limitFields }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column' },
        {
          key: 'statistic',
          label: 'Statistic',
          widget: 'choice',
          choices: statistics.map((value) => ({ value, label: labels[value] })),
        },
        ...limitForm,
      ],
    },
  ],
  describe: ({ column, statistic }) => `${labels[statistic]} of ${column} in range`,
  columns: ({ column }) => [column],
  measures: ({ column, statistic }): Record<string, Measure> => {
    const arg: Expr = { op: 'col', name: column };
    if (statistic === 'empty-count' || statistic === 'empty-share') return { filled: { fn: 'count', arg } };
    return { value: { fn: statistic, arg } };
  },
  evaluate: (settings, figures, context) => {
    const what = `${labels[settings.statistic]} of ${settings.column}`;
    if (settings.statistic !== 'empty-count' && settings.statistic !== 'empty-share')
      return judgeNumber(what, figures['value'] ?? null, settings);
    const empty = context.rows - Number(figures['filled'] ?? 0);
    if (settings.statistic === 'empty-count') return judgeNumber(what, empty, settings);
    return judgeNumber(what, context.rows === 0 ? null : empty / context.rows, settings);
  },
  cases: [
    {
      title: 'mean ignores empty cells',
      settings: { column: 'x', statistic: 'avg', hard: { min: 3, max: 3 } },
      schema,
      rows,
      expect: { status: 'OK', observed: 3 },
    },
    {
      title: 'maximum too high',
      settings: { column: 'x', statistic: 'max', hard: { max: 5 } },
      schema,
      rows,
      expect: { status: 'ERROR', observed: 6 },
    },
    {
      title: 'share of empty cells',
      settings: { column: 'x', statistic: 'empty-share', soft: { max: 0.2 } },
      schema,
      rows,
      expect: { status: 'WARNING', observed: 0.25 },
    },
    {
      title: 'no rows have no mean',
      settings: { column: 'x', statistic: 'avg', hard: { min: 0 } },
      schema,
      rows: [],
      expect: { status: 'EMPTY', observed: null },
    },
    {
      title: 'a missing column cannot be computed',
      settings: { column: 'y', statistic: 'avg' },
      schema,
      rows,
      expect: { status: 'NOT_COMPUTED' },
    },
  ],
});
