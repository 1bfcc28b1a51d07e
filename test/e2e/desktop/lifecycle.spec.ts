import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, launch, launchSettings, test } from './desktop.ts';

const nodePid = (page: import('playwright/test').Page) => page.locator('main').getAttribute('data-pid');

test.describe('lifecycle @desktop', () => {
  test('the window shows the node on loopback, with a token', async ({ desktop }) => {
    expect(desktop.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/$/);
    expect(await desktop.page.evaluate(() => Reflect.get(window, 'token'))).toMatch(/^[0-9a-f]{64}$/);
    await expect
      .poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
      .toBe(true);
    expect(desktop.log()).toContain('resources in');
  });

  test('a killed node is started again and the window comes back where it was', async ({ desktop }) => {
    await desktop.page.evaluate(() => location.assign('#/p/fraud/flow'));
    const token = await desktop.page.evaluate(() => Reflect.get(window, 'token'));
    const pid = Number(await nodePid(desktop.page));
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => Number(await nodePid(desktop.page).catch(() => pid))).not.toBe(pid);
    expect(desktop.page.url()).toMatch(/#\/p\/fraud\/flow$/);
    expect(await desktop.page.evaluate(() => Reflect.get(window, 'token'))).not.toBe(token);
    expect(await desktop.page.evaluate(() => window.millrace?.appVersion())).toMatchObject({ version: '0.1.0' });
  });

  test('a second start shows the first window and hands its file over', async ({ desktop, userData }) => {
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const file = join(userData, 'march.millrace');
    const { args, env } = launchSettings({ userData, args: [file] });
    const electron = createRequire(import.meta.url)('electron') as string;
    const second = spawn(electron, ['--no-sandbox', ...args], { env, stdio: 'ignore' });
    const giveUp = setTimeout(() => second.kill('SIGKILL'), 20_000);
    const [code] = await once(second, 'exit');
    clearTimeout(giveUp);
    expect(code).toBe(0);
    await expect.poll(() => desktop.page.evaluate(() => Reflect.get(window, 'files'))).toEqual([file]);
    const states = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        isMinimized: window.isMinimized(),
        isVisible: window.isVisible(),
      })),
    );
    expect(states).toEqual([{ isMinimized: false, isVisible: true }]);
  });

  test('the file the app was started with reaches the page', async ({ userData }) => {
    const file = join(userData, 'april.millrace');
    const { app, page } = await launch({ userData, args: [file] });
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'files'))).toEqual([file]);
    await app.close();
  });

  test('a window comes back with its place, zoom and address', async ({ userData }) => {
    const first = await launch({ userData });
    const kept = { x: 60, y: 40, width: 1100, height: 700 };
    await first.app.evaluate(({ BrowserWindow }, bounds) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setBounds(bounds);
      window?.webContents.setZoomLevel(1);
    }, kept);
    const origin = new URL(first.page.url()).origin;
    await first.app.close();
    expect(first.log()).toContain('stopped gracefully');

    const second = await launch({ userData });
    const state = () =>
      second.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0];
        return { bounds: window?.getBounds(), zoom: window?.webContents.getZoomLevel() };
      });
    await expect.poll(state).toEqual({ bounds: kept, zoom: 1 });
    expect(new URL(second.page.url()).origin).toBe(origin);
    await second.app.close();
  });

  test('a window that was on a screen which is gone comes back on the one that is there', async ({ userData }) => {
    const bounds = { x: 4000, y: 200, width: 5000, height: 700 };
    writeFileSync(join(userData, 'window-state.json'), JSON.stringify({ bounds }));
    const { app } = await launch({ userData });
    const place = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(place).toEqual({ x: 240, y: 90, width: 1440, height: 900 });
    await app.close();
  });

  test('a file that the system opens while the app still starts reaches the page', async ({ userData }) => {
    const file = join(userData, 'may.millrace');
    // Told before the page listens, as macOS does it.
    const { app, page } = await launch({ userData, env: { ELECTRON_DOUBLE_OPEN_FILE: file } });
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'files'))).toEqual([file]);
    await app.close();
  });

  test('two windows show the same workbench', async ({ desktop }) => {
    const opened = desktop.app.waitForEvent('window');
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('window.new')?.click());
    const page = await opened;
    await page.waitForLoadState('load');
    expect(await nodePid(page)).toBe(await nodePid(desktop.page));
    await page.close();
    expect(desktop.app.windows()).toHaveLength(1);
  });

  test('a crashed page is loaded again', async ({ desktop }) => {
    await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect
      .poll(() =>
        desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed()),
      )
      .toBe(false);
  });

  test('a page that crashes again and again is asked about', async ({ desktop }) => {
    await desktop.app.evaluate(({ BrowserWindow, dialog }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (async (...given: { message: string }[]) => {
        asked.push(given.at(-1)?.message ?? '');
        return { response: 1, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.on('did-finish-load', () => contents.forcefullyCrashRenderer());
    });
    const closed = desktop.app.waitForEvent('close');
    await desktop.app
      .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
      .catch(() => undefined);
    await closed;
  });

  test('a page that does not answer is asked about, and loaded anew', async ({ desktop }) => {
    await desktop.app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = (async () => ({ response: 0, checkboxChecked: false })) as typeof dialog.showMessageBox;
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.once('did-finish-load', () => Object.assign(globalThis, { isLoadedAnew: true }));
      window?.emit('unresponsive');
    });
    await expect.poll(() => desktop.app.evaluate(() => Reflect.get(globalThis, 'isLoadedAnew'))).toBe(true);
  });
});
