import type { Job } from '../../../nodes/contract/flow.ts';
import { notifySystem } from '../../state/notifications.ts';
import { tellDone, tellError, tellWarning } from '../../state/notify.ts';
import { useWorkbench } from '../../state/workbench.ts';

const LONG_JOB_MS = 10_000;

const endings: Partial<Record<Job['status'], string>> = {
  succeeded: 'Done',
  warning: 'Done with warnings',
  failed: 'Failed',
};

/** Says in the corner, and to the system when the person looks elsewhere, that a job ended. */
export function tellJob(job: Job): void {
  const ending = endings[job.status];
  if (!ending) return;
  const title = `${ending}: ${job.label}`;
  const action = {
    label: 'Show the job',
    run: () => useWorkbench.getState().set({ jobsOpen: true, job: job.id }),
  };
  const [warning] = job.activities.flatMap(({ warnings }) => warnings);
  const message = job.error?.message ?? warning;
  notifyLong(job, title, message);
  // The drawer of jobs tells it already.
  if (useWorkbench.getState().jobsOpen) return;
  if (job.status === 'failed') tellError(title, new Error(message ?? 'Its log tells more'), action);
  else if (job.status === 'warning') tellWarning(title, message ?? 'Its log tells more', action);
  else tellDone(title, undefined, action);
}

/** The system tells it when it took long and the person looks elsewhere. */
function notifyLong(job: Job, title: string, message: string | undefined): void {
  const ms = Date.parse(job.endedAt ?? '') - Date.parse(job.startedAt ?? '');
  if (ms > LONG_JOB_MS) notifySystem({ title, body: message ?? `It took ${Math.round(ms / 1000)} s` });
}
