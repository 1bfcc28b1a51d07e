import type { z } from 'zod';
import { lineageRoutes, testRoutes } from './checks.ts';
import { datasetRoutes } from './datasets.ts';
import { deployerRoutes } from './deployer.ts';
import { flowRoutes } from './flow.ts';
import { importRoutes } from './imports.ts';
import { nodeRoutes } from './node.ts';
import { projectRoutes } from './projects.ts';
import type { RouteSpec } from './route.ts';
import { modelRoutes, scenarioRoutes } from './runs.ts';
import { sampleRoutes } from './sample.ts';
import { statisticsRoutes } from './statistics.ts';
import { variableRoutes } from './variables.ts';

export type { NodeKind, Right, RouteSpec } from './route.ts';

/** Every JSON operation of every node. Prediction endpoints follow their own public protocols and are not listed here. */
export const routes = {
  ...nodeRoutes,
  ...projectRoutes,
  ...sampleRoutes,
  ...importRoutes,
  ...flowRoutes,
  ...datasetRoutes,
  ...statisticsRoutes,
  ...modelRoutes,
  ...scenarioRoutes,
  ...variableRoutes,
  ...lineageRoutes,
  ...testRoutes,
  ...deployerRoutes,
} as const satisfies Record<string, RouteSpec>;

export type Routes = typeof routes;
export type RouteId = keyof Routes;

type Part<R, K extends string, Io extends 'in' | 'out'> = R extends { [P in K]: infer S extends z.ZodType }
  ? Io extends 'in'
    ? z.input<S>
    : z.output<S>
  : undefined;

/** What a caller gives, and what a handler is given after parsing. */
export interface RouteInput<I extends RouteId, Io extends 'in' | 'out' = 'in'> {
  params: Part<Routes[I], 'params', Io>;
  query: Part<Routes[I], 'query', Io>;
  body: Part<Routes[I], 'body', Io>;
}
export type RouteReply<I extends RouteId> = Part<Routes[I], 'reply', 'out'>;
