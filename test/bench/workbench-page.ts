import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { readyLine, startReadyChild } from '../../nodes/platform/child.ts';
import { chromiumFlags, ensureChromium } from '../support/chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Design node over a data folder that the caller has filled, and a browser for its workbench. */
export interface BenchWorkbench {
  url: string;
  token: string;
  browser: Browser;
  /** A page of a fresh browser profile, signed in, on the home page. */
  newPage(): Promise<Page>;
  /** Calls the node's API. */
  post(path: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the node from source with the built pages, which are built when there are none. CPU rasterising only. */
export async function startWorkbench(data: string): Promise<BenchWorkbench> {
  if (!existsSync(`${root}dist/renderer/index.html`)) {
    const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
    if (built.status !== 0) throw new Error('the workbench could not be built');
  }
  const node = await startNode(data);
  const { url, token } = node.readyValue as { url: string; token: string };
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
  return {
    url,
    token,
    browser,
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
      const page = await context.newPage();
      await page.goto(`${url}/#token=${token}`);
      await page.locator('[data-app-state=loaded]').waitFor();
      return page;
    },
    async post(path, body) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin: url };
      const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
      return reply.json();
    },
    async close() {
      await browser.close();
      await node.stop();
    },
  };
}

function startNode(data: string) {
  const args = [`${root}nodes/design/main.ts`, '--data', data, '--port', '0', '--desktop', '--log-level', 'warn'];
  return startReadyChild({ name: 'the Design node', args, ready: readyLine });
}
