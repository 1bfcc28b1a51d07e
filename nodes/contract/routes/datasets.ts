import { z } from 'zod';
import { DatasetRows } from '../dataset-rows.ts';
import { DatasetView, SortSpec } from '../dataset-view.ts';
import { ColumnStats, RuleResult } from '../flow.ts';
import { Chart, ChartFilter, ChartReply } from '../project/index.ts';
import { SampleChoice } from '../sample.ts';
import { RowsPage } from '../schema.ts';
import { both, Done, limit, paramsOf, type RouteSpec } from './route.ts';

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
    method: 'POST',
    path: '/api/projects/:project/datasets/:dataset/stats',
    summary: 'Statistics of every column (or one), over a sample or all rows, or those of them that pass a filter',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    body: z.object({
      column: z.string().optional(),
      sample: SampleChoice.default('head'),
      /** Formula; rows of the sample for which it is true. */
      filter: z.string().optional(),
    }),
    reply: z.object({ sample: z.string(), columns: z.array(ColumnStats) }),
  },
  'datasets.view': {
    method: 'GET',
    path: '/api/projects/:project/datasets/:dataset/view',
    summary: 'How the caller left the rows of a dataset: filters, order, sample, columns; null when never looked at',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    reply: z.object({ view: DatasetView.nullable() }),
  },
  'datasets.keep-view': {
    method: 'PUT',
    path: '/api/projects/:project/datasets/:dataset/view',
    summary: 'Keep how the caller looks at the rows of a dataset; others have views of their own',
    right: 'read',
    nodes: both,
    params: paramsOf('project', 'dataset'),
    body: DatasetView,
    reply: Done,
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
