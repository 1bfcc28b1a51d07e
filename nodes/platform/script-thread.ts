import { Worker } from 'node:worker_threads';

/** Runs a script with command-line arguments in a thread of its own and waits for its end. What it prints is dropped. */
export function runScriptInThread(script: URL, argv: readonly string[]): Promise<void> {
  const worker = new Worker(script, { argv: [...argv], execArgv: [], stdout: true, stderr: true });
  const said: string[] = [];
  worker.stdout.resume();
  worker.stderr.on('data', (piece) => said.push(String(piece)));
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script.pathname} ended with code ${code}: ${said.join('')}`)),
    );
  });
}
