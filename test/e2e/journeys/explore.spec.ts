import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';
import { seriousViolations } from './pages-sample.ts';

test('a dataset is opened, filtered by a formula and looked into by column', async ({ withOrders: page }) => {
  test.slow();
  await node(page, 'orders').dblclick();
  await expect(page.getByRole('heading', { name: /orders/ })).toBeVisible();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();

  await page.getByRole('textbox', { name: 'Filter rows by a formula' }).click();
  await page.keyboard.type('amount >= 20');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();

  await page.getByRole('button', { name: 'Column statistics' }).click();
  const panel = page.getByRole('complementary', { name: 'Column order_id' });
  await expect(panel.getByText('100% valid')).toBeVisible();
  await expect(panel.getByText('Median')).toBeVisible();
});

test('the list of datasets leads to each of them', async ({ withOrders: page }) => {
  test.slow();
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('link', { name: 'orders' }).click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Show in the flow' }).click();
  await expect(node(page, 'orders')).toBeVisible();
});

test('a column of lists tells its items, and an item shows its rows', async ({ canvas: page }, info) => {
  test.slow();
  const items = Array.from({ length: 30 }, (_, i) => ({
    id: i,
    tags: i % 3 === 0 ? ['new', 'sale'] : ['sale'],
    size: { width: i, ...(i < 10 && { height: i }) },
    level: i % 2 === 0 ? 999 : i,
  }));
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const buffer = Buffer.from(JSON.stringify(items));
  await page.locator('input[type=file]').setInputFiles({ name: 'items.json', mimeType: 'application/json', buffer });
  await expect(page.getByRole('dialog').getByText('4 columns')).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'items').dblclick();
  await expect(page.getByText('30 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Column statistics' }).click();
  const goTo = async (column: string) => {
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('textbox', { name: 'Go to column' }).fill(column);
    await page.keyboard.press('Enter');
    return page.getByRole('complementary', { name: `Column ${column}` });
  };
  const level = await goTo('level');
  await expect(level.getByTitle('Show only rows with 999')).toBeVisible();
  await page.screenshot({ path: info.outputPath('numbers.png') });
  const size = await goTo('size');
  await expect(size.getByRole('region', { name: 'Members' }).getByText('33.3%')).toBeVisible();
  await page.screenshot({ path: info.outputPath('objects.png') });
  const tags = await goTo('tags');
  await expect(tags.getByText('1 – 2 items, mean 1.33')).toBeVisible();
  await tags.getByTitle('Show only rows with new').click();
  await expect(page.getByText('10 rows · 4 columns')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove the filter tags has “new”' })).toBeVisible();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.screenshot({ path: info.outputPath('lists.png') });
});

test('the rows of a large text file are counted while it is looked at, and its end is a key away', async ({
  canvas: page,
}) => {
  test.slow();
  const lines = Array.from({ length: 40_000 }, (_, id) => `${id},shop ${id % 31},${(id % 977) / 4}`);
  const buffer = Buffer.from(`id,shop,amount\n${lines.join('\n')}\n`);
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  await page.locator('input[type=file]').setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('dialog').getByText('3 columns').waitFor();
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'sales').dblclick();
  await expect(page.getByText('40,000 rows · 3 columns')).toBeVisible();

  const grid = await page.getByRole('region', { name: 'Rows' }).boundingBox();
  await page.mouse.click((grid?.x ?? 0) + 80, (grid?.y ?? 0) + 90);
  await page.keyboard.press('Control+End');
  await expect(page.locator('[data-rows]')).toHaveAttribute('data-rows', '40000');
  await expect(page.locator('[role=gridcell]', { hasText: '39999' })).toBeAttached();
});

test.describe('a file with a broken row far below', () => {
  test.use({ refusals: true });

  test('shows the rows before it, says which it is, and gives a way back from a sorting that it stops', async ({
    canvas: page,
  }) => {
    test.slow();
    const lines = Array.from({ length: 30_000 }, (_, id) => (id === 29_000 ? `${id},7,8,9` : `${id},${id % 31}`));
    const buffer = Buffer.from(`id,amount\n${lines.join('\n')}\n`);
    await page.getByRole('button', { name: 'Add dataset' }).last().click();
    await page.locator('input[type=file]').setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('dialog').getByText('2 columns').waitFor();
    await page.getByRole('button', { name: 'Create dataset' }).click();
    await node(page, 'sales').dblclick();
    await expect(page.getByText(/\d+\+ rows · 2 columns/)).toBeVisible();
    await page.getByRole('button', { name: 'The rows cannot be read to the end' }).click();
    const title = 'The number of rows is not known: sales.csv cannot be read beyond line 29,001';
    await expect(page.getByText(title)).toBeVisible();
    await expect(page.getByText('sales.csv, line 29002: more than 2 cells')).toBeVisible();
    await expect(page.getByText('DATA_ROW_BROKEN')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    const grid = page.getByRole('region', { name: 'Rows' });
    const box = await grid.boundingBox();
    await page.mouse.click((box?.x ?? 0) + 80, (box?.y ?? 0) + 66);
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('menuitem', { name: 'Sort descending' }).click();
    await expect(page.getByRole('alert').getByText('sales.csv, line 29002')).toBeVisible();
    await page.getByRole('button', { name: 'Remove the sorting' }).click();
    await expect(grid.locator('[role=gridcell]').first()).toBeAttached();
    await expect(page.getByRole('alert')).toHaveCount(0);

    await page.getByRole('button', { name: 'The rows cannot be read to the end' }).click();
    await page.getByRole('button', { name: 'Open the format settings' }).click();
    await expect(page.getByRole('switch', { name: 'Leave broken rows out' })).toBeVisible();
  });
});

test.describe('files that change behind the workbench’s back', () => {
  test.use({ refusals: true });

  test('show so when the window is looked at again, and a file that is gone says so once', async ({
    withOrders: page,
    userData,
  }) => {
    test.slow();
    const file = join(userData, 'design', 'projects', 'shop', 'files', 'orders.csv');
    await node(page, 'orders').dblclick();
    await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
    await appendFile(file, '7,2025-01-07T08:00:00,Lima,11.00\n');
    await lookAgain(page);
    await expect(page.getByText('7 rows · 4 columns')).toBeVisible();

    await rm(file);
    await lookAgain(page);
    await expect(page.getByText(/has no file/)).toHaveCount(1);
    await expect(page.getByText('Not configured')).toBeVisible();
    await page.getByRole('button', { name: 'Show in the flow' }).click();
    await expect(page.getByText(/has no file/)).toHaveCount(1);
  });
});

/** What the browser tells a page when its window comes to the front. */
const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));
