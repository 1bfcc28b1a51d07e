import { EventEmitter } from 'node:events';
import { type UtilityProcess, utilityProcess } from 'electron';
import { z } from 'zod';
import { RunningWork, runningPath } from '../../nodes/contract/running.ts';
import { freePort } from './free-port.ts';
import type { NodeLog } from './node-log.ts';
import { type DesignAddress, lineSplitter, parseReadyLine } from './ready-line.ts';
import { restartDelay } from './restart-policy.ts';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 8_000;
const ANSWER_WITHIN_MS = 2_000;

export interface DesignNodeOptions {
  entry: string;
  dataDir: string;
  resources: string;
  /** Port of the last run, 0 for any. */
  preferredPort: number;
  log: NodeLog;
}

export interface DesignNodeEvents {
  /** It listens; comes again after each restart. */
  ready: [DesignAddress];
  /** It ended by itself and starts again. */
  restarting: [{ exitCode: number }];
  /** It ended too often; `start` tries again. */
  failed: [{ reason: string }];
}

/** The Design node as a child process: started, watched, started again when it dies, stopped gracefully. */
export class DesignNode extends EventEmitter<DesignNodeEvents> {
  readonly #options: DesignNodeOptions;
  #child: UtilityProcess | null = null;
  #address: DesignAddress | null = null;
  #port: number;
  #crashes: number[] = [];
  #isStopping = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DesignNodeOptions) {
    super();
    this.#options = options;
    this.#port = options.preferredPort;
  }

  /** Where it listens now; null while it is down. */
  get address(): DesignAddress | null {
    return this.#address;
  }

  /** Starts with a clean record of crashes. Events tell the rest. */
  async start(): Promise<void> {
    this.#crashes = [];
    this.#isStopping = false;
    await this.#launch();
  }

  /** Labels of what it is doing now; none when it is down or does not answer at once. */
  async running(): Promise<string[]> {
    if (!this.#address) return [];
    const { origin, token } = this.#address;
    try {
      const reply = await fetch(`${origin}${runningPath}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return z
        .array(RunningWork)
        .parse(await reply.json())
        .map(({ label }) => label);
    } catch {
      return [];
    }
  }

  async #launch(): Promise<void> {
    const { entry, dataDir, resources, log } = this.#options;
    const port = await freePort(this.#port);
    if (this.#isStopping) return;
    const args = ['--data', dataDir, '--port', String(port), '--host', '127.0.0.1', '--desktop'];
    const child = utilityProcess.fork(entry, args, {
      serviceName: 'Millrace Design node',
      stdio: 'pipe',
      env: { ...process.env, MILLRACE_RESOURCES: resources },
    });
    this.#child = child;
    this.#timer = setTimeout(() => {
      log.write(`not ready within ${READY_WITHIN_MS / 1000} s: stopping it`);
      killHard(child);
    }, READY_WITHIN_MS);
    const readLine = (line: string) => this.#readLine(line);
    child.stdout?.on('data', lineSplitter(readLine));
    child.stderr?.on('data', lineSplitter(log.write));
    child.once('exit', (exitCode) => this.#onExit(exitCode));
  }

  #readLine(line: string): void {
    const address = parseReadyLine(line);
    if (!address) {
      this.#options.log.write(line);
      return;
    }
    clearTimeout(this.#timer);
    this.#address = address;
    this.#port = address.port;
    this.#options.log.write(`ready on ${address.origin}`);
    this.emit('ready', address);
  }

  #onExit(exitCode: number): void {
    clearTimeout(this.#timer);
    this.#child = null;
    this.#address = null;
    this.#options.log.write(`ended with code ${exitCode}`);
    if (this.#isStopping) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes, now].slice(-10);
    const delay = restartDelay(this.#crashes, now);
    if (delay === null) {
      const lastLine = this.#options.log.lastLines().at(-2) ?? '';
      this.emit('failed', { reason: `it ended ${this.#crashes.length} times (code ${exitCode}). ${lastLine}` });
      return;
    }
    this.emit('restarting', { exitCode });
    this.#timer = setTimeout(() => void this.#launch(), delay);
  }

  /** Asks it to stop and waits; after 8 seconds it is killed. Safe to call twice. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => killHard(child), STOP_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.postMessage({ type: 'stop' });
    });
  }
}

/** SIGTERM, which `child.kill()` sends, is the polite way a hung node ignores. */
function killHard(child: UtilityProcess): void {
  if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
}
