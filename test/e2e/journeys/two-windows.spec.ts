import { join } from 'node:path';
import type { Browser, Page } from 'playwright/test';
import { test as base, copyDataFolder, expectSilence, startDesign, watchConsole } from '../desktop/workbench.ts';
import { addOrders, drawWire, expect, newProject, node } from './journey.ts';

interface Windows {
  /** Two windows of two people on the flow of one project with the dataset `orders`; the second one can be cut off. */
  windows: { here: Page; there: Page };
}

const test = base.extend<Windows>({
  windows: async ({ browser, userData, firstStart }, use) => {
    const data = join(userData, 'design');
    copyDataFolder(firstStart, data);
    const design = await startDesign({ data, args: ['--desktop'] });
    const start = `${design.url}/#token=${design.token}`;
    const here = await windowOf(browser, start);
    // A change made on what another window has just replaced is refused once, and merged.
    const problems = [watchConsole(here, { refusals: true })];
    await newProject(here);
    await addOrders(here);
    const there = await windowOf(browser, `${start}&/p/shop/flow`);
    problems.push(watchConsole(there, { refusals: true, nodeAway: true }));
    await node(there, 'orders').waitFor();
    await use({ here, there });
    await here.context().close();
    await there.context().close();
    await design.end('SIGTERM');
    expectSilence(problems.flat());
  },
});

async function windowOf(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

async function addAfterOrders(page: Page, kind: string): Promise<void> {
  await node(page, 'orders').click();
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: kind }).waitFor();
  await page.keyboard.type(kind);
  await page.keyboard.press('Enter');
}

async function rename(page: Page, id: string, name: string): Promise<void> {
  await node(page, id).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(node(page, id)).toContainText(name);
}

const nodes = (page: Page) => page.locator('.react-flow__node');

test('what one window adds appears in the other; both add at the same time and both stay', async ({
  windows,
}, info) => {
  const { here, there } = windows;
  await drawWire(here, 'orders', { x: 180, y: 60 });
  await here.getByRole('option', { name: 'Sort' }).click();
  await expect(nodes(there)).toHaveCount(3);

  await Promise.all([addAfterOrders(here, 'Distinct'), addAfterOrders(there, 'Top N')]);
  await expect(nodes(here)).toHaveCount(7);
  await expect(nodes(there)).toHaveCount(7);
  await there.getByRole('button', { name: 'Undo' }).click();
  await expect(nodes(here)).toHaveCount(5);
  await expect(nodes(there)).toHaveCount(5);
  await here.getByRole('button', { name: 'Redo' }).click();
  await expect(nodes(there)).toHaveCount(7);
  await there.screenshot({ path: info.outputPath('both.png') });
});

test('a window that was cut off keeps its changes and merges them with what happened meanwhile', async ({
  windows,
}) => {
  const { here, there } = windows;
  await there.context().setOffline(true);
  await addAfterOrders(there, 'Sort');
  await expect(nodes(there)).toHaveCount(3);
  await addAfterOrders(here, 'Distinct');
  await rename(here, 'orders', 'Orders of March');
  await there.context().setOffline(false);
  await expect(nodes(there)).toHaveCount(5);
  await expect(nodes(here)).toHaveCount(5);
  await expect(node(there, 'orders')).toContainText('Orders of March');
});

for (const [button, name] of [
  ['Keep mine', 'Bestellungen'],
  ['Take theirs', 'Orders of March'],
] as const) {
  test(`the same field changed in two windows is asked about, and ${button.toLowerCase()} holds in both`, async ({
    windows,
  }, info) => {
    const { here, there } = windows;
    await there.context().setOffline(true);
    await rename(there, 'orders', 'Bestellungen');
    await rename(here, 'orders', 'Orders of March');
    await there.context().setOffline(false);
    const question = there.getByRole('dialog', { name: 'Changed elsewhere meanwhile' });
    await expect(question.getByRole('row', { name: 'Name Bestellungen Orders of March' })).toBeVisible();
    await there.screenshot({ path: info.outputPath('question.png') });
    await question.getByRole('button', { name: button }).click();
    await expect(node(here, 'orders')).toContainText(name);
    await expect(node(there, 'orders')).toContainText(name);
    await there.reload();
    await expect(node(there, 'orders')).toContainText(name);
  });
}
