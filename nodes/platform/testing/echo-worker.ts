import { threadId } from 'node:worker_threads';
import { serveTasks } from '../worker-pool.ts';

/** A task of the tests: says its thread, then what it was given; `throw` fails, `hang` never ends. */
serveTasks((data, post) => {
  if (data === 'throw') throw new Error('asked to fail');
  post(threadId);
  if (data === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  post(data);
});
