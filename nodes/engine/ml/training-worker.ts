import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { serveTasks } from '../../platform/worker-pool.ts';
import { trainModel } from './train.ts';
import { STATE, type TrainingJob, type TrainingMessage } from './training-job.ts';

/** How often the worker looks whether it is to end, while the saved model is checked. */
const LOOK_MS = 20;

serveTasks(async (data, post) => {
  const { frame, settings, context, state } = data as TrainingJob;
  const say = (message: TrainingMessage) => post(message);
  const controller = new AbortController();
  const look = setInterval(() => {
    if (Atomics.load(state, 0) === STATE.aborted) controller.abort();
  }, LOOK_MS);
  try {
    const model = await trainModel(frame, settings, {
      ...context,
      signal: controller.signal,
      progress: (fraction, message) => say({ progress: [fraction, message] }),
      onCheck: () => {
        if (Atomics.compareExchange(state, 0, STATE.training, STATE.checking) !== STATE.training) throw fail('ABORTED');
      },
    });
    say({ model });
  } catch (error) {
    if (!isAppError(error)) throw error;
    say({ error: { code: error.code, message: error.message, data: error.data } });
  } finally {
    clearInterval(look);
  }
});
