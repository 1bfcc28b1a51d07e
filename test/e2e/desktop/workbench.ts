import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright/test';
import { test as base, launch, ROOT } from './desktop.ts';

export { expect } from 'playwright/test';

const BUNDLED_NODE = join(ROOT, 'dist', 'nodes', 'design.js');

interface Workbench {
  /** The workbench of a fresh Design node, in the shell of the running project; everything is stopped afterwards. */
  workbench: Page;
}

/** For journeys that run in every shell: in a browser the node serves the page, else the desktop app opens it. */
export const test = base.extend<Workbench>({
  workbench: async ({ shell, userData, browser }, use) => {
    if (shell !== 'browser') {
      const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE });
      await use(page);
      await app.close();
      return;
    }
    const data = join(userData, 'design');
    const args = [BUNDLED_NODE, '--data', data, '--port', '0', '--host', '127.0.0.1', '--desktop'];
    const node = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const { url, token } = await readyLine(node);
    const page = await browser.newPage();
    await page.goto(`${url}/#token=${token}`);
    await use(page);
    await page.close();
    node.kill('SIGTERM');
    await once(node, 'exit');
  },
});

function readyLine(node: ChildProcess): Promise<{ url: string; token: string }> {
  return new Promise((resolve, reject) => {
    node.once('exit', (code) => reject(new Error(`the Design node ended with code ${code} before it was ready`)));
    if (!node.stdout) return;
    createInterface({ input: node.stdout }).on('line', (line) => {
      if (line.startsWith('{"event":"ready"')) resolve(JSON.parse(line));
    });
  });
}
