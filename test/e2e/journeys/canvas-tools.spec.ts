import type { Page } from 'playwright/test';
import { addSort, boxOf, expect, node, test } from './journey.ts';
import { seriousViolations } from './pages-sample.ts';

test.describe.configure({ timeout: 180_000 });

const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });
const menu = (page: Page) => page.getByRole('menu');

/** `orders` → sort → `orders_sorted`, nothing selected. */
async function withSort(page: Page): Promise<void> {
  await addSort(page);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.locator('[data-dock]')).toHaveCount(0);
}

test('nodes are put into a zone, which is named, moved with them, collapsed, and dissolved', async ({
  withOrders: page,
}) => {
  await withSort(page);
  await canvas(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+g');
  await page.getByRole('textbox', { name: 'Name of the zone' }).fill('Sorting');
  await page.keyboard.press('Enter');
  const zone = page.locator('[data-zone]');
  await expect(zone).toContainText('Sorting');
  await expect(zone).toContainText('3 nodes');

  await test.step('its head moves its nodes', async () => {
    const [before, head] = [await boxOf(node(page, 'orders')), await boxOf(zone.locator('[data-zone-head]'))];
    await page.mouse.move(head.x, head.y);
    await page.mouse.down();
    await page.mouse.move(head.x + 40, head.y - 80, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await boxOf(node(page, 'orders'))).y - before.y)).toBeLessThan(-60);
  });

  await test.step('collapsed it is one node with the count and the worst state', async () => {
    await canvas(page).focus();
    await page.keyboard.press('c');
    await expect(page.getByRole('img', { name: /^Zone Sorting, 3 nodes: / })).toBeVisible();
    await expect(page.locator('[data-node]')).toHaveCount(0);
    await page.screenshot({ path: test.info().outputPath('collapsed.png') });
    await page.getByRole('button', { name: 'Open the zone Sorting' }).click();
    await expect(page.locator('[data-node]')).toHaveCount(3);
  });

  await test.step('its menu colours and dissolves it', async () => {
    await zone.locator('[data-zone-head]').click({ button: 'right' });
    await menu(page).getByRole('button', { name: 'Colour it green' }).click();
    await expect(page.locator('[data-zone][data-colour="green"]')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await zone.locator('[data-zone-head]').click({ button: 'right' });
    await menu(page)
      .getByRole('menuitem', { name: /Dissolve the zone/ })
      .click();
    await expect(zone).toHaveCount(0);
    await expect(page.locator('[data-node]')).toHaveCount(3);
  });
});

test('a note is written in Markdown, found again, moved and deleted', async ({ withOrders: page }) => {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const at = await boxOf(node(page, 'orders'));
  await page.mouse.move(at.x, at.y - 240);
  await page.keyboard.press('Shift+t');
  await page.getByRole('textbox', { name: /Text of the note/ }).fill('# To do\n- ask **Ana** about cities');
  await page.keyboard.press('Control+Enter');
  const note = page.locator('[data-canvas-note]');
  await expect(note.getByRole('heading', { name: 'To do' })).toBeVisible();
  await expect(note.locator('strong')).toHaveText('Ana');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('cities');
  await expect(page.getByRole('option', { name: /To do/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node-note.selected')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('note.png') });
  await page.keyboard.press('Delete');
  await expect(note).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(note).toHaveCount(1);
});

test('a recipe is bypassed and works again; one that cannot be says why', async ({ withOrders: page }) => {
  await withSort(page);
  await node(page, 'sort_orders').click();
  await canvas(page).focus();
  await page.keyboard.press('d');
  await expect(page.getByRole('img', { name: /Bypassed, / })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Selected node' }).getByText('Bypassed')).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('img', { name: /Bypassed, / })).toHaveCount(0);

  await page.keyboard.press('Shift+1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('train');
  await page.keyboard.press('Enter');
  await node(page, 'train_orders').waitFor();
  await canvas(page).focus();
  await page.keyboard.press('d');
  await expect(page.getByText('“Train orders” cannot be bypassed')).toBeVisible();
});

test('tags and notes of a node are marks on it, and found by the search', async ({ withOrders: page }) => {
  await expect(page.getByRole('region', { name: 'Selected node' })).toBeVisible();
  await canvas(page).focus();
  await page.keyboard.press('t');
  await page.getByRole('combobox', { name: 'Tags' }).fill('monthly');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Comes from the till every night.');
  await page.keyboard.press('Control+Enter');
  await expect(node(page, 'orders').getByText('monthly')).toBeVisible();
  await expect(node(page, 'orders').getByRole('img', { name: 'Has notes' })).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('till');
  const found = page.getByRole('listbox', { name: 'Findings' });
  await expect(found.getByText('Note on orders')).toBeVisible();
  await page.getByRole('combobox', { name: 'Find in the flow' }).fill('amount');
  await expect(found.getByText('decimal in orders').or(found.getByText('double in orders'))).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(found).toHaveCount(0);
});

test('the menu of a wire puts a recipe into it or takes it away', async ({ withOrders: page }) => {
  await withSort(page);
  const wire = page.locator('.react-flow__edge[data-id="orders→sort_orders"]');
  const at = await boxOf(wire);
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await menu(page)
    .getByRole('menuitem', { name: /Insert a recipe/ })
    .click();
  await page.getByRole('option', { name: 'Distinct', exact: true }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
});
