import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { Projects } from '../../services/projects/design-projects.ts';
import type { Quality } from '../../services/quality/quality.ts';
import type { HandlersOf } from '../bind-routes.ts';

/** Data quality, the same on Design and Automation nodes. */
export function qualityHandlers(
  base: NodeBase,
  { projects, quality }: { projects: Projects; quality: Quality },
): HandlersOf<'quality.run' | 'quality.status' | 'quality.history' | 'quality.rows'> {
  return {
    'quality.run': async (context, { params: { project, dataset } }) => {
      const { workspace } = await projects.get(project);
      return base.mutate(context, {
        right: 'write',
        action: 'quality.run',
        target: `projects/${project}/quality/${dataset}`,
        change: () => quality.run({ project, workspace, dataset }, context.signal),
      });
    },
    'quality.status': (_context, { params }) => quality.status(params.project),
    'quality.history': (_context, { params }) => quality.history(params.project, params.dataset),
    'quality.rows': async (context, { params: { project, dataset, rule }, query }) => {
      const { workspace } = await projects.get(project);
      const how = { rule, limit: query.limit ?? 200, signal: context.signal };
      return quality.rows({ project, workspace, dataset }, how);
    },
  };
}
