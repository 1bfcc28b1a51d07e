import { existsSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into a node, it holds every thread the node starts for as long as the file `MILLRACE_TEST_HOLD` is there: what takes a
 * moment then takes as long as a journey needs to look at it.
 */
const file = process.env.MILLRACE_TEST_HOLD;
const clock = new Int32Array(new SharedArrayBuffer(4));
while (!isMainThread && file && existsSync(file)) Atomics.wait(clock, 0, 0, 20);
