import { z } from 'zod';
import type { Expr } from '../../sql/expr-tree.ts';
import { judgeNumber, show } from '../limits.ts';
import { defineRule, type Measure } from '../rule-kind.ts';

const metrics = ['record-count', 'avg', 'sum', 'min', 'max', 'count-distinct'] as const;
const schema = [{ name: 'x', type: 'double' as const }];
const history = [100, 102, 98, 101, 99, 100];

/** A figure stays near its own history: within the quartiles widened by a factor of the interquartile range (Tukey, 1977). */
export const typicalRange = defineRule({
  id: 'typical-range',
  label: 'Typical range on history',
  category: 'History',
  icon: 'chart-dots',
  keywords: ['anomaly', 'iqr', 'history', 'outlier', 'drift'],
  help: 'The figure lies where earlier runs lead one to expect it: between the quartiles of the last values, widened by a factor of the interquartile range.',
  version: 1,
  settings: z.object({
    metric: z.enum(metrics).default('record-count'),
    column: z.string().optional(),
    /** Earlier values looked at, and how many are needed before the rule judges. */
    window: z.number().int().min(3).max(1000).default(30),
    needed: z.number().int().min(3).default(5),
    errorFactor: z.number().positive().default(3),
    warnFactor: z.number().positive().default(1.5),
  }),
  form: [
    {
      fields: [
        {
          key: 'metric',
          label: 'Figure',
          widget: 'choice',
          choices: [
            { value: 'record-count', label: 'Record count' },
            { value: 'avg', label: 'Mean of a column' },
            { value: 'sum', label: 'Sum of a column' },
            { value: 'min', label: 'Minimum of a column' },
            { value: 'max', label: 'Maximum of a column' },
            { value: 'count-distinct', label: 'Unique values of a column' },
          ],
        },
        {
          key: 'column',
          label: 'Column',
          widget: 'column',
          showWhen: { key: 'metric', in: ['avg', 'sum', 'min', 'max', 'count-distinct'] },
        },
        { key: 'window', label: 'Earlier values looked at', widget: 'number' },
        { key: 'needed', label: 'Values needed before judging', widget: 'number' },
        { key: 'warnFactor', label: 'Warning beyond this many interquartile ranges', widget: 'number' },
        { key: 'errorFactor', label: 'Error beyond this many interquartile ranges', widget: 'number' },
      ],
    },
  ],
  describe: ({ metric, column }) =>
    `${metric === 'record-count' ? 'Record count' : `${metric} of ${column}`} is typical`,
  columns: ({ metric, column }) => (metric === 'record-count' ? [] : [column ?? '']),
  measures: ({ metric, column }): Record<string, Measure> => {
    if (metric === 'record-count') return {};
    const arg: Expr = { op: 'col', name: column ?? '' };
    return { value: { fn: metric, arg } };
  },
  evaluate: (settings, figures, context) => {
    const raw = settings.metric === 'record-count' ? context.rows : figures['value'];
    const value = raw === null || raw === undefined ? null : Number(raw);
    const past = context.history.slice(-settings.window);
    if (value === null) return { status: 'EMPTY', observed: null, message: 'There is no value' };
    if (past.length < settings.needed) {
      return {
        status: 'NOT_COMPUTED',
        observed: value,
        message: `${past.length} of ${settings.needed} earlier values are there; the rule judges after that`,
      };
    }
    const [q1, q3] = [quantile(past, 0.25), quantile(past, 0.75)];
    const spread = Math.max(q3 - q1, Math.abs(q1 + q3) * 0.005);
    const bounds = (factor: number) => ({ min: q1 - factor * spread, max: q3 + factor * spread });
    const verdict = judgeNumber('The figure', value, {
      hard: bounds(settings.errorFactor),
      soft: bounds(settings.warnFactor),
    });
    return {
      ...verdict,
      message: `${verdict.message}; typical is ${show(bounds(settings.warnFactor).min)} to ${show(bounds(settings.warnFactor).max)}`,
    };
  },
  cases: [
    {
      title: 'like before',
      settings: { metric: 'max', column: 'x' },
      schema,
      rows: [[101]],
      history,
      expect: { status: 'OK', observed: 101 },
    },
    {
      title: 'far from before',
      settings: { metric: 'max', column: 'x' },
      schema,
      rows: [[150]],
      history,
      expect: { status: 'ERROR', observed: 150 },
    },
    {
      title: 'too little history',
      settings: { metric: 'max', column: 'x' },
      schema,
      rows: [[150]],
      history: [1, 2],
      expect: { status: 'NOT_COMPUTED', observed: 150 },
    },
  ],
});

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
