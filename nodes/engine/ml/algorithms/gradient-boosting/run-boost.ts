import { fail } from '../../../../contract/errors/index.ts';
import { startWorker, type WorkerHandle } from '../../../../platform/worker-pool.ts';
import { boost } from './boost.ts';
import { WORD } from './control.ts';
import type { BoostJob, BoostResult, BoostRound } from './job.ts';
import type { BoostMessage, BoostWorkerData } from './worker.ts';

/** The only place that names the worker's module. */
const workerModule = new URL('./worker.ts', import.meta.url);

/** Longest time the event loop is held when training without workers. */
const TURN_MS = 15;

export interface BoostRun {
  /** Writes the rows into the job's memory; done while worker threads start. */
  fill(): void;
  signal: AbortSignal;
  onRound(round: BoostRound): void;
  /** Start worker threads; else train in turns on the calling thread (which needs a job of one thread). */
  inWorkers: boolean;
}

/** Runs a boosting job. Aborting ends it at once, with its threads, and throws ABORTED. */
export async function runBoost(job: BoostJob, run: BoostRun): Promise<BoostResult> {
  if (run.signal.aborted) throw fail('ABORTED');
  return run.inWorkers ? boostInWorkers(job, run) : boostHere(job, run);
}

async function boostHere(job: BoostJob, run: BoostRun): Promise<BoostResult> {
  run.fill();
  const rounds = boost(job);
  let turnEnds = performance.now() + TURN_MS;
  let next = rounds.next();
  while (!next.done) {
    run.onRound(next.value);
    if (performance.now() > turnEnds) {
      await new Promise((resolve) => setImmediate(resolve));
      turnEnds = performance.now() + TURN_MS;
    }
    if (run.signal.aborted) throw fail('ABORTED');
    next = rounds.next();
  }
  return next.value;
}

async function boostInWorkers(job: BoostJob, run: BoostRun): Promise<BoostResult> {
  const words = new Int32Array(job.memory.buffer, job.layout.control, WORD.ready + 1);
  let abort = () => {};
  const workers: WorkerHandle[] = [];
  try {
    const result = await new Promise<BoostResult>((resolve, reject) => {
      abort = () => reject(fail('ABORTED'));
      run.signal.addEventListener('abort', abort);
      const message = (raw: unknown) => {
        const sent = raw as BoostMessage;
        if ('round' in sent) run.onRound(sent.round);
        else resolve(sent.result);
      };
      for (let thread = 0; thread < job.layout.threads; thread++) {
        const data: BoostWorkerData = { job, thread };
        workers.push(startWorker(workerModule, data, { message, failed: reject }));
      }
      run.fill();
      Atomics.store(words, WORD.ready, 1);
      Atomics.notify(words, WORD.ready);
    });
    await Promise.all(workers.map((worker) => worker.finished));
    return result;
  } finally {
    run.signal.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
