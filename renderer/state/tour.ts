import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import { go } from './current-project.ts';
import { usePreferences, useWorkbench } from './workbench.ts';

/** Ids of projects made from the sample begin so. */
const SAMPLE = 'credit-card-fraud';

/** Starts the tour in the open project, else in the sample; offers to make the sample when there is no project. */
export function startTour(project: string | null): void {
  const { set } = useWorkbench.getState();
  const known = queryClient.getQueryData<RouteReply<'projects.list'>>(keyOf('projects.list', {})) ?? [];
  const where = project ?? (known.find(({ id }) => id.startsWith(SAMPLE)) ?? known[0])?.id;
  if (!where) {
    go('/');
    set({ newProject: 'sample' });
    return;
  }
  go(`/p/${where}/flow`);
  set({ tour: 0 });
}

/** Ends the tour; it is not offered again by itself. */
export function endTour(): void {
  useWorkbench.getState().set({ tour: null });
  usePreferences.getState().set({ tourSeen: true });
}
