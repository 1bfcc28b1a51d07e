import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { test as base, type Desktop, expect, launch } from './desktop.ts';
import { startFeed, type UpdateFeed, type UpdateFeedOptions } from './update-feed.ts';

interface Updating {
  /** Starts a feed and the app that asks it. */
  updating: (options?: Partial<UpdateFeedOptions>) => Promise<Desktop & { feed: UpdateFeed }>;
}

const test = base.extend<Updating>({
  updating: async ({ userData }, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (options = {}) => {
      const feed = await startFeed({ folder: userData, version: '99.0.0', ...options });
      const desktop = await launch({ userData, env: feed.env });
      ends.push(async () => {
        await desktop.app.close().catch(() => undefined);
        feed.close();
      });
      return { ...desktop, feed };
    });
    for (const end of ends) await end();
  },
});

const statuses = (page: Page) => page.evaluate(() => Reflect.get(window, 'updates') as { kind: string }[]);
const lastStatus = async (page: Page) => (await statuses(page)).at(-1);

test.describe('updates @desktop', () => {
  test('a checkout says that it is not updated, and asks nobody', async ({ desktop }) => {
    const state = await desktop.page.evaluate(() => window.millrace?.updates());
    expect(state).toMatchObject({ mode: 'off', status: { kind: 'unavailable' } });
    await desktop.page.evaluate(() => window.millrace?.checkForUpdates());
    await expect.poll(() => lastStatus(desktop.page)).toMatchObject({ reason: expect.stringContaining('checkout') });
  });

  test('nothing is asked until a person asks, or wants to be told', async ({ updating }) => {
    const { page, feed } = await updating();
    expect(await page.evaluate(() => window.millrace?.updates())).toMatchObject({
      mode: 'off',
      status: { kind: 'idle' },
    });
    expect(feed.asked).toEqual([]);
    await page.evaluate(() => window.millrace?.setUpdateMode('tell'));
    await expect.poll(() => lastStatus(page)).toEqual({ kind: 'available', version: '99.0.0' });
    expect(feed.asked.filter((path) => path.endsWith('.AppImage'))).toEqual([]);
  });

  test('a version is downloaded with progress, cancelled, begun again, and installed by a restart', async ({
    updating,
  }) => {
    const { page, app, feed } = await updating({ hold: true });
    await page.evaluate(() => window.millrace?.checkForUpdates());
    await expect.poll(() => lastStatus(page)).toEqual({ kind: 'available', version: '99.0.0' });
    await page.evaluate(() => window.millrace?.downloadUpdate());
    await expect.poll(() => feed.asked).toContain('/Millrace-99.0.0.AppImage');
    await expect.poll(() => lastStatus(page)).toMatchObject({ kind: 'downloading' });
    await page.evaluate(() => window.millrace?.cancelUpdate());
    await expect.poll(() => lastStatus(page)).toEqual({ kind: 'available', version: '99.0.0' });

    const asked = feed.asked.length;
    await page.evaluate(() => window.millrace?.downloadUpdate());
    await expect.poll(() => feed.asked.length).toBeGreaterThan(asked);
    await expect
      .poll(async () => {
        feed.release();
        return lastStatus(page);
      })
      .toEqual({ kind: 'ready', version: '99.0.0' });
    const closed = app.waitForEvent('close');
    await page.evaluate(() => window.millrace?.installUpdate()).catch(() => undefined);
    await closed;
    await expect.poll(() => existsSync(feed.startedMark)).toBe(true);
    expect(readFileSync(feed.package, 'utf8')).toContain('touch');
  });

  test('what is not the file that the feed describes is not installed', async ({ updating }) => {
    const { page, feed } = await updating({ tampered: true });
    await page.evaluate(() => window.millrace?.setUpdateMode('download'));
    await expect.poll(() => lastStatus(page)).toMatchObject({ kind: 'failed', code: 'DESKTOP_UPDATE_DOWNLOAD' });
    expect(await lastStatus(page)).toMatchObject({
      message: expect.stringContaining('not the one the feed describes'),
    });
    await page.evaluate(() => window.millrace?.installUpdate());
    expect(readFileSync(feed.package, 'utf8')).toBe('#!/bin/sh\n');
  });

  test('a feed that does not answer says so to who asked', async ({ updating, userData }) => {
    const { page, feed } = await updating();
    feed.close();
    await page.evaluate(() => window.millrace?.checkForUpdates());
    await expect
      .poll(() => lastStatus(page))
      .toMatchObject({
        kind: 'failed',
        code: 'DESKTOP_UPDATE_CHECK',
        message: expect.stringContaining('nothing answers'),
      });
    expect(readFileSync(join(userData, 'logs', 'design.log'), 'utf8')).toContain('update:');
  });

  test('the newest version is said to be the newest', async ({ updating }) => {
    const { page } = await updating({ version: '0.0.1' });
    await page.evaluate(() => window.millrace?.checkForUpdates());
    await expect.poll(() => lastStatus(page)).toMatchObject({ kind: 'current' });
  });

  test('a mode that the operator has set stays; one that a person chose comes back at the next start', async ({
    updating,
    userData,
  }) => {
    const { page, app, feed } = await updating();
    await page.evaluate(() => window.millrace?.setUpdateMode('tell'));
    await app.close();
    const second = await launch({ userData, env: feed.env });
    expect(await second.page.evaluate(() => window.millrace?.updates())).toMatchObject({ mode: 'tell' });
    await second.app.close();
    const fixed = await startFeed({ folder: userData, version: '99.0.0', policy: { updates: 'off' } });
    const third = await launch({ userData, env: fixed.env });
    expect(await third.page.evaluate(() => window.millrace?.updates())).toMatchObject({
      mode: 'off',
      isModeFixed: true,
    });
    const refusal = await third.page.evaluate(() =>
      window.millrace?.setUpdateMode('download').catch((error: Error) => error.message),
    );
    expect(refusal).toContain('DESKTOP_UPDATE_FIXED');
    await third.app.close();
    fixed.close();
  });
});
