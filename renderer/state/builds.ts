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

type Started = Partial<Omit<BuildRequest, 'targets'>>;

/** Starts a build; empty targets build the whole flow. Resolves to false when it did not start. */
export function startBuild(
  project: string,
  targets: string[],
  { mode = 'required', variables = {} }: Started = {},
): Promise<boolean> {
  return starting(project, () => call('jobs.start', { params: { project }, body: { targets, mode, variables } }));
}

/** Does a job again, all of it or what failed. */
export function runAgain(project: string, job: string, from: 'start' | 'failed'): Promise<boolean> {
  return starting(project, () => call('jobs.again', { params: { project, job }, body: { from } }));
}

async function starting(project: string, start: () => Promise<Job>): Promise<boolean> {
  saveDrafts();
  try {
    const job = await start();
    queryClient.setQueryData<Job[]>(jobsKey(project), (old = []) =>
      old.some((other) => other.id === job.id) ? old : [job, ...old],
    );
    useWorkbench.getState().set({ job: job.id });
    return true;
  } catch (error) {
    tellError('The build did not start', error);
    return false;
  }
}

export async function cancelJobs(project: string, ids: readonly string[]): Promise<void> {
  try {
    await Promise.all(ids.map((job) => call('jobs.cancel', { params: { project, job } })));
  } catch (error) {
    tellError('Could not cancel', error);
  }
}
