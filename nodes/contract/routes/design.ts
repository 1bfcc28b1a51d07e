import { z } from 'zod';
import {
  BuildPlan,
  BuildRequest,
  ColumnStats,
  FlowNode,
  Job,
  JobLogLine,
  JoinMatches,
  ProblemShape,
  RuleResult,
} from '../flow.ts';
import { Chart, ChartFilter, ChartReply, Edit, Project, Recipe } from '../project/index.ts';
import { SampleChoice, sampleQueryFields } from '../sample.ts';
import { RowsPage, Schema } from '../schema.ts';
import { HistoryState } from './history-state.ts';
import { Done, limit, paramsOf, type RouteSpec } from './route.ts';

const both = ['design', 'automation'] as const;
const design = ['design'] as const;

/** `revision`: the one the caller saw; a project changed since is left alone. */
const SeenRevision = z.object({ revision: z.number().optional() }).default({});
export const ProjectSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  datasets: z.number(),
  recipes: z.number(),
  models: z.number(),
  modifiedAt: z.string(),
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

export const SortSpec = z.object({ column: z.string(), descending: z.boolean() });
const RowsBody = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(10_000).default(200),
  sort: z.array(SortSpec).default([]),
  /** Formula; rows for which it is true. */
  filter: z.string().optional(),
  sample: SampleChoice.default('head'),
});

/** Which connection kinds exist today: a named folder of the node. Secrets of later kinds are kept apart, encrypted. */
export const Connection = z.object({ id: z.string(), kind: z.literal('folder'), path: z.string() });
export type Connection = z.infer<typeof Connection>;

export const projectRoutes = {
  'projects.list': {
    method: 'GET',
    path: '/api/projects',
    summary: 'Projects of this node',
    right: 'read',
    nodes: both,
    reply: z.array(ProjectSummary),
  },
  'projects.create': {
    method: 'POST',
    path: '/api/projects',
    summary: 'Create a project, empty or from the sample',
    right: 'write',
    nodes: design,
    body: z.object({ name: z.string().min(1), sample: z.enum(['credit-card-fraud']).optional() }),
    reply: ProjectSummary,
  },
  'projects.get': {
    method: 'GET',
    path: '/api/projects/:project',
    summary: 'The whole project: all objects',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.object({ project: Project, history: HistoryState }),
  },
  'projects.delete': {
    method: 'DELETE',
    path: '/api/projects/:project',
    summary: 'Move a project to the trash',
    right: 'admin',
    nodes: design,
    params: paramsOf('project'),
    /** `trash`: under which name it lies in the trash. */
    reply: z.object({ ok: z.literal(true), trash: z.string() }),
  },
  'projects.restore': {
    method: 'POST',
    path: '/api/trash/:trash/restore',
    summary: 'Take a project out of the trash again',
    right: 'admin',
    nodes: design,
    params: paramsOf('trash'),
    reply: ProjectSummary,
  },
  'projects.edit': {
    method: 'POST',
    path: '/api/projects/:project/edits',
    summary: 'Apply edits, all or none; `revision` is the one the caller saw',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      label: z.string(),
      edits: z.array(Edit).min(1),
      revision: z.number().optional(),
      /** Edits with the same group within seconds are one undo step. */ group: z.string().optional(),
    }),
    reply: HistoryState,
  },
  'projects.undo': {
    method: 'POST',
    path: '/api/projects/:project/undo',
    summary: 'Undo the last edit',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: SeenRevision,
    reply: HistoryState,
  },
  'projects.redo': {
    method: 'POST',
    path: '/api/projects/:project/redo',
    summary: 'Redo the last undone edit',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: SeenRevision,
    reply: HistoryState,
  },
  'projects.upload': {
    method: 'POST',
    path: '/api/projects/:project/files',
    summary: 'Upload a file into the project; raw body. A file of the same name stays: the new one gets a number',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    query: z.object({
      name: z.string().min(1),
      /** Folder in the project's files; `/` between folders in folders. */
      folder: z.string().min(1).optional(),
    }),
    upload: true,
    reply: z.object({ path: z.string(), bytes: z.number() }),
  },
  'projects.detect': {
    method: 'POST',
    path: '/api/projects/:project/detect',
    summary: 'Format, columns and first rows of a file',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      connection: z.string(),
      path: z.string(),
      format: z.record(z.string(), z.unknown()).optional(),
      /** Columns as declared: they are read like that instead of as detected. */ schema: Schema.optional(),
    }),
    reply: z.object({
      format: z.object({ kind: z.string() }).catchall(z.unknown()),
      schema: Schema,
      page: RowsPage,
      /** What the reader should know: rows that cannot be read, rows that are cut, a better format. */
      problems: z.array(ProblemShape),
      /** What the files offer for settings of the format, by their key: sheets, names of ranges. */
      choices: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() }))).optional(),
      files: z.object({ count: z.number(), bytes: z.number(), names: z.array(z.string()) }),
    }),
  },
  'projects.checkTypes': {
    method: 'POST',
    path: '/api/projects/:project/check-types',
    summary: 'How many cells of files would not be read as the types of a schema, with examples',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      connection: z.string(),
      path: z.string(),
      format: z.object({ kind: z.string() }).catchall(z.unknown()),
      schema: Schema,
    }),
    reply: z.object({
      rows: z.number(),
      columns: z.array(z.object({ name: z.string(), cells: z.number(), examples: z.array(z.string()) })),
    }),
  },
} as const satisfies Record<string, RouteSpec>;

export const flowRoutes = {
  'flow.get': {
    method: 'GET',
    path: '/api/projects/:project/flow',
    summary: 'State, schema and problems of every node',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.object({ nodes: z.array(FlowNode) }),
  },
  'flow.plan': {
    method: 'POST',
    path: '/api/projects/:project/plan',
    summary: 'What a build would do',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    body: BuildRequest,
    reply: BuildPlan,
  },
  'flow.preview': {
    method: 'POST',
    path: '/api/projects/:project/preview',
    summary: 'Rows of a recipe as given, without running it; `step` = result after that many prepare steps',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      recipe: Recipe,
      output: z.string().optional(),
      step: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(1000).default(200),
      /** `head`: the first rows of the first input count; `all`: every row does. */
      sample: z.enum(['head', 'all']).default('head'),
    }),
    reply: z.object({
      page: RowsPage.nullable(),
      problems: z.array(ProblemShape),
      /** Prepare: the rows before the last step on show, or before all steps. */
      before: RowsPage.nullable(),
      /** Prepare: the number of the input row that each row of `page` and `before` comes from. */
      ids: z.object({ page: z.array(z.number()), before: z.array(z.number()) }).nullable(),
    }),
  },
  'flow.join-matches': {
    method: 'POST',
    path: '/api/projects/:project/join-matches',
    summary: 'How the keys of a join match, without running it; `join` = 0 is the one with the second input',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      recipe: Recipe,
      join: z.number().int().min(0),
      sample: z.enum(['head', 'all']).default('head'),
    }),
    reply: z.object({ matches: JoinMatches.nullable(), problems: z.array(ProblemShape) }),
  },
  'jobs.start': {
    method: 'POST',
    path: '/api/projects/:project/jobs',
    summary: 'Build',
    right: 'write',
    nodes: both,
    params: paramsOf('project'),
    body: BuildRequest,
    reply: Job,
  },
  'jobs.list': {
    method: 'GET',
    path: '/api/projects/:project/jobs',
    summary: 'Jobs, newest first',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    query: z.object({ limit: limit.optional() }),
    reply: z.array(Job),
  },
  'jobs.get': {
    method: 'GET',
    path: '/api/projects/:project/jobs/:job',
    summary: 'One job with its log',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'job'),
    reply: z.object({ job: Job, log: z.array(JobLogLine) }),
  },
  'jobs.cancel': {
    method: 'POST',
    path: '/api/projects/:project/jobs/:job/cancel',
    summary: 'Cancel a job',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'job'),
    reply: Done,
  },
  'jobs.again': {
    method: 'POST',
    path: '/api/projects/:project/jobs/:job/again',
    summary: 'Do a job again: all of it, or only what failed and what did not run because of that',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'job'),
    body: z.object({ from: z.enum(['start', 'failed']).default('start') }),
    reply: Job,
  },
  'formula.check': {
    method: 'POST',
    path: '/api/formula/check',
    summary: 'Type and problems of a formula',
    right: 'read',
    nodes: design,
    body: z.object({
      formula: z.string(),
      schema: Schema,
      /** Whose variables `${name}` stands for. */
      project: z.string().min(1).max(200).optional(),
    }),
    reply: z.object({ type: z.string().nullable(), problems: z.array(ProblemShape) }),
  },
} as const satisfies Record<string, RouteSpec>;

export const datasetRoutes = {
  'datasets.rows': {
    method: 'POST',
    path: '/api/projects/:project/datasets/:dataset/rows',
    summary: 'A page of rows',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    body: RowsBody,
    reply: RowsPage,
  },
  'datasets.stats': {
    method: 'GET',
    path: '/api/projects/:project/datasets/:dataset/stats',
    summary: 'Statistics of every column (or one)',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    query: z.object({ column: z.string().optional(), ...sampleQueryFields }),
    reply: z.object({ sample: z.string(), columns: z.array(ColumnStats) }),
  },
  'datasets.values': {
    method: 'GET',
    path: '/api/projects/:project/datasets/:dataset/values',
    summary: 'The values of a column over all rows, the most frequent first; `search` keeps those that hold a text',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    query: z.object({
      column: z.string(),
      search: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(10_000).default(100),
    }),
    reply: z.object({
      values: z.array(z.object({ value: z.string(), count: z.number() })),
      /** There are no more. */
      isWhole: z.boolean(),
    }),
  },
  'datasets.download': {
    method: 'GET',
    path: '/api/projects/:project/datasets/:dataset/download',
    summary: 'All rows as CSV or Parquet',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    query: z.object({ format: z.enum(['csv', 'parquet']).optional() }),
    download: true,
  },
  'quality.run': {
    method: 'POST',
    path: '/api/projects/:project/quality/:dataset/run',
    summary: 'Check the rules of a dataset now',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    reply: z.array(RuleResult),
  },
  'quality.status': {
    method: 'GET',
    path: '/api/projects/:project/quality',
    summary: 'Latest result of every rule',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.array(RuleResult),
  },
  'quality.history': {
    method: 'GET',
    path: '/api/projects/:project/quality/:dataset/history',
    summary: 'Results over time, oldest first',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    reply: z.array(RuleResult),
  },
  'quality.rows': {
    method: 'GET',
    path: '/api/projects/:project/quality/:dataset/rules/:rule/rows',
    summary: 'Rows that fail a rule',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset', 'rule'),
    query: z.object({ limit: limit.optional() }),
    reply: RowsPage,
  },
  'charts.query': {
    method: 'POST',
    path: '/api/projects/:project/charts',
    summary: 'The data of a chart',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    body: z.object({
      chart: Chart,
      filters: z.array(ChartFilter).default([]),
    }),
    reply: ChartReply,
  },
} as const satisfies Record<string, RouteSpec>;
