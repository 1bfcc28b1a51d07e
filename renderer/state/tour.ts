import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import { currentProject, go } from './current-project.ts';
import { tellDone } from './notify.ts';
import { usePreferences, useWorkbench } from './workbench.ts';

/** Ids of projects made from the sample begin so. */
const SAMPLE = 'credit-card-fraud';

/** The tour was asked for before the sample was there. */
let isAwaited = false;

/**
 * Starts the tour in the open project, else in the sample, as soon as it is made; offers to make the sample when there is no
 * project.
 */
export function startTour(project: string | null): void {
  const { set } = useWorkbench.getState();
  if (!project && sampleState()?.state === 'preparing') {
    isAwaited = true;
    tellDone('The tour starts in a moment', 'It leads through the sample project, which is still being prepared.');
    return;
  }
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

const sampleState = () => queryClient.getQueryData<RouteReply<'sample.get'>>(keyOf('sample.get', {}));

/** The sample is there, or will not come: a tour that waited for it starts, unless the person went elsewhere meanwhile. */
export function onSampleSettled(): void {
  if (isAwaited && currentProject() === null && sampleState()?.state === 'none') startTour(null);
  isAwaited = false;
}

/** Ends the tour; it is not offered again by itself. */
export function endTour(): void {
  useWorkbench.getState().set({ tour: null });
  usePreferences.getState().set({ tourSeen: true });
}
