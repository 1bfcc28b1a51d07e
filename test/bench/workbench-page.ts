import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { chromiumFlags, ensureChromium } from '../support/chromium.ts';
import { type DesignNode, startDesignNode } from './design-node.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Design node over a data folder that the caller has filled, and a browser for its workbench. */
export interface BenchWorkbench {
  node: DesignNode;
  browser: Browser;
  /** A page of a fresh browser profile, signed in, on the home page. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the node from source with the built pages, which are built when there are none. CPU rasterising only. */
export async function startWorkbench(data: string): Promise<BenchWorkbench> {
  if (!existsSync(`${root}dist/renderer/index.html`)) {
    const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
    if (built.status !== 0) throw new Error('the workbench could not be built');
  }
  const node = await startDesignNode(data);
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
  return {
    browser,
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
      const page = await context.newPage();
      await page.goto(`${node.url}/#token=${node.token}`);
      await page.locator('[data-app-state=loaded]').waitFor();
      return page;
    },
    node,
    async close() {
      await browser.close();
      await node.stop();
    },
  };
}
