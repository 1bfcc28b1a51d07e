import { z } from 'zod';
import { ProblemShape } from './flow.ts';
import { SampleChoice } from './sample.ts';

/** What the statistics cards answer: sections of blocks, which the workbench draws without knowing the kind of the card. */

export const StatisticsRequest = z.object({
  card: z.object({ kind: z.string(), settings: z.record(z.string(), z.unknown()).default({}) }),
  sample: SampleChoice.default('head'),
  /** Formula; rows for which it is true. */
  filter: z.string().optional(),
  level: z.number().min(0.0001).max(0.5).default(0.05),
});
export type StatisticsRequest = z.input<typeof StatisticsRequest>;

export const figureFormats = ['count', 'coefficient', 'share', 'p', 'time', 'text'] as const;
/** How a value is written, absent as a number: `coefficient` lies between −1 and 1, `share` is a part of one, `time` seconds since 1970. */
export const FigureFormat = z.enum(figureFormats);
export type FigureFormat = z.infer<typeof FigureFormat>;

/** A number; a text where a number would lose digits; null where there is none. */
const Value = z.union([z.number(), z.string()]).nullable();
const Interval = z.object({ low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

export const Figure = z.object({
  label: z.string(),
  value: Value,
  format: FigureFormat.optional(),
  /** Confidence interval. */
  interval: Interval.optional(),
  /** The part of all rows that a count is. */
  share: z.number().optional(),
  help: z.string().optional(),
});
export type Figure = z.infer<typeof Figure>;

/** Quartiles with Tukey's whiskers: the outermost values within 1.5 times the distance of the quartiles beyond them. */
export const BoxSummary = z.object({
  low: z.number(),
  lower: z.number(),
  median: z.number(),
  upper: z.number(),
  high: z.number(),
  /** Values beyond the whiskers. */
  below: z.number(),
  above: z.number(),
});
export type BoxSummary = z.infer<typeof BoxSummary>;

export const Axis = z.object({
  label: z.string(),
  /** Seconds since 1970; absent: plain numbers. */ unit: z.literal('time').optional(),
});
export type Axis = z.infer<typeof Axis>;

const Bin = z.object({ from: z.number(), to: z.number(), count: z.number() });
const Line = z.object({ from: z.tuple([z.number(), z.number()]), to: z.tuple([z.number(), z.number()]) });

export const TestOutcome = z.object({
  /** What was tested: a column, or a pair of them. */
  label: z.string(),
  /** What is assumed until the data speak against it, and what is claimed otherwise. */
  hypothesis: z.string(),
  alternative: z.string(),
  /** Null in all figures of a test that could not be made: `problem` says why. */
  statistic: z.object({ symbol: z.string(), value: z.number() }).nullable(),
  /** Degrees of freedom: none, one, or two for F. */
  df: z.array(z.number()),
  p: z.number().nullable(),
  /** Whether `p` is exact or by a large-sample approximation. */
  method: z.string(),
  /** By Holm's method, when the card makes several tests. */
  adjustedP: z.number().nullable(),
  effect: z.object({ name: z.string(), value: z.number(), size: z.string() }).nullable(),
  /** What is estimated, with its confidence interval. */
  estimate: z.object({ label: z.string(), value: z.number(), interval: Interval.nullable() }).nullable(),
  significant: z.boolean(),
  /** In plain words, at the chosen level. */
  conclusion: z.string(),
  warnings: z.array(z.string()),
  /** Rows that went in, and rows left out for an empty value. */
  rows: z.number(),
  empty: z.number(),
  problem: ProblemShape.nullable(),
});
export type TestOutcome = z.infer<typeof TestOutcome>;

export const StatisticsBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figures'), figures: z.array(Figure) }),
  /** Rows by bins of a number or a time; those beyond the bins are counted. */
  z.object({
    kind: z.literal('histogram'),
    axis: Axis,
    bins: z.array(Bin),
    below: z.number(),
    above: z.number(),
    box: BoxSummary.nullable(),
    /** A value to be seen among the others. */
    mark: z.object({ value: z.number(), label: z.string() }).optional(),
  }),
  /** Values by how often they occur; beside each the number that was expected, if any. */
  z.object({
    kind: z.literal('values'),
    values: z.array(z.object({ label: z.string(), count: z.number(), expected: z.number().optional() })),
    /** Values that are not listed, and their rows. */
    others: z.object({ values: z.number(), count: z.number() }).nullable(),
  }),
  z.object({
    kind: z.literal('table'),
    title: z.string().optional(),
    columns: z.array(z.object({ label: z.string(), format: FigureFormat.optional(), help: z.string().optional() })),
    rows: z.array(z.array(Value)),
    /** Columns (from, to) whose cells are shaded from −1 to 1. */
    shaded: z.tuple([z.number(), z.number()]).optional(),
  }),
  /** The spread of a number by groups, with means and their confidence intervals. */
  z.object({
    kind: z.literal('boxes'),
    axis: Axis,
    by: z.string(),
    groups: z.array(
      z.object({
        label: z.string(),
        count: z.number(),
        box: BoxSummary,
        mean: z.number().nullable(),
        interval: Interval.nullable(),
      }),
    ),
    /** Groups that are not drawn. */
    hidden: z.number(),
  }),
  /** Rows as points; with `arrows` a biplot. */
  z.object({
    kind: z.literal('points'),
    x: Axis,
    y: Axis,
    xs: z.array(z.number()),
    ys: z.array(z.number()),
    /** Group of each point. */
    groups: z.array(z.string()).optional(),
    groupBy: z.string().optional(),
    line: Line.optional(),
    arrows: z.array(z.object({ label: z.string(), x: z.number(), y: z.number() })).optional(),
    /** Which rows are drawn, in words. */
    sample: z.string(),
  }),
  /** Rows counted in cells of a plane: where points would cover one another. */
  z.object({
    kind: z.literal('cells'),
    x: Axis,
    y: Axis,
    xs: z.array(z.number()),
    ys: z.array(z.number()),
    counts: z.array(z.number()),
    width: z.number(),
    height: z.number(),
    line: Line.optional(),
    sample: z.string(),
  }),
  /** A figure for every pair of columns. */
  z.object({
    kind: z.literal('matrix'),
    measure: z.string(),
    /** −1 to 1, or 0 to 1. */
    from: z.number(),
    names: z.array(z.string()),
    values: z.array(z.array(z.number().nullable())),
    /** Rows in which both columns have a value. */
    counts: z.array(z.array(z.number())),
    p: z.array(z.array(z.number().nullable())),
  }),
  /** Rows by two groupings. */
  z.object({
    kind: z.literal('contingency'),
    down: z.object({ label: z.string(), values: z.array(z.string()) }),
    across: z.object({ label: z.string(), values: z.array(z.string()) }),
    counts: z.array(z.array(z.number())),
  }),
  z.object({
    kind: z.literal('curves'),
    x: Axis,
    y: Axis,
    series: z.array(
      z.object({
        name: z.string(),
        draw: z.enum(['line', 'steps', 'bars']),
        xs: z.array(z.number()),
        ys: z.array(z.number()),
      }),
    ),
    mark: z.object({ x: z.number(), label: z.string() }).optional(),
  }),
  z.object({
    kind: z.literal('tests'),
    level: z.number(),
    /** How several tests were adjusted; null for one. */
    correction: z.string().nullable(),
    outcomes: z.array(TestOutcome),
  }),
  z.object({ kind: z.literal('note'), tone: z.enum(['info', 'warning']), text: z.string() }),
]);
export type StatisticsBlock = z.infer<typeof StatisticsBlock>;
export type BlockKind = StatisticsBlock['kind'];
export type BlockOf<K extends BlockKind> = Extract<StatisticsBlock, { kind: K }>;

export const StatisticsSection = z.object({
  title: z.string(),
  /** Beside the title: what was found, or of how many rows. */
  note: z.string().optional(),
  blocks: z.array(StatisticsBlock),
});
export type StatisticsSection = z.infer<typeof StatisticsSection>;

export const StatisticsReply = z.object({
  /** How the rows were chosen: `all rows`, `first 10,000 rows`. */
  sample: z.string(),
  /** Rows of the sample that the filter left. */
  rows: z.number(),
  sections: z.array(StatisticsSection),
});
export type StatisticsReply = z.infer<typeof StatisticsReply>;

/** What a kind of card puts a column into. */
export interface StatisticsSlot {
  /** Path in the settings: a column name, or a list of them when `max` is above one. */
  readonly key: string;
  readonly label: string;
  /** What stands before its columns where a card is named: `amount by region`; false: they are not named. */
  readonly word?: string | false;
  readonly takes: 'number' | 'number-or-time' | 'category' | 'two-values' | 'any';
  readonly min: number;
  readonly max: number;
}
