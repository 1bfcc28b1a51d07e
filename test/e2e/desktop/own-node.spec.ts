import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, launch, test } from './desktop.ts';
import { startFeed } from './update-feed.ts';
import { BUNDLED_NODE, expectSilence, watchConsole } from './workbench.ts';

test.describe.configure({ timeout: 120_000 });

/** Pid of the Design node, as its lock file tells. */
function nodePid(userData: string): number {
  const lock = readFileSync(join(userData, 'design', '.lock'), 'utf8');
  return Number(/\d+/.exec(lock)?.[0]);
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Credit Card Fraud Analysis' }).click();
  await page.getByRole('region', { name: 'Flow canvas' }).waitFor();
}

test.describe('the desktop with its own node @desktop', () => {
  test('a bundle opened by a double click becomes a project, and a damaged one says why not', async ({ userData }) => {
    const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE });
    const problems = watchConsole(page, { refusals: true });
    await openSample(page);
    const file = join(userData, 'fraud.millrace');
    const damaged = join(userData, 'damaged.millrace');
    await packSample(page, file);
    copyFileSync(join(import.meta.dirname, 'own-node.spec.ts'), damaged);

    await app.evaluate(({ app: shell }, path) => shell.emit('open-file', { preventDefault() {} }, path), file);
    const dialog = page.getByRole('dialog', { name: 'Open fraud.millrace' });
    await expect(dialog.getByText('Whole and signed by this workbench')).toBeVisible();
    await dialog.getByLabel('Name of the new project').fill('Fraud again');
    await dialog.getByRole('button', { name: 'Open as a project' }).click();
    await expect(page).toHaveURL(/#\/p\/fraud-again\/flow$/);
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    const recent = () =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent.fraud-again')?.label);
    await expect.poll(recent).toBe('Fraud again');

    await app.evaluate(({ app: shell }, path) => shell.emit('open-file', { preventDefault() {} }, path), damaged);
    await expect(page.getByRole('dialog').getByText('damaged.millrace is not a Millrace archive')).toBeVisible();
    await app.close();
    expectSilence(problems);
  });

  test('a change made while the node is down is there after it came back by itself', async ({ userData }) => {
    const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE });
    const problems = watchConsole(page, { nodeAway: true });
    await openSample(page);
    const pid = nodePid(userData);
    // Held before it is killed: another would be there before the change is made.
    process.kill(pid, 'SIGSTOP');
    await page.locator('[data-node="merchants"]').click();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Shops');
    await page.keyboard.press('Enter');
    const unsent = () => page.evaluate(() => sessionStorage.getItem('millrace.unsent')).catch(() => 'loading');
    await expect.poll(unsent).toContain('Shops');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => nodePid(userData)).not.toBe(pid);
    await expect.poll(unsent, { timeout: 30_000 }).toBeNull();
    await expect(page.locator('[data-node="merchants"]')).toContainText('Shops');
    await page.reload();
    await expect(page.locator('[data-node="merchants"]')).toContainText('Shops');
    await app.close();
    expectSilence(problems);
  });
});

test('the workbench tells of a newer version once, with its progress, and greys the menu @desktop', async ({
  userData,
}, info) => {
  const feed = await startFeed({ folder: userData, version: '99.0.0', hold: true });
  const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE, env: feed.env });
  const problems = watchConsole(page);
  const choose = (id: string) =>
    app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
  const isEnabled = (id: string) =>
    app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id);
  await expect.poll(() => isEnabled('edit.undo')).toBe(false);
  expect(await isEnabled('project.new')).toBe(true);

  await choose('help.updates');
  const told = page.getByRole('alert').filter({ hasText: 'Millrace 99.0.0' });
  await expect(told).toContainText('is available');
  await told.getByRole('button', { name: 'Download it' }).click();
  await expect(page.getByRole('progressbar', { name: 'Downloading Millrace 99.0.0' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('downloading.png') });
  await expect.poll(() => feed.asked.length).toBeGreaterThan(1);
  feed.release();
  await expect(told.getByRole('button', { name: 'Restart to update' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('ready.png') });
  await choose('edit.preferences');
  const row = page.getByRole('dialog', { name: 'Preferences' }).getByRole('radiogroup', { name: 'Check for updates' });
  await row.getByText('Tell me').click();
  await expect.poll(() => page.evaluate(() => window.millrace?.updates())).toMatchObject({ mode: 'tell' });
  await page.screenshot({ path: info.outputPath('preferences.png') });
  await page.keyboard.press('Escape');

  await openSample(page);
  await expect.poll(() => isEnabled('go.deploy')).toBe(true);
  expect(await isEnabled('edit.undo')).toBe(false);
  await page.locator('[data-node="merchants"]').click();
  await expect.poll(() => isEnabled('flow.rename')).toBe(true);
  await app.close();
  feed.close();
  expectSilence(problems);
});

/** Packs the open project and saves the archive, as the Versions tab does. */
async function packSample(page: Page, file: string): Promise<void> {
  const bytes = await page.evaluate(async () => {
    const headers = {
      authorization: `Bearer ${sessionStorage.getItem('millrace.token')}`,
      'content-type': 'application/json',
    };
    const made = await fetch('/api/projects/credit-card-fraud-analysis/bundles', {
      method: 'POST',
      headers,
      body: '{}',
    });
    const { kind, id, version } = await made.json();
    const archive = await fetch(`/api/deployer/published/${kind}/${id}/${version}`, { headers });
    return btoa(Array.from(new Uint8Array(await archive.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
  });
  writeFileSync(file, Buffer.from(bytes, 'base64'));
}
