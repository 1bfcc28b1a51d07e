import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright/test';
import { test as base, expect, launch, ROOT } from './desktop.ts';

export { expect };

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
  /** The same after the whole sample was run: every dataset built, the model trained, the rules checked. */
  builtSample: string;
}

interface Workbench {
  /** The data folder of which the workbench gets a copy; the one of a first start where a spec does not say another. */
  startsFrom: string;
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
      await untilSample(node);
      await node.end('SIGTERM');
      await use(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  builtSample: [
    async ({ firstStart }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'millrace-built-sample-'));
      copyDataFolder(firstStart, folder);
      const node = await startDesign({ data: folder, args: ['--desktop'] });
      await buildSample(node);
      await node.end('SIGTERM');
      await use(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  startsFrom: async ({ firstStart }, use) => use(firstStart),
  workbench: async ({ shell, userData, startsFrom, browser, refusals, nodeAway }, use) => {
    copyDataFolder(startsFrom, join(userData, 'design'));
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
  // What was built stays built: that is told from sizes and times of the files it was made of.
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
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

/** Asks a node on the desktop as its workbench does. */
export async function ask<T>(node: RunningNode, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${node.token}`, 'content-type': 'application/json' };
  const reply = await fetch(
    `${node.url}${path}`,
    body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
  );
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply.json();
}

async function until(isSo: () => Promise<boolean>, seconds: number): Promise<void> {
  await expect.poll(isSo, { timeout: seconds * 1000, intervals: [100] }).toBe(true);
}

/** Waits until a node that was started on an empty data folder has made the sample project. */
export const untilSample = (node: RunningNode): Promise<void> =>
  until(async () => (await ask<{ state: string }>(node, '/api/sample')).state === 'none', 60);

/** Runs the whole sample and waits for its end. */
async function buildSample(node: RunningNode): Promise<void> {
  const jobs = '/api/projects/credit-card-fraud-analysis/jobs';
  const { id } = await ask<{ id: string }>(node, jobs, { targets: [] });
  const status = async () => (await ask<{ job: { status: string } }>(node, `${jobs}/${id}`)).job.status;
  await until(async () => !['queued', 'running'].includes(await status()), 200);
  expect(['succeeded', 'warning']).toContain(await status());
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
  env = {},
}: {
  data: string;
  port?: number;
  args?: string[];
  env?: Record<string, string>;
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
  const node = spawn(process.execPath, given, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
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
