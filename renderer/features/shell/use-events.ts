import { useEffect } from 'react';
import type { NodeEvent } from '../../../nodes/contract/events.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { applyEvent, isOver } from '../../client/apply-event.ts';
import { nodeIsBack } from '../../client/connection.ts';
import { type ConnectionState, followEvents } from '../../client/event-stream.ts';
import { invalidate, keyOf, queryClient } from '../../client/query-client.ts';
import { currentProject, go } from '../../state/current-project.ts';
import { invalidateFilled, onProjectChanged } from '../../state/edit-project.ts';
import { tellDone } from '../../state/notify.ts';
import { tellOutside, watchOutside } from '../../state/outside-changes.ts';
import { onSampleSettled } from '../../state/tour.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { tellJob } from './tell-job.ts';

/** Follows the node's events for as long as the page lives: cache, connection state, words when a job ends. */
export function useEvents(): void {
  useEffect(() => {
    const stop = new AbortController();
    let started: string | null = null;
    const told = new Set<string>();
    const onEvent = (event: NodeEvent) => {
      if (event.type === 'hello') {
        const again = started !== null;
        started = event.startedAt;
        if (again) void queryClient.invalidateQueries();
        else catchUpWithSample();
      } else if (event.type === 'project') onProject(event);
      const applied = applyEvent(event);
      if (event.type === 'sample' && event.sample.state !== 'preparing') void applied.then(onSampleSettled);
      if (event.type === 'job' && isOver(event.job) && !told.has(event.job.id)) {
        told.add(event.job.id);
        tellJob(event.job);
      }
    };
    const onState = (connection: ConnectionState) => {
      useWorkbench.getState().set({ connection });
      if (connection === 'open') nodeIsBack();
    };
    void followEvents({ onEvent, onState }, stop.signal);
    const unwatch = watchOutside();
    return () => {
      unwatch();
      stop.abort();
    };
  }, []);
}

/** What was told between the first answers and the first event was heard by nobody. */
function catchUpWithSample(): void {
  const known = queryClient.getQueryData<RouteReply<'sample.get'>>(keyOf('sample.get', {}));
  if (known?.state !== 'none') invalidate(['sample.get', 'projects.list']);
}

function onOutside(project: string, names: readonly string[]): void {
  invalidateFilled(project);
  if (currentProject() === project) tellOutside(names);
}

const DELETED = -1;

function onProject({ project, revision, outside }: Extract<NodeEvent, { type: 'project' }>): void {
  if (outside) onOutside(project, outside);
  if (revision !== DELETED) {
    onProjectChanged(project, revision);
    return;
  }
  invalidate(['projects.list']);
  if (currentProject() !== project) return;
  go('/');
  queryClient.removeQueries({ queryKey: keyOf('projects.get', { params: { project } }) });
  tellDone('The project was moved to the trash', 'Somebody did so in another window.');
}
