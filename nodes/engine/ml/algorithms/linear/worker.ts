import { serveTasks } from '../../../../platform/worker-pool.ts';
import type { LinearJob } from './job.ts';
import { solve } from './loss.ts';

/** What the worker sends: the loss of each iteration, then the parameters. */
export type LinearMessage = { loss: number } | { parameters: Float64Array };

serveTasks((job, post) => {
  const steps = solve(job as LinearJob);
  let step = steps.next();
  while (!step.done) {
    post({ loss: step.value } satisfies LinearMessage);
    step = steps.next();
  }
  post({ parameters: step.value } satisfies LinearMessage);
});
