import { parentPort, Worker, workerData } from 'node:worker_threads';

/** A running worker thread. */
export interface WorkerHandle {
  post(message: unknown): void;
  terminate(): Promise<void>;
}

export interface WorkerEvents {
  message(message: unknown): void;
  /** The worker threw, or ended with a code other than 0. */
  failed(error: Error): void;
}

/**
 * Starts a module as a worker thread with `data`. Shared memory in `data` is shared, the rest copied. The thread does not
 * keep the process alive by itself after `terminate`.
 */
export function startWorker(module: URL, data: unknown, events: WorkerEvents): WorkerHandle {
  const worker = new Worker(module, { workerData: data, execArgv: [] });
  worker.on('message', (message: unknown) => events.message(message));
  worker.on('error', (error: unknown) => events.failed(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => {
    if (code !== 0) events.failed(new Error(`worker thread ended with code ${code}`));
  });
  return {
    post: (message) => worker.postMessage(message),
    terminate: async () => {
      await worker.terminate();
    },
  };
}

/** Inside a worker thread: the data it was started with, and the way back. */
export function workerSide(): { data: unknown; post(message: unknown): void } {
  const port = parentPort;
  if (!port) throw new Error('workerSide() is for worker threads only');
  return { data: workerData as unknown, post: (message) => port.postMessage(message) };
}
