import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The system's Chromium when it is there, else the browser Playwright has installed. */
const browser = existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {};

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const hasElectron = existsSync(`${ROOT}/node_modules/electron/dist`);

/** The double runs what belongs to the shell, and with `MILLRACE_DOUBLE=all` every journey as Electron itself does. */
const onDouble = process.env.MILLRACE_DOUBLE === 'all' ? {} : { grep: /@desktop|@shells/ };

export default defineConfig({
  testDir: 'e2e',
  outputDir: `${ROOT}/test-results`,
  reporter: process.env.CI ? [['list'], ['github']] : [['list']],
  retries: process.env.CI ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: {
    headless: true,
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...browser, args: browserFlags },
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', grepInvert: /@desktop/ },
    { name: 'double', ...onDouble },
    ...(hasElectron ? [{ name: 'electron' }] : []),
  ],
});
