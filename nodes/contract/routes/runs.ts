import { z } from 'zod';
import { ScenarioRun } from '../flow.ts';
import { ModelReport, ModelVersionInfo } from '../model.ts';
import { both, Done, paramsOf, type RouteSpec } from './route.ts';

export const modelRoutes = {
  'models.versions': {
    method: 'GET',
    path: '/api/projects/:project/models/:model/versions',
    summary: 'Versions of a model, newest first',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'model'),
    reply: z.array(ModelVersionInfo),
  },
  'models.report': {
    method: 'GET',
    path: '/api/projects/:project/models/:model/versions/:version/report',
    summary: 'The report of a version',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'model', 'version'),
    reply: ModelReport,
  },
  'models.activate': {
    method: 'POST',
    path: '/api/projects/:project/models/:model/versions/:version/activate',
    summary: 'Make a version the one that scores',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'model', 'version'),
    reply: Done,
  },
} as const satisfies Record<string, RouteSpec>;

export const scenarioRoutes = {
  'scenarios.run': {
    method: 'POST',
    path: '/api/projects/:project/scenarios/:scenario/runs',
    summary: 'Run a scenario now',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'scenario'),
    body: z.object({ variables: z.record(z.string(), z.string()).default({}) }),
    reply: ScenarioRun,
  },
  'scenarios.runs': {
    method: 'GET',
    path: '/api/projects/:project/scenarios/:scenario/runs',
    summary: 'Runs, newest first',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'scenario'),
    reply: z.array(ScenarioRun),
  },
  'scenarios.get': {
    method: 'GET',
    path: '/api/projects/:project/scenarios/:scenario/runs/:run',
    summary: 'One run with step logs',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'scenario', 'run'),
    reply: ScenarioRun,
  },
  'scenarios.abort': {
    method: 'POST',
    path: '/api/projects/:project/scenarios/:scenario/runs/:run/abort',
    summary: 'Abort a run',
    right: 'write',
    nodes: both,
    params: paramsOf('project', 'scenario', 'run'),
    reply: Done,
  },
  'scenarios.next': {
    method: 'GET',
    path: '/api/projects/:project/scenarios/:scenario/next',
    summary: 'Next trigger times',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'scenario'),
    reply: z.array(z.object({ trigger: z.string(), at: z.string() })),
  },
} as const satisfies Record<string, RouteSpec>;
