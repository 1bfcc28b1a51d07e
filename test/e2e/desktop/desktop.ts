import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from 'playwright/test';
import type {} from '../../../preload/bridge.ts';

export { expect } from 'playwright/test';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FIXTURE_NODE = join(ROOT, 'test', 'electron-double', 'fixture-node.ts');
const DOUBLE = join(ROOT, 'test', 'electron-double');

/** A running desktop app and the page of its first window. */
export interface Desktop {
  app: ElectronApplication;
  page: Page;
  /** Folder of this app's window state and logs. */
  userData: string;
  /** What the shell and the Design node logged so far. */
  log(): string;
}

export interface LaunchOptions {
  userData: string;
  /** Arguments after the app, such as a file to open. */
  args?: string[];
  /** Entry of the Design node; the fixture node when not given. */
  designEntry?: string;
  /** Added to the app's environment. */
  env?: Record<string, string>;
}

/** Environment and arguments to start the app; also for a second instance started by hand. */
export function launchSettings({ userData, args = [], designEntry = FIXTURE_NODE, env: added = {} }: LaunchOptions) {
  const env = {
    ...process.env,
    MILLRACE_DESKTOP_DATA: userData,
    MILLRACE_DATA: userData,
    MILLRACE_DESIGN_ENTRY: designEntry,
    ...added,
  } as Record<string, string>;
  return { args: [ROOT, ...args], env };
}

/** Starts the built app in the shell of the running project and waits for its first page. */
export async function launch(options: LaunchOptions): Promise<Desktop> {
  const app = await _electron.launch({ ...launchSettings(options), cwd: ROOT });
  const page = await app.firstWindow();
  await page.waitForURL(/^http:.*#\//);
  const log = () => readFileSync(join(options.userData, 'logs', 'design.log'), 'utf8');
  return { app, page, userData: options.userData, log };
}

interface Fixtures {
  /** An own empty folder for the app's data. */
  userData: string;
  desktop: Desktop;
  /** A web server of somebody else; counts the requests it gets. */
  foreign: { url: string; requests: string[] };
}

export const test = base.extend<Fixtures, { shell: string }>({
  shell: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
    async ({}, use, workerInfo) => {
      if (workerInfo.project.name === 'double') process.env.ELECTRON_OVERRIDE_DIST_PATH = DOUBLE;
      await use(workerInfo.project.name);
      delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-desktop-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  desktop: async ({ userData }, use) => {
    const desktop = await launch({ userData });
    await use(desktop);
    await desktop.app.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
  foreign: async ({}, use) => {
    const requests: string[] = [];
    const server: Server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Elsewhere</title>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await use({ url: `http://127.0.0.1:${port}/`, requests });
    server.closeAllConnections();
    server.close();
  },
});
