import { Worker } from 'node:worker_threads';

/**
 * Runs a script with command-line arguments in a thread of its own and waits for its end. What it prints is dropped, but for the
 * reason when it fails. `signal` ends the thread at once; what it has written so far stays.
 */
export function runScriptInThread(
  script: URL,
  argv: readonly string[],
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  const { signal } = options;
  signal?.throwIfAborted();
  const worker = new Worker(script, { argv: [...argv], execArgv: [], stdout: true, stderr: true });
  const said: string[] = [];
  worker.stdout.resume();
  worker.stderr.on('data', (piece) => said.push(String(piece)));
  const end = () => void worker.terminate();
  signal?.addEventListener('abort', end, { once: true });
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve();
      else reject(new Error(said.join('').trim() || `${script.pathname} ended with code ${code}`));
    });
  }).finally(() => signal?.removeEventListener('abort', end));
}
