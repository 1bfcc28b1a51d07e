import { AppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import type { TrainSettings } from '../../contract/model.ts';
import { startWorker } from '../../platform/worker-pool.ts';
import type { Frame } from './frame.ts';
import { type TrainContext, type TrainedModel, trainModel } from './train.ts';
import { STATE, type TrainingJob, type TrainingMessage } from './training-job.ts';

/** The only place that names the worker's module. */
const workerModule = new URL('./training-worker.ts', import.meta.url);

/** Values of a frame from which a thread is started: preparing and measuring so many holds an event loop for about 100 ms. */
const WORKER_VALUES = 200_000;

/**
 * `trainModel` beside the caller's event loop when the frame is large: its arrays are handed over then and are empty afterwards.
 * An abort ends the training where it is. ABORTED, and the errors of `trainModel`.
 */
export async function runTraining(frame: Frame, settings: TrainSettings, ctx: TrainContext): Promise<TrainedModel> {
  if (ctx.signal.aborted) throw fail('ABORTED');
  if (frame.rows * frame.columns.size < WORKER_VALUES) return trainModel(frame, settings, ctx);
  const state = new Int32Array(new SharedArrayBuffer(4));
  const { threads, goldenRows, splitTime } = ctx;
  const data: TrainingJob = { frame, settings, context: { threads, goldenRows, splitTime }, state };
  const { promise, resolve, reject } = Promise.withResolvers<TrainedModel>();
  const message = (raw: unknown) => {
    const sent = raw as TrainingMessage;
    if ('progress' in sent) ctx.progress(...sent.progress);
    else if ('model' in sent) resolve(sent.model);
    else reject(new AppError(sent.error.code, sent.error.message, sent.error.data));
  };
  const worker = startWorker(workerModule, data, { message, failed: reject, transfer: buffersOf(frame) });
  const abort = () => {
    if (Atomics.exchange(state, 0, STATE.aborted) === STATE.checking) return;
    void worker.terminate();
    reject(fail('ABORTED'));
  };
  ctx.signal.addEventListener('abort', abort, { once: true });
  try {
    const model = await promise;
    if (ctx.signal.aborted) throw fail('ABORTED');
    return model;
  } finally {
    ctx.signal.removeEventListener('abort', abort);
  }
}

function buffersOf(frame: Frame): ArrayBuffer[] {
  const arrays = [...frame.columns.values()].map((column) => (column.kind === 'number' ? column.values : column.codes));
  return [...new Set(arrays.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
