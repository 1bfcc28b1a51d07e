import { expect, test } from 'vitest';
import { runWorkerTask, TaskMemoryError } from './worker-task.ts';

const module = new URL('./testing/task-worker.ts', import.meta.url);
const heapBytes = 64 * 2 ** 20;

test('a task answers, and the next of its module finds the thread ready', async () => {
  const first = (await runWorkerTask(module, { what: 'thread' }, { heapBytes })) as number;
  expect(await runWorkerTask(module, { what: 'thread' }, { heapBytes })).toBe(first);
});

test('what a task throws is thrown where it was asked for', async () => {
  await expect(runWorkerTask(module, { what: 'throw' }, { heapBytes })).rejects.toThrow('no such thing');
});

test('a task that fills its memory ends alone', async () => {
  await expect(runWorkerTask(module, { what: 'fill' }, { heapBytes })).rejects.toBeInstanceOf(TaskMemoryError);
  expect(await runWorkerTask(module, { what: 'thread' }, { heapBytes })).toBeGreaterThan(0);
});

test('a task that nobody waits for any more is ended, however busy it is', async () => {
  const stop = new AbortController();
  const running = runWorkerTask(module, { what: 'spin' }, { heapBytes, signal: stop.signal });
  setImmediate(() => stop.abort());
  await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
});
