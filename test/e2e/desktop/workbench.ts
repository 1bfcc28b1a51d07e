import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright/test';
import { test as base, launch, ROOT } from './desktop.ts';

export { expect } from 'playwright/test';

export const BUNDLED_NODE = join(ROOT, 'dist', 'nodes', 'design.js');

interface Options {
  /** The journey makes the node refuse something on purpose, which the browser writes to the console. */
  refusals: boolean;
  /** The journey takes the node away, which the browser writes to the console. */
  nodeAway: boolean;
}

interface Shared {
  /** A data folder after a first start, with the sample: made once for all journeys of a worker, which get copies. */
  firstStart: string;
}

interface Workbench {
  /** The workbench of a fresh Design node, in the shell of the running project; everything is stopped afterwards. Console errors fail the journey. */
  workbench: Page;
}

/** For journeys that run in every shell: in a browser the node serves the page, else the desktop app opens it. */
export const test = base.extend<Options & Workbench, Shared>({
  refusals: [false, { option: true }],
  nodeAway: [false, { option: true }],
  firstStart: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'millrace-first-start-'));
      const node = await startDesign({ data: folder, args: ['--desktop'] });
      await node.end('SIGTERM');
      await use(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  workbench: async ({ shell, userData, firstStart, browser, refusals, nodeAway }, use) => {
    copyDataFolder(firstStart, join(userData, 'design'));
    if (shell !== 'browser') {
      const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE });
      const problems = watchConsole(page, { refusals, nodeAway });
      await use(page);
      await app.close();
      expectSilence(problems);
      return;
    }
    const node = await startDesign({ data: join(userData, 'design'), args: ['--desktop'] });
    const page = await browser.newPage();
    const problems = watchConsole(page, { refusals, nodeAway });
    await page.goto(`${node.url}/#token=${node.token}`);
    await use(page);
    await page.close();
    await node.end('SIGTERM');
    expectSilence(problems);
  },
});

/** A node's data folder at another place, where the sample's data are its own. */
export function copyDataFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const connections = join(to, 'connections.json');
  writeFileSync(connections, readFileSync(connections, 'utf8').replaceAll(from, to));
}

/** Collects what a page writes to its console as an error, and what it throws. */
export function watchConsole(page: Page, allowed: Partial<Options> = {}): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    const isExpected =
      (allowed.refusals && text.includes('responded with a status of 4')) ||
      (allowed.nodeAway && /net::ERR_|responded with a status of (401|503)/.test(text));
    if (message.type() === 'error' && !isExpected) problems.push(text);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  return problems;
}

export function expectSilence(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`The console shows errors:\n${problems.join('\n')}`);
}

/** A Design node in its own process. */
export interface RunningNode {
  url: string;
  /** Told by a shared node at its first start only. */
  token: string | undefined;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the bundled Design node and waits until it is ready. */
export async function startDesign({
  data,
  port = 0,
  args = [],
}: {
  data: string;
  port?: number;
  args?: string[];
}): Promise<RunningNode> {
  const given = [
    BUNDLED_NODE,
    '--data',
    data,
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--log-level',
    'warn',
    ...args,
  ];
  const node = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { url, token } = await readyLine(node);
  return {
    url,
    token,
    async end(signal) {
      node.kill(signal);
      if (node.exitCode === null && node.signalCode === null) await once(node, 'exit');
    },
  };
}

function readyLine(node: ChildProcess): Promise<{ url: string; token?: string }> {
  return new Promise((resolve, reject) => {
    node.once('exit', (code) => reject(new Error(`the Design node ended with code ${code} before it was ready`)));
    if (!node.stdout) return;
    createInterface({ input: node.stdout }).on('line', (line) => {
      if (line.startsWith('{"event":"ready"')) resolve(JSON.parse(line));
    });
  });
}
