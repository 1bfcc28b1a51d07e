import { z } from 'zod';
import { CapturedTest, CaptureRequest, GoldenResult, GoldenState } from '../golden.ts';
import { ColumnImpact, ColumnLineage } from '../lineage.ts';
import { GoldenTest } from '../project/index.ts';
import { both, paramsOf, type RouteSpec } from './route.ts';

const design = ['design'] as const;

export const lineageRoutes = {
  'lineage.column': {
    method: 'GET',
    path: '/api/projects/:project/lineage/:node',
    summary:
      'Where a column comes from, what depends on it; without `column`: of a model, or of which rows a dataset has',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'node'),
    query: z.object({ column: z.string().optional() }),
    reply: ColumnLineage,
  },
  'lineage.impact': {
    method: 'GET',
    path: '/api/projects/:project/lineage/:node/impact',
    summary: 'What would break without the column',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'node'),
    query: z.object({ column: z.string() }),
    reply: ColumnImpact,
  },
} as const satisfies Record<string, RouteSpec>;

export const testRoutes = {
  'tests.list': {
    method: 'GET',
    path: '/api/projects/:project/tests',
    summary: 'Golden tests with what they cover and their last results',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.array(GoldenState),
  },
  'tests.run': {
    method: 'POST',
    path: '/api/projects/:project/tests/run',
    summary: 'Run golden tests (default: all that are enabled) on their pinned rows, apart from all data',
    right: 'write',
    nodes: both,
    params: paramsOf('project'),
    body: z.object({ tests: z.array(z.string()).optional() }),
    reply: z.array(GoldenResult),
  },
  'tests.capture': {
    method: 'POST',
    path: '/api/projects/:project/tests/capture',
    summary: 'Propose a golden test: rows chosen from the current data, and what the part makes of them',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: CaptureRequest,
    reply: CapturedTest,
  },
  'tests.expect': {
    method: 'POST',
    path: '/api/projects/:project/tests/expect',
    summary: 'The test with what its part makes of the pinned rows now as its expectation',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({ test: GoldenTest }),
    reply: CapturedTest,
  },
} as const satisfies Record<string, RouteSpec>;
