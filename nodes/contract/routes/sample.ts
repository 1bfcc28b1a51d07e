import { SampleState } from '../sample-project.ts';
import type { RouteSpec } from './route.ts';

const design = ['design'] as const;

/** The sample project of a first start. */
export const sampleRoutes = {
  'sample.get': {
    method: 'GET',
    path: '/api/sample',
    summary: 'Whether the sample project of the first start is still being made, or why it was not',
    right: 'read',
    nodes: design,
    reply: SampleState,
  },
  'sample.prepare': {
    method: 'POST',
    path: '/api/sample',
    summary: 'Make the sample project of the first start again after it failed',
    right: 'write',
    nodes: design,
    reply: SampleState,
  },
  'sample.dismiss': {
    method: 'DELETE',
    path: '/api/sample',
    summary: 'Do without the sample project that was not made',
    right: 'write',
    nodes: design,
    reply: SampleState,
  },
} as const satisfies Record<string, RouteSpec>;
