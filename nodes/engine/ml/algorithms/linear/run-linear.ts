import { fail } from '../../../../contract/errors/index.ts';
import { startWorker, type WorkerHandle } from '../../../../platform/worker-pool.ts';
import type { LinearJob } from './job.ts';
import { solve } from './loss.ts';
import type { LinearMessage } from './worker.ts';

/** The only place that names the worker's module. */
const workerModule = new URL('./worker.ts', import.meta.url);

/** Values read by one evaluation of the loss from which a worker thread is started: about 5 ms of work. */
const WORKER_VALUES = 1_000_000;

export interface LinearRun {
  signal: AbortSignal;
  onIteration(loss: number): void;
}

/** Runs a fit: in a worker thread when it is large, so that the caller's event loop stays free. Throws ABORTED. */
export async function runLinear(job: LinearJob, run: LinearRun): Promise<Float64Array> {
  if (run.signal.aborted) throw fail('ABORTED');
  const values = job.rows * job.outputs * (job.numberColumns.length + job.categories + 1);
  return values > WORKER_VALUES ? solveInWorker(job, run) : solveHere(job, run);
}

async function solveHere(job: LinearJob, run: LinearRun): Promise<Float64Array> {
  const steps = solve(job);
  let step = steps.next();
  while (!step.done) {
    run.onIteration(step.value);
    await new Promise((resolve) => setImmediate(resolve));
    if (run.signal.aborted) throw fail('ABORTED');
    step = steps.next();
  }
  return step.value;
}

async function solveInWorker(job: LinearJob, run: LinearRun): Promise<Float64Array> {
  let worker: WorkerHandle | undefined;
  let abort = () => {};
  try {
    const parameters = await new Promise<Float64Array>((resolve, reject) => {
      abort = () => reject(fail('ABORTED'));
      run.signal.addEventListener('abort', abort);
      const message = (raw: unknown) => {
        const sent = raw as LinearMessage;
        if ('loss' in sent) run.onIteration(sent.loss);
        else resolve(sent.parameters);
      };
      worker = startWorker(workerModule, job, { message, failed: reject });
    });
    await worker?.finished;
    return parameters;
  } finally {
    run.signal.removeEventListener('abort', abort);
    await worker?.terminate();
  }
}
