import type { Page } from 'playwright/test';
import { addSort, boxOf, drawWire, expect, node, test } from './journey.ts';

test.describe.configure({ timeout: 180_000 });

const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });

test('an undo while a node is dragged takes nothing back', async ({ withOrders: page }) => {
  await addSort(page);
  const at = await boxOf(node(page, 'orders'));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y - 60, { steps: 6 });
  await page.keyboard.press('Control+z');
  await page.mouse.move(at.x, at.y - 80, { steps: 4 });
  await page.mouse.up();
  await expect(node(page, 'orders_sorted')).toBeVisible();
  await expect.poll(async () => Math.round((await boxOf(node(page, 'orders'))).y - at.y)).toBeLessThan(-40);
  await canvas(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.abs((await boxOf(node(page, 'orders'))).y - at.y)).toBeLessThan(2);
  await expect(node(page, 'orders_sorted')).toBeVisible();
});

test('a wire that is dropped on a node which takes none does nothing', async ({ withOrders: page }) => {
  await addSort(page);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const from = await boxOf(node(page, 'orders_sorted').locator('.react-flow__handle-right'));
  const to = await boxOf(node(page, 'orders'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 60, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await expect(canvas(page)).not.toHaveAttribute('data-connecting');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(page.getByRole('option')).toHaveCount(0);
});

test('in a small window the pane of a recipe stays beside the plan of a run', async ({ withOrders: page }) => {
  await addSort(page);
  await page.setViewportSize({ width: 900, height: 600 });
  await canvas(page).focus();
  await page.keyboard.press('Control+Shift+Enter');
  const plan = page.getByRole('complementary', { name: 'Run' });
  await expect(plan.getByText('1 recipe runs')).toBeVisible();
  await boxOf(plan);
  const covered = await plan.evaluate((panel) => {
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    const points = Array.from({ length: 400 }, (_, index) => ({
      x: left + 4 + ((index % 20) / 20) * (right - left - 8),
      y: top + 4 + (Math.floor(index / 20) / 20) * (bottom - top - 8),
    }));
    return points.filter(({ x, y }) => !panel.contains(document.elementFromPoint(x, y))).length;
  });
  expect(covered).toBe(0);
});

test('a dataset whose recipe is not set up says so and leads there', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Join', exact: true }).click();
  await node(page, 'orders_joined').click();
  const pane = page.locator('[data-dock]');
  await expect(pane.getByText('has 1 at “Inputs” and needs at least 2')).toBeVisible();
  await pane.getByRole('button', { name: 'Open “Join orders”' }).click();
  await expect(pane.getByText('Join orders', { exact: true })).toBeVisible();
});

test('a node stays below the menu that was opened on it, and Escape on the canvas closes the search', async ({
  withOrders: page,
}) => {
  await addSort(page);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const before = await boxOf(node(page, 'orders'));
  await node(page, 'orders').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await boxOf(node(page, 'orders'))).toEqual(before);
  await expect(page.locator('[data-dock]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-dock]')).toBeVisible();

  await page.keyboard.press('Control+f');
  await page.keyboard.type('nowhere');
  await expect(page.getByText('Nothing in this flow holds “nowhere”.')).toBeVisible();
  await canvas(page).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Search the flow' })).toHaveCount(0);
  await expect(page.locator('[data-dock]')).toBeVisible();
});

test('a preview without rows says which rows were looked at', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Filter and sample', exact: true }).click();
  await page.locator('[data-settings] .cm-content').first().click();
  await page.keyboard.type('amount > 1000');
  const pane = page.locator('[data-dock]');
  await expect(pane.getByText('None of the first 10,000 rows of “orders” comes this far')).toBeVisible();
  await pane.getByRole('button', { name: /^0 rows/ }).click();
  await page.getByRole('menuitem', { name: /^All rows/ }).click();
  await expect(pane.getByText('The result is empty.')).toBeVisible();
});

test('the rows of what is not built yet are those of a sample, or all when they are asked for', async ({
  withOrders: page,
}) => {
  await addSort(page);
  await node(page, 'orders_sorted').click();
  const pane = page.locator('[data-dock]');
  await expect(pane.getByText('Not built yet: a preview of its rows')).toBeVisible();
  await pane.getByRole('button', { name: /^6 rows · first 10,000 rows/ }).click();
  await page.getByRole('menuitem', { name: /^All rows/ }).click();
  await expect(pane.getByRole('button', { name: /^6 rows · all rows/ })).toBeVisible();
  await expect(pane.getByText('Not built yet: a preview of its rows')).toBeVisible();
});
