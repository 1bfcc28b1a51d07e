import { parentPort, Worker } from 'node:worker_threads';
import { fail } from '../contract/errors/index.ts';

export interface WorkerTaskOptions {
  /** Heap that the task may fill, in bytes. */
  heapBytes: number;
  signal?: AbortSignal | undefined;
}

/** Thrown when a task wants more memory than it may have. */
export class TaskMemoryError extends Error {
  constructor(options?: { cause?: unknown }) {
    super('the task wants more memory than it may have', options);
    this.name = 'TaskMemoryError';
  }
}

/** Longest time a thread waits for another task of its module: loading one takes longer than most tasks. */
const idleMs = 15_000;
const free = new Map<string, { worker: Worker; timer: NodeJS.Timeout }>();

/**
 * Runs one task on a thread of its own and gives its answer. `module` calls `serveTask`. What it prints is dropped. A task that
 * fills its heap, fails or is aborted ends with its thread alone: TaskMemoryError, ABORTED.
 */
export async function runWorkerTask(
  module: URL,
  data: unknown,
  { heapBytes, signal }: WorkerTaskOptions,
): Promise<unknown> {
  if (signal?.aborted) throw fail('ABORTED');
  const worker = takeFree(module) ?? startThread(module, heapBytes);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const giveUp = () => reject(fail('ABORTED'));
  const onError = (cause: NodeJS.ErrnoException) =>
    reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TaskMemoryError({ cause }) : cause);
  const onExit = (code: number) => reject(new Error(`worker thread ended with code ${code}`));
  signal?.addEventListener('abort', giveUp, { once: true });
  worker.on('message', resolve).on('error', onError).on('exit', onExit);
  worker.ref();
  worker.postMessage(data);
  try {
    const answer = await promise;
    worker.off('message', resolve).off('error', onError).off('exit', onExit);
    setFree(module, worker);
    return answer;
  } catch (error) {
    void worker.terminate();
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

function startThread(module: URL, heapBytes: number): Worker {
  const maxOldGenerationSizeMb = Math.max(64, Math.floor(heapBytes / 2 ** 20));
  const worker = new Worker(module, {
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.once('exit', () => (free.get(module.href)?.worker === worker ? free.delete(module.href) : undefined));
  return worker;
}

function takeFree(module: URL): Worker | undefined {
  const waiting = free.get(module.href);
  free.delete(module.href);
  clearTimeout(waiting?.timer);
  return waiting?.worker;
}

/** One waits; more are not worth their memory. */
function setFree(module: URL, worker: Worker): void {
  if (free.has(module.href)) {
    void worker.terminate();
    return;
  }
  const timer = setTimeout(() => void takeFree(module)?.terminate(), idleMs).unref();
  worker.unref();
  free.set(module.href, { worker, timer });
}

/** Inside a worker thread: does the tasks given to it, one after another. What one throws is thrown where it was asked for, and ends the thread. */
export function serveTask(run: (data: unknown) => Promise<unknown>): void {
  const port = parentPort;
  if (!port) throw new Error('serveTask() is for worker threads only');
  port.on('message', (data: unknown) => {
    void run(data).then((answer) => port.postMessage(answer));
  });
}
