import { join } from 'node:path';
import type { Page } from 'playwright/test';
import {
  test as base,
  copyDataFolder,
  expectSilence,
  type RunningNode,
  startDesign,
  watchConsole,
} from '../desktop/workbench.ts';
import { addOrders, drawWire, expect, newProject, node, nodeIn } from './journey.ts';

interface Killed {
  /** A window on a project of a shared node, with `orders`; `kill` ends the node at once, `again` starts it anew. */
  shared: { page: Page; kill: () => Promise<void>; again: () => Promise<void> };
}

const test = base.extend<Killed>({
  shared: async ({ browser, userData, firstStart }, use) => {
    const data = join(userData, 'design');
    copyDataFolder(firstStart, data);
    let design: RunningNode = await startDesign({ data });
    const { url, token } = design;
    const port = Number(new URL(url).port);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const problems = watchConsole(page, { nodeAway: true });
    await page.goto(`${url}/#token=${token}`);
    await newProject(page);
    await addOrders(page);
    await use({
      page,
      kill: () => design.end('SIGKILL'),
      again: async () => {
        design = await startDesign({ data, port });
      },
    });
    await context.close();
    await design.end('SIGTERM');
    expectSilence(problems);
  },
});

test.describe.configure({ timeout: 120_000 });

test('work goes on while the node is killed and started again, and nothing is lost', async ({ shared }, info) => {
  const { page, kill, again } = shared;
  await kill();
  await expect(page.getByRole('status').filter({ hasText: 'The node does not answer' })).toBeVisible();
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Distinct' }).click();
  await expect(page.getByText('One change is kept and sent when it is back')).toBeVisible();
  await page.screenshot({ path: info.outputPath('away.png') });
  await page
    .evaluate(() => sessionStorage.getItem('millrace.unsent'))
    .then((kept) => expect(kept).toContain('Distinct'));
  await again();
  await page.reload();

  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(nodeIn(page, 'orders_distinct', 'Done')).toBeVisible({ timeout: 30_000 });
});

test('an open page comes back by itself when the node is killed in the middle of a run', async ({ shared }, info) => {
  const { page, kill, again } = shared;
  await drawWire(page, 'orders', { x: 180, y: 60 });
  // The node has the change: a run would wait for one that is kept.
  const saved = page.waitForResponse((reply) => reply.url().endsWith('/edits') && reply.ok());
  await page.getByRole('option', { name: 'Distinct' }).click();
  await saved;
  await expect(nodeIn(page, 'orders_distinct', 'Not built')).toBeVisible();
  await kill();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('The build did not start')).toBeVisible();
  await again();
  await expect(page.getByRole('status').filter({ hasText: 'The node does not answer' })).toBeHidden({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(nodeIn(page, 'orders_distinct', 'Done')).toBeVisible({ timeout: 30_000 });
  await expect(node(page, 'orders')).toBeVisible();
  await page.screenshot({ path: info.outputPath('back.png') });
});

test('a page that was not opened before waits for the node that is away', async ({ shared }) => {
  const { page, kill, again } = shared;
  await kill();
  await expect(page.getByRole('status').filter({ hasText: 'The node does not answer' })).toBeVisible();
  await page.getByRole('link', { name: 'Scenarios' }).click();
  await expect(page.locator('.mantine-Skeleton-root').first()).toBeVisible();
  await again();
  await expect(page.getByRole('heading', { name: 'Scenarios', level: 1 })).toBeVisible({ timeout: 30_000 });
});
