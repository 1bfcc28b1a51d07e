import { z } from 'zod';
import { Column, DataType, Schema } from './schema.ts';

export const ProblemShape = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  path: z.string().optional(),
  message: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});

export const Progress = z.object({
  fraction: z.number().min(0).max(1).nullable(),
  message: z.string(),
  rows: z.number().nullable(),
});
export type Progress = z.infer<typeof Progress>;

export const nodeStates = ['not-configured', 'ready', 'running', 'done', 'stale', 'failed'] as const;

/** How the columns of a dataset differ from those that were accepted, or (when none were) from those of its last build. */
export const SchemaChange = z.object({
  since: z.enum(['accepted', 'built']),
  added: z.array(Column),
  removed: z.array(Column),
  retyped: z.array(z.object({ name: z.string(), from: DataType, to: DataType })),
});
export type SchemaChange = z.infer<typeof SchemaChange>;

export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  logId: z.string().optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The computed state of one node of the canvas. */
export const FlowNode = z.object({
  id: z.string(),
  type: z.enum(['dataset', 'recipe', 'model']),
  state: z.enum(nodeStates),
  /** Why it is in this state, in words. */
  reason: z.string(),
  /** What made the last run fail, with what to do, as long as nothing about it has changed since. */
  error: ErrorBody.optional(),
  problems: z.array(ProblemShape),
  schema: Schema.nullable(),
  schemaChange: SchemaChange.optional(),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  builtAt: z.string().nullable(),
  progress: Progress.nullable(),
});
export type FlowNode = z.infer<typeof FlowNode>;

export const buildModes = ['required', 'only', 'upstream', 'downstream'] as const;
export const BuildRequest = z.object({
  /** Ids of datasets or models; empty: all outputs of the flow. */
  targets: z.array(z.string()),
  mode: z.enum(buildModes).default('required'),
  /** Variables of this run only. */
  variables: z.record(z.string(), z.string()).default({}),
});
export type BuildRequest = z.infer<typeof BuildRequest>;

/** What the last run of a recipe that went well took. */
export const LastRun = z.object({ rows: z.number().nullable(), ms: z.number(), at: z.string() });
export type LastRun = z.infer<typeof LastRun>;

/** A recipe that a build would run. */
export const PlannedRun = z.object({
  recipe: z.string(),
  outputs: z.array(z.string()),
  /** Why it runs, in words. */
  reason: z.string(),
  /** Recipes of the plan that must have ended before. */
  after: z.array(z.string()),
  /** Recipes of one step do not wait for one another; steps count from 1. */
  step: z.number().int(),
  /** Why it cannot run as it is set up, found without running it. */
  problem: z.string().nullable(),
  last: LastRun.nullable(),
});
export type PlannedRun = z.infer<typeof PlannedRun>;

/** What a build would do, before it runs. */
export const BuildPlan = z.object({
  activities: z.array(PlannedRun),
  skipped: z.array(z.object({ recipe: z.string(), reason: z.string() })),
  /** Milliseconds from what the last runs took; null as long as one of the recipes has never run. */
  estimateMs: z.number().nullable(),
});
export type BuildPlan = z.infer<typeof BuildPlan>;

export const ruleStatuses = ['OK', 'WARNING', 'ERROR', 'EMPTY', 'NOT_COMPUTED'] as const;
export const RuleResult = z.object({
  dataset: z.string(),
  rule: z.string(),
  kind: z.string(),
  label: z.string(),
  status: z.enum(ruleStatuses),
  observed: z.union([z.string(), z.number(), z.null()]),
  message: z.string(),
  computedAt: z.string(),
  failedRows: z.number().nullable(),
});
export type RuleResult = z.infer<typeof RuleResult>;

export const jobStatuses = ['queued', 'running', 'succeeded', 'warning', 'failed', 'aborted'] as const;
export const Activity = z.object({
  recipe: z.string(),
  outputs: z.array(z.string()),
  status: z.enum([...jobStatuses, 'skipped']),
  /** Why it runs, in words. */
  reason: z.string().default(''),
  /** Recipes of the job that it waits for. */
  after: z.array(z.string()).default([]),
  progress: Progress.nullable(),
  rows: z.number().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  error: ErrorBody.nullable(),
  warnings: z.array(z.string()).default([]),
  /** What the quality rules of its outputs found. */
  rules: z.array(RuleResult).default([]),
});
export type Activity = z.infer<typeof Activity>;

export const Job = z.object({
  id: z.string(),
  project: z.string(),
  label: z.string(),
  mode: z.enum(buildModes),
  /** What was asked for; empty: all outputs of the flow. */
  targets: z.array(z.string()).default([]),
  /** Variables of this run. */
  variables: z.record(z.string(), z.string()).default({}),
  /** Who started it: a person, or a scenario. */
  startedBy: z.string().default(''),
  /** The job that this one does again: all of it, or what failed and what waited for that. */
  again: z
    .object({ job: z.string(), from: z.enum(['start', 'failed']) })
    .nullable()
    .default(null),
  status: z.enum(jobStatuses),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  activities: z.array(Activity),
  /** Recipes that did not need to run, and why. */
  skipped: z.array(z.object({ recipe: z.string(), reason: z.string() })).default([]),
  error: ErrorBody.nullable(),
});
export type Job = z.infer<typeof Job>;

/** A line of a job's log. */
export const JobLogLine = z.object({
  at: z.string(),
  /** The recipe it is of; null: the job as a whole. */
  recipe: z.string().nullable(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
});
export type JobLogLine = z.infer<typeof JobLogLine>;

/** How the rows of the two sides of a join find each other. Left is all that is joined before. */
export const JoinMatches = z.object({
  left: z.object({
    rows: z.number(),
    matched: z.number(),
    /** Rows with more than one match: each gives several rows. */
    multiplied: z.number(),
    /** Most matches of a row. */
    most: z.number(),
  }),
  /** Known only when all rows of the left side are looked at. */
  right: z.object({ rows: z.number(), matched: z.number() }).nullable(),
  /** Rows of the result of this join. */
  result: z.number(),
  /** Left rows looked at, in words. */
  sample: z.string(),
  /** Keys of the left side without a match, most frequent first. */
  examples: z.array(z.object({ key: z.array(z.string().nullable()), rows: z.number() })),
});
export type JoinMatches = z.infer<typeof JoinMatches>;

/** Statistics of one column over a sample or all rows. */
export const ColumnStats = z.object({
  column: Column,
  rows: z.number(),
  empty: z.number(),
  invalid: z.number(),
  distinct: z.number(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  mean: z.number().nullable(),
  stddev: z.number().nullable(),
  quantiles: z.array(z.object({ p: z.number(), value: z.number() })),
  top: z.array(z.object({ value: z.string(), count: z.number() })),
  histogram: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })),
  /** Beyond the whiskers: 1.5 times the middle half below or above it. For one numeric column asked for alone. */
  outliers: z.object({ below: z.number(), above: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Shapes of texts (`Aa-99`), most frequent first. For one text column asked for alone. */
  patterns: z.array(z.object({ pattern: z.string(), count: z.number(), example: z.string() })),
  /** How long texts are in characters, or lists in items. For one such column asked for alone. */
  lengths: z.object({ min: z.number(), max: z.number(), mean: z.number() }).nullable(),
  /** Items of lists, or members of objects that are not null, with how many cells have them. For one such column asked for alone. */
  elements: z.array(z.object({ value: z.string(), count: z.number() })),
  /** Values that do not fit the meaning, most frequent first. For one column asked for alone. */
  misfits: z.array(z.object({ value: z.string(), count: z.number() })),
});
export type ColumnStats = z.infer<typeof ColumnStats>;

export const runOutcomes = ['running', 'success', 'warning', 'failed', 'aborted'] as const;
export const ScenarioRun = z.object({
  id: z.string(),
  project: z.string(),
  scenario: z.string(),
  trigger: z.string(),
  outcome: z.enum(runOutcomes),
  variables: z.record(z.string(), z.string()),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      label: z.string(),
      outcome: z.enum([...runOutcomes, 'skipped', 'pending']),
      startedAt: z.string().nullable(),
      endedAt: z.string().nullable(),
      log: z.array(z.string()),
      error: ErrorBody.nullable(),
    }),
  ),
});
export type ScenarioRun = z.infer<typeof ScenarioRun>;
