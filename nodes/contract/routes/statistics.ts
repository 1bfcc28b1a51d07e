import { StatisticsReply, StatisticsRequest } from '../statistics.ts';
import { paramsOf, type RouteSpec } from './route.ts';

export const statisticsRoutes = {
  'statistics.query': {
    method: 'POST',
    path: '/api/projects/:project/datasets/:dataset/statistics',
    summary: 'What a statistics card finds in the rows of a dataset',
    right: 'read',
    nodes: ['design', 'automation'],
    params: paramsOf('project', 'dataset'),
    body: StatisticsRequest,
    reply: StatisticsReply,
  },
} as const satisfies Record<string, RouteSpec>;
