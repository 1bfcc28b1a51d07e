import { parentPort, Worker } from 'node:worker_threads';

/** A task on a worker thread. */
export interface WorkerHandle {
  post(message: unknown): void;
  /** Resolves when the task has ended by itself and its thread is free for another; never rejects. */
  readonly finished: Promise<void>;
  /** Ends the thread where it is; nothing happens when the task has ended. */
  terminate(): Promise<void>;
}

export interface WorkerTask {
  message(message: unknown): void;
  /** The task threw, or its thread ended. */
  failed(error: Error): void;
  /** Memory of the data that is handed over, not copied: the caller loses it. */
  transfer?: readonly ArrayBuffer[];
}

/** Longest time a free thread waits for its next task; whatever it still holds in memory goes with it. */
const IDLE_MS = 15_000;
const free = new Map<string, FreeWorker[]>();

interface FreeWorker {
  worker: Worker;
  /** Takes it out of the waiting ones. */
  take(): void;
}

interface Envelope {
  ended: boolean;
  message?: unknown;
}

/**
 * Starts a task with `data` on a worker thread of `module`, which calls `serveTasks`. Shared memory in `data` is shared, the rest copied.
 * A thread that has ended its task takes the next one of the same module, already loaded and optimised. A free thread does not keep
 * the process alive.
 */
export function startWorker(module: URL, data: unknown, task: WorkerTask): WorkerHandle {
  const worker = takeFree(module) ?? new Worker(module, { execArgv: [] });
  let isOver = false;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const end = () => {
    isOver = true;
    worker.off('message', onMessage);
    worker.off('error', onError);
    worker.off('exit', onExit);
    finish();
  };
  const fail = (error: Error) => {
    end();
    task.failed(error);
  };
  const onMessage = ({ ended, message }: Envelope) => {
    if (!ended) return task.message(message);
    end();
    setFree(module, worker);
  };
  const onError = (error: unknown) => fail(error instanceof Error ? error : new Error(String(error)));
  const onExit = (code: number) => fail(new Error(`worker thread ended with code ${code}`));
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onExit);
  worker.ref();
  worker.postMessage(data, [...(task.transfer ?? [])]);
  return {
    post: (message) => worker.postMessage(message),
    finished,
    terminate: async () => {
      if (isOver) return;
      end();
      await worker.terminate();
    },
  };
}

function takeFree(module: URL): Worker | undefined {
  const last = free.get(module.href)?.at(-1);
  last?.take();
  return last?.worker;
}

function setFree(module: URL, worker: Worker): void {
  const waiting = free.get(module.href) ?? [];
  free.set(module.href, waiting);
  const take = () => {
    waiting.splice(waiting.indexOf(own), 1);
    clearTimeout(timer);
    worker.off('error', take);
    worker.off('exit', take);
  };
  const drop = () => {
    take();
    void worker.terminate();
  };
  const own: FreeWorker = { worker, take };
  const timer = setTimeout(drop, IDLE_MS).unref();
  waiting.push(own);
  worker.unref();
  worker.on('error', take);
  worker.on('exit', take);
}

/** Inside a worker thread: does the tasks given to it, one after another. `post` sends a message of the running task. */
export function serveTasks(run: (data: unknown, post: (message: unknown) => void) => void | Promise<void>): void {
  const port = parentPort;
  if (!port) throw new Error('serveTasks() is for worker threads only');
  const send = (envelope: Envelope) => port.postMessage(envelope);
  port.on('message', async (data: unknown) => {
    await run(data, (message) => send({ ended: false, message }));
    send({ ended: true });
  });
}
