import { expect, it } from 'vitest';
import { startWorker, type WorkerHandle } from './worker-pool.ts';

const module = new URL('./testing/echo-worker.ts', import.meta.url);

interface Ran {
  messages: unknown[];
  error: Error | undefined;
}

/** Runs a task until it ends, fails, or `until` says that it has been heard enough of. */
function run(data: unknown, heard?: (handle: WorkerHandle) => void): Promise<Ran> {
  const messages: unknown[] = [];
  return new Promise((resolve) => {
    const handle = startWorker(module, data, {
      message: (message) => {
        messages.push(message);
        heard?.(handle);
      },
      failed: (error) => resolve({ messages, error }),
    });
    void handle.finished.then(() => setImmediate(() => resolve({ messages, error: undefined })));
  });
}

it('gives the next task to the thread that has ended one', async () => {
  const first = await run('a');
  const second = await run({ b: [1, 2] });
  expect(first.messages[1]).toBe('a');
  expect(second.messages).toEqual([first.messages[0], { b: [1, 2] }]);
});

it('gives tasks at the same time a thread each', async () => {
  const [first, second] = await Promise.all([run('a'), run('b')]);
  expect(first.messages[0]).not.toBe(second.messages[0]);
});

it('tells of a task that throws, and starts another thread after it', async () => {
  const failed = await run('throw');
  expect(failed.error?.message).toBe('asked to fail');
  const next = await run('c');
  expect(next.messages[1]).toBe('c');
});

it('ends a task that hangs without telling of a failure', async () => {
  const ended = await run('hang', (handle) => void handle.terminate());
  expect(ended).toEqual({ messages: [expect.any(Number)], error: undefined });
});
