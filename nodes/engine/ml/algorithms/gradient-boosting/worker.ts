import { serveTasks } from '../../../../platform/worker-pool.ts';
import { boost } from './boost.ts';
import { WORD } from './control.ts';
import type { BoostJob, BoostResult, BoostRound } from './job.ts';
import { Shard } from './shard.ts';

/** Between two reports of progress: each costs the training a tenth of a millisecond. */
const REPORT_MS = 50;

/** What a worker thread of a training is given. */
export interface BoostWorkerData {
  job: BoostJob;
  thread: number;
}

/** What thread 0 sends back: now and then how far it is, and the result. */
export type BoostMessage = { round: BoostRound } | { result: BoostResult };

serveTasks((data, post) => {
  const { job, thread } = data as BoostWorkerData;
  if (thread > 0) return new Shard(job, thread).serve();
  // The rows are written while this thread starts.
  Atomics.wait(new Int32Array(job.memory.buffer, job.layout.control, WORD.ready + 1), WORD.ready, 0);
  const rounds = boost(job);
  let next = rounds.next();
  let reported = Number.NEGATIVE_INFINITY;
  while (!next.done) {
    const now = performance.now();
    if (now - reported >= REPORT_MS) {
      reported = now;
      post({ round: next.value } satisfies BoostMessage);
    }
    next = rounds.next();
  }
  post({ result: next.value } satisfies BoostMessage);
});
