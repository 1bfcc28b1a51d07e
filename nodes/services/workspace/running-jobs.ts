import type { Job, Progress } from '../../contract/flow.ts';

/** Jobs that run in this process, for the states of the canvas. */
export class RunningJobs {
  private readonly jobs = new Map<string, Job>();

  update(job: Job): void {
    this.jobs.set(job.id, job);
  }

  remove(id: string): void {
    this.jobs.delete(id);
  }

  isBusy(): boolean {
    return this.jobs.size > 0;
  }

  /** Recipe → progress, of those that run now. */
  progress(): Map<string, Progress> {
    const running = new Map<string, Progress>();
    for (const job of this.jobs.values())
      for (const activity of job.activities)
        if (activity.status === 'running')
          running.set(activity.recipe, activity.progress ?? { fraction: null, message: 'Running', rows: null });
    return running;
  }
}
