import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { strict } from './strict.ts';

interface ForkOptions {
  env?: NodeJS.ProcessEnv;
  stdio?: 'pipe' | 'ignore' | 'inherit';
  serviceName?: string;
}

class UtilityProcessDouble extends EventEmitter {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  pid: number | undefined;
  private readonly child: ChildProcess;

  constructor(modulePath: string, args: string[], options: ForkOptions) {
    super();
    const stdio = options.stdio ?? 'inherit';
    this.child = fork(modulePath, args, {
      env: options.env ?? process.env,
      execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    });
    this.pid = this.child.pid;
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    this.child.once('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.once('exit', (code) => {
      this.pid = undefined;
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

const running = new Set<UtilityProcessDouble>();

export const utilityProcess = strict(
  {
    fork(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
      const started = new UtilityProcessDouble(modulePath, args, options);
      running.add(started);
      started.once('exit', () => running.delete(started));
      return strict(started, 'utilityProcess');
    },
  },
  'utilityProcess',
);

/** As in Electron, no utility process outlives the app. */
process.on('exit', () => {
  for (const child of running) child.kill();
});
