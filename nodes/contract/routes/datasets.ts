import { z } from 'zod';
import { DatasetRows } from '../dataset-rows.ts';
import { ColumnStats, RuleResult } from '../flow.ts';
import { Chart, ChartFilter, ChartReply } from '../project/index.ts';
import { SampleChoice, sampleQueryFields } from '../sample.ts';
import { RowsPage } from '../schema.ts';
import { both, limit, paramsOf, type RouteSpec } from './route.ts';

export const SortSpec = z.object({ column: z.string(), descending: z.boolean() });
const RowsBody = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(10_000).default(200),
  sort: z.array(SortSpec).default([]),
  /** Formula; rows for which it is true. */
  filter: z.string().optional(),
  sample: SampleChoice.default('head'),
});

export const datasetRoutes = {
  'datasets.rows': {
    method: 'POST',
    path: '/api/projects/:project/datasets/:dataset/rows',
    summary: 'A page of rows',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    body: RowsBody,
    reply: DatasetRows,
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
