import cluster, { type Worker } from 'node:cluster';
import { type AddressInfo, createServer } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from './log.ts';

/** One message to every worker process and its answer, or the start of a worker with the state it begins with. */
interface Ask {
  ask: number;
  message: unknown;
}
interface Answer {
  answer: number;
  value?: unknown;
  error?: string;
}

export interface WorkerPoolOptions {
  /** The worker's program: beside `import.meta.url`, by its name without ending. */
  program: URL;
  count: number;
  log: Log;
  /** What a worker is told first, also one that replaces a crashed one. It is ready when it has answered. */
  firstMessage: () => unknown;
}

/** Worker processes that share one listening port. */
export interface WorkerPool {
  /**
   * Asks every worker and waits for all answers; rejects when one fails or ends. Asking and starting workers never overlap, so a worker
   * always knows either the state before a message or the one after it.
   */
  askAll(message: unknown): Promise<unknown[]>;
  /** Like `askAll`, but a worker that fails or ends is replaced, and the others' answers are given. */
  tellAll(message: unknown): Promise<unknown[]>;
  readonly size: number;
  stop(): Promise<void>;
}

/** Tries a port (0: finds a free one) and gives it back: workers that share a port must all name the same one. Rejects as listening does. */
export function tryPort(host: string, wanted: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port: wanted }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The address of a program beside `base`, as source or as bundle. */
export function programBeside(base: string, name: string): URL {
  return new URL(`./${name}${extname(new URL(base).pathname)}`, base);
}

const fewestMsBetweenRestarts = 250;

/** Starts the workers and resolves when all are ready. A worker that ends is replaced. */
export async function startWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  cluster.setupPrimary({ exec: fileURLToPath(options.program), args: [], serialization: 'advanced' });
  const ready = new Set<Worker>();
  let isStopping = false;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
  const startOne = async (): Promise<void> => {
    const worker = cluster.fork();
    worker.once('exit', (code, signal) => {
      const wasReady = ready.delete(worker);
      if (isStopping) return;
      options.log.error({ pid: worker.process.pid, code, signal }, 'a worker process ended; it is replaced');
      if (wasReady) setTimeout(() => void inTurn(startOne).catch(logFailure), fewestMsBetweenRestarts);
    });
    await ask(worker, options.firstMessage());
    ready.add(worker);
  };
  const logFailure = (error: unknown) => {
    options.log.error({ err: error }, 'a worker process did not start');
    if (!isStopping) setTimeout(() => void inTurn(startOne).catch(logFailure), 4 * fewestMsBetweenRestarts);
  };
  await inTurn(() => Promise.all(Array.from({ length: options.count }, startOne)));
  return {
    askAll: (message) => inTurn(() => Promise.all([...ready].map((worker) => ask(worker, message)))),
    tellAll: (message) =>
      inTurn(async () => {
        const told = await Promise.allSettled(
          [...ready].map(async (worker) => {
            try {
              return await ask(worker, message);
            } catch (error) {
              worker.process.kill('SIGKILL');
              throw error;
            }
          }),
        );
        return told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      }),
    get size() {
      return ready.size;
    },
    stop: async () => {
      isStopping = true;
      await Promise.all([...ready].map(endWorker));
    },
  };
}

let lastAsk = 0;
/** A worker that takes longer for an answer hangs: it is ended and replaced. */
const longestAnswerMs = 300_000;

function ask(worker: Worker, message: unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  lastAsk += 1;
  const id = lastAsk;
  const onMessage = (reply: Answer) => {
    if (reply?.answer !== id) return;
    finish();
    if (reply.error === undefined) resolve(reply.value);
    else reject(new Error(reply.error));
  };
  const onExit = () => {
    finish();
    reject(new Error('the worker process ended'));
  };
  const limit = setTimeout(() => {
    finish();
    worker.process.kill('SIGKILL');
    reject(new Error('the worker process did not answer'));
  }, longestAnswerMs);
  const finish = () => {
    clearTimeout(limit);
    worker.off('message', onMessage);
    worker.off('exit', onExit);
  };
  worker.on('message', onMessage);
  worker.on('exit', onExit);
  worker.send({ ask: id, message } satisfies Ask);
  return promise;
}

/** Disconnecting lets the worker finish what it has begun; it ends by itself. */
function endWorker(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void ask(worker, { type: 'stop' }).catch(() => undefined);
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), 10_000);
  return ended.then(() => clearTimeout(timer));
}

/** In a worker process: answers every message of the primary. After `stop` was answered the process ends. */
export function answerPrimary(handle: (message: { type: string }) => Promise<unknown>): void {
  process.on('message', ({ ask, message }: Ask) => {
    handle(message as { type: string }).then(
      (value) => reply({ answer: ask, value }),
      (error: unknown) => reply({ answer: ask, error: error instanceof Error ? error.message : String(error) }),
    );
    const reply = (answer: Answer) => {
      process.send?.(answer, () => {
        if ((message as { type?: string }).type === 'stop') process.exit(0);
      });
    };
  });
  // Signals from the terminal reach the whole group: the primary decides when workers stop.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => process.exit(0));
}
