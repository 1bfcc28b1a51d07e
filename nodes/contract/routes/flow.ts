import { z } from 'zod';
import { BuildPlan, BuildRequest, FlowNode, Job, JobLogLine, JoinMatches, ProblemShape } from '../flow.ts';
import { Recipe } from '../project/index.ts';
import { RowsPage, Schema } from '../schema.ts';
import { both, Done, limit, paramsOf, type RouteSpec } from './route.ts';

const design = ['design'] as const;

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
