import { basename } from 'node:path';
import type { Catalog } from '../../contract/catalog.ts';
import { temporaryName } from '../../platform/atomic-write.ts';
import { fileInfo, readStream, removePath } from '../../platform/files.ts';
import { buildCatalog } from '../../services/catalog/catalog.ts';
import { chartData } from '../../services/charts.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { Projects } from '../../services/projects/design-projects.ts';
import { statisticsOf } from '../../services/statistics.ts';
import type { HandlersOf } from '../bind-routes.ts';

type ReadRoutes =
  | 'projects.list'
  | 'projects.get'
  | 'projects.revision'
  | 'flow.get'
  | 'flow.plan'
  | 'jobs.start'
  | 'jobs.again'
  | 'jobs.list'
  | 'jobs.get'
  | 'jobs.cancel'
  | 'datasets.rows'
  | 'datasets.stats'
  | 'datasets.values'
  | 'datasets.download'
  | 'charts.query'
  | 'statistics.query'
  | 'node.catalog'
  | 'models.versions'
  | 'models.report'
  | 'models.activate';

/** Built when it is first asked for; kinds do not change while the program runs. */
let catalog: Catalog | undefined;

const noHistory = { revision: 0, undo: null, redo: null };

/** Looking into projects and building them: the same on Design and Automation nodes. */
export function projectHandlers(base: NodeBase, projects: Projects): HandlersOf<ReadRoutes> {
  const workspaceOf = async (id: string) => (await projects.get(id)).workspace;
  return {
    'projects.list': () => projects.list(),
    'projects.get': async (_context, { params }) => {
      const { workspace, editable } = await projects.get(params.project);
      await editable?.look();
      const project = await workspace.reload();
      return { project, history: editable?.state() ?? noHistory };
    },
    'projects.revision': async (_context, { params }) =>
      (await projects.get(params.project)).editable?.look() ?? noHistory,
    'flow.get': async (_context, { params }) => ({ nodes: await (await workspaceOf(params.project)).flow() }),
    'flow.plan': async (_context, { params, body }) => (await projects.get(params.project)).jobs.plan(body),
    'jobs.start': async (context, { params, body }) => {
      const { jobs, workspace } = await projects.get(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'jobs.start',
        target: `projects/${params.project}/jobs`,
        change: async () => {
          await workspace.plan(body);
          return jobs.start(body, { startedBy: context.caller.name }).job;
        },
      });
    },
    'jobs.again': async (context, { params, body }) => {
      const { jobs } = await projects.get(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'jobs.again',
        target: `projects/${params.project}/jobs/${params.job}`,
        change: async () => (await jobs.again(params.job, body.from, context.caller.name)).job,
      });
    },
    'jobs.list': async (_context, { params, query }) =>
      (await projects.get(params.project)).jobs.list(query.limit ?? 50),
    'jobs.get': async (_context, { params }) => (await projects.get(params.project)).jobs.get(params.job),
    'jobs.cancel': async (context, { params }) => {
      const { jobs } = await projects.get(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'jobs.cancel',
        target: `projects/${params.project}/jobs/${params.job}`,
        change: async () => {
          jobs.cancel(params.job);
          return { ok: true as const };
        },
      });
    },
    'datasets.rows': async (context, { params, body }) =>
      (await workspaceOf(params.project)).rows(params.dataset, body, context.signal),
    'datasets.stats': async (context, { params, body }) =>
      (await workspaceOf(params.project)).stats(params.dataset, { ...body, signal: context.signal }),
    'datasets.values': async (context, { params, query }) =>
      (await workspaceOf(params.project)).values(params.dataset, { ...query, signal: context.signal }),
    'datasets.download': async (context, { params, query }) => {
      const format = query.format ?? 'csv';
      const file = `${temporaryName(`${base.uploadFolder}/download`)}.${format}`;
      const workspace = await workspaceOf(params.project);
      await workspace.exportRows(params.dataset, { format, file, signal: context.signal });
      const stream = readStream(file).once('close', () => void removePath(file));
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.apache.parquet';
      return { name: `${basename(params.dataset)}.${format}`, type, stream, bytes: (await fileInfo(file))?.size ?? 0 };
    },
    'charts.query': async (context, { params, body }) =>
      chartData(await workspaceOf(params.project), { ...body, signal: context.signal }),
    'statistics.query': async (context, { params, body }) => {
      const question = { dataset: params.dataset, request: body, signal: context.signal };
      return statisticsOf(await workspaceOf(params.project), question);
    },
    'node.catalog': () => {
      catalog ??= buildCatalog();
      return catalog;
    },
    'models.versions': async (_context, { params }) =>
      (await workspaceOf(params.project)).models.versions(params.model),
    'models.report': async (_context, { params }) =>
      (await workspaceOf(params.project)).models.report(params.model, params.version),
    'models.activate': async (context, { params: { project, model, version } }) => {
      const { workspace, publishFlow } = await projects.get(project);
      return base.mutate(context, {
        right: 'write',
        action: 'models.activate',
        target: `projects/${project}/models/${model}/${version}`,
        change: async () => {
          await workspace.models.activate(model, version);
          publishFlow();
          return { ok: true as const };
        },
        events: () => [{ type: 'model', project, model }],
      });
    },
  };
}
