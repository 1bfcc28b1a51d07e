import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fail } from '../contract/errors/index.ts';

export interface ChildOptions {
  /** What it is, for messages: `the Automation node`. */
  name: string;
  /** Script (or `-e …`) and arguments for this process's own Node, or for `command` when given. */
  args: readonly string[];
  command?: string;
  cwd?: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** Gets each line of standard output and error. */
  onLine?: (line: string, from: 'out' | 'error') => void;
}

export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number;
  /** Settles when the process has ended; never rejects. */
  readonly ended: Promise<ChildExit>;
  /** Asks it to stop (SIGTERM), then kills it and its children after `grace` milliseconds (default 10,000). */
  stop(grace?: number): Promise<ChildExit>;
  /** Kills the process with all its children at once. */
  kill(): Promise<ChildExit>;
  /** Writes to its standard input. */
  write(text: string): void;
}

const running = new Set<ChildProcess>();
let isHooked = false;

/** Starts a process in its own group, so that it can be ended with all it started; also when this process exits. */
export function startChild(options: ChildOptions): Child {
  return start(options).child;
}

/**
 * Starts a process and waits for its ready line: the first line of standard output for which `ready` gives a value.
 * NODE_NOT_STARTED with its last words when it ends before, or when `timeout` milliseconds (default 60,000) pass; it is killed then.
 */
export async function startReadyChild<T>(
  options: ChildOptions & { ready: (line: string) => T | undefined; timeout?: number; signal?: AbortSignal },
): Promise<Child & { readyValue: T }> {
  const last: string[] = [];
  const { promise: whenReady, resolve: isReady } = Promise.withResolvers<{ value: T }>();
  const { child } = start({
    ...options,
    onLine(line, from) {
      last.push(line);
      if (last.length > 20) last.shift();
      options.onLine?.(line, from);
      const value = from === 'out' ? options.ready(line) : undefined;
      if (value !== undefined) isReady({ value });
    },
  });
  const limit = AbortSignal.timeout(options.timeout ?? 60_000);
  const stopped = AbortSignal.any(options.signal ? [limit, options.signal] : [limit]);
  const whenStopped = new Promise<'stopped'>((resolve) => {
    if (stopped.aborted) resolve('stopped');
    stopped.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  const result = await Promise.race([whenReady, child.ended, whenStopped]);
  if (typeof result === 'object' && 'value' in result) return Object.assign(child, { readyValue: result.value });
  await child.kill();
  if (options.signal?.aborted) throw fail('ABORTED');
  const reason = result === 'stopped' ? 'it did not become ready in time' : `it ended with ${exitInWords(result)}`;
  throw fail('NODE_NOT_STARTED', { name: options.name, reason, output: last.join('\n') });
}

/** Parses the line nodes print when they listen: `{"event":"ready", …}`. For `startReadyChild`. */
export function readyLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return value.event === 'ready' ? value : undefined;
  } catch {
    return undefined;
  }
}

function start(options: ChildOptions): { child: Child } {
  const process_ = spawn(options.command ?? process.execPath, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = (stream: NodeJS.ReadableStream, from: 'out' | 'error') =>
    createInterface({ input: stream }).on('line', (line) => options.onLine?.(line, from));
  lines(process_.stdout, 'out');
  lines(process_.stderr, 'error');
  process_.stdin.on('error', () => undefined);
  hookExit();
  running.add(process_);
  const ended = new Promise<ChildExit>((resolve) => {
    const settle = (exit: ChildExit) => {
      running.delete(process_);
      resolve(exit);
    };
    process_.once('error', (error) => {
      options.onLine?.(`${options.name}: ${error.message}`, 'error');
      settle({ code: null, signal: null });
    });
    process_.once('close', (code, signal) => settle({ code, signal }));
  });
  const kill = () => {
    signalGroup(process_, 'SIGKILL');
    return ended;
  };
  const child: Child = {
    pid: process_.pid ?? 0,
    ended,
    kill,
    write: (text) => void process_.stdin.write(text),
    async stop(grace = 10_000) {
      process_.kill('SIGTERM');
      const timer = setTimeout(kill, grace);
      const exit = await ended;
      clearTimeout(timer);
      return exit;
    },
  };
  return { child };
}

/** On systems with process groups the group is signalled, so that worker processes of the child end with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function hookExit(): void {
  if (isHooked) return;
  isHooked = true;
  process.once('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
}

function exitInWords({ code, signal }: ChildExit): string {
  return signal ? `signal ${signal}` : code === null ? 'an error at start' : `exit code ${code}`;
}

/** Runs a program to its end and collects what it printed. A program that is not there gives code null. ABORTED. */
export async function runProgram(
  options: Omit<ChildOptions, 'onLine'> & { signal?: AbortSignal },
): Promise<ChildExit & { out: string; error: string }> {
  if (options.signal?.aborted) throw fail('ABORTED');
  const said = { out: [] as string[], error: [] as string[] };
  const { child } = start({ ...options, onLine: (line, from) => said[from].push(line) });
  const onAbort = () => void child.kill();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const exit = await child.ended;
  options.signal?.removeEventListener('abort', onAbort);
  if (options.signal?.aborted) throw fail('ABORTED');
  return { ...exit, out: said.out.join('\n'), error: said.error.join('\n') };
}

/** Opens an address in the person's browser. False when the system has no program for it. */
export async function openInBrowser(url: string): Promise<boolean> {
  const programs: Record<string, [string, string[]]> = {
    darwin: ['open', [url]],
    win32: ['rundll32', ['url.dll,FileProtocolHandler', url]],
  };
  const [command, args] = programs[process.platform] ?? ['xdg-open', [url]];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  return new Promise((resolve) => {
    const browser = spawn(command, args, { stdio: 'ignore', detached: true });
    browser.once('error', () => resolve(false));
    browser.once('spawn', () => resolve(true));
    browser.unref();
  });
}
