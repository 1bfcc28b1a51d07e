import { fail } from '../../contract/errors/index.ts';
import type { RequestContext } from '../../services/context.ts';
import type { Projects } from '../../services/projects/design-projects.ts';
import type { DatasetViews, ViewKey } from '../../store/dataset-views.ts';
import type { HandlersOf } from '../bind-routes.ts';

/**
 * How each caller left the rows of datasets. Nothing that anybody else sees changes by it, so it goes neither through the audit log
 * nor into the history of the project.
 */
export function viewHandlers(
  projects: Projects,
  views: DatasetViews,
): HandlersOf<'datasets.view' | 'datasets.keep-view'> {
  const keyOf = async ({ caller }: RequestContext, params: Omit<ViewKey, 'caller'>): Promise<ViewKey> => {
    const { workspace } = await projects.get(params.project);
    if (!workspace.project.datasets[params.dataset])
      throw fail('NOT_FOUND', { kind: 'dataset', id: params.dataset, suggestion: '' });
    return { caller: caller.id, ...params };
  };
  return {
    'datasets.view': async (context, { params }) => ({ view: views.get(await keyOf(context, params)) ?? null }),
    'datasets.keep-view': async (context, { params, body }) => {
      views.put(await keyOf(context, params), body);
      return { ok: true as const };
    },
  };
}
