import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
  '--no-startup-window',
  '--remote-debugging-port=0',
];

/** A headless Chromium that opens no window by itself. */
export interface Chromium {
  /** Address of its DevTools protocol, once it listens. */
  url: Promise<string>;
  /** Ends it at once, ready or not. */
  stop(): void;
}

/** Starts Chromium with an empty profile of its own. */
export function startChromium(): Chromium {
  const profile = mkdtempSync(join(tmpdir(), 'electron-double-'));
  const installed = '/usr/bin/chromium';
  const command = existsSync(installed) ? installed : chromium.executablePath();
  const child = spawn(command, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const url = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended with code ${code} before it was ready`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      const match = /^DevTools listening on (ws:\/\/.*)$/.exec(line);
      if (match?.[1]) resolve(match[1]);
    });
  });
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url, stop };
}
