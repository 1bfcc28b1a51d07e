import type { BuildRequest, Job } from '../../nodes/contract/flow.ts';
import { isOver } from '../client/apply-event.ts';
import { call } from '../client/call.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import { saveDrafts } from './drafts.ts';
import { tellError } from './notify.ts';
import { useWorkbench } from './workbench.ts';

export const jobsKey = (project: string) => keyOf('jobs.list', { params: { project }, query: { limit: 50 } });

/** Jobs that have not ended, newest first. */
export const runningJobs = (project: string): Job[] =>
  (queryClient.getQueryData<Job[]>(jobsKey(project)) ?? []).filter((job) => !isOver(job));

/** Starts a build; empty targets build the whole flow. */
export async function startBuild(
  project: string,
  targets: string[],
  mode: NonNullable<BuildRequest['mode']> = 'required',
): Promise<void> {
  saveDrafts();
  try {
    const job = await call('jobs.start', { params: { project }, body: { targets, mode } });
    queryClient.setQueryData<Job[]>(jobsKey(project), (old = []) =>
      old.some((other) => other.id === job.id) ? old : [job, ...old],
    );
    useWorkbench.getState().set({ job: job.id });
  } catch (error) {
    tellError('The build did not start', error);
  }
}

export async function cancelJobs(project: string, ids: readonly string[]): Promise<void> {
  try {
    await Promise.all(ids.map((job) => call('jobs.cancel', { params: { project, job } })));
  } catch (error) {
    tellError('Could not cancel', error);
  }
}
