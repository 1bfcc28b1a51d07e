import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, openPage, seriousViolations, test, untilBuilt } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });

test('the fraud dashboard is built, read, filtered, edited in place and undone', async ({ sample: page }) => {
  await openPage(page, 'Dashboards');
  await page.getByRole('link', { name: /Fraud of the day/ }).click();
  await page.getByRole('button', { name: 'Build the data' }).click();
  await untilBuilt(page);

  const total = page.getByRole('region', { name: 'Transactions', exact: true });
  await test.step('the map, the figures and the table show the day', async () => {
    await expect(total).toContainText(/\d{2,}/);
    expect(await seriousViolations(page)).toEqual([]);
    await expect(page.getByRole('img', { name: /Where fraud was predicted: map-points, [1-9]/ })).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'Most suspicious transactions' }).getByRole('row').nth(5),
    ).toBeVisible();
  });

  await test.step('a click on a bar filters the other tiles, the chip takes the filter away', async () => {
    const all = (await total.textContent()) ?? '';
    const bars = page.getByRole('img', { name: /^Flagged by category/ });
    const box = await bars.boundingBox();
    await bars.click({ position: { x: (box?.width ?? 0) * 0.45, y: 40 } });
    const remove = page.getByRole('button', { name: 'Remove the filter on category' });
    await expect(remove).toBeVisible();
    await expect(total).not.toHaveText(all);
    await remove.click();
    await expect(total).toHaveText(all);
  });

  await test.step('a tile is added, changed, moved by keys, and all of it undone', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const tiles = page.getByRole('main').locator('section[tabindex="0"]');
    const before = await tiles.count();
    await page.getByRole('button', { name: 'Add tile' }).click();
    await page.getByRole('menuitem', { name: 'Text' }).click();
    await page.getByLabel('Text (Markdown)').fill('# Note\n<img src=x onerror=alert(1)> **bold**');
    const note = tiles.last();
    await expect(note.getByRole('heading', { name: 'Note' })).toBeVisible();
    await expect(note.locator('strong')).toHaveText('bold');
    await expect(note.locator('img')).toHaveCount(0);
    await note.focus();
    const start = await note.boundingBox();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await note.boundingBox())?.width).toBeGreaterThan(start?.width ?? 0);
    await expect(tiles).toHaveCount(before + 1);
    const undo = page.getByRole('button', { name: 'Undo' });
    for (let i = 0; i < 8 && (await undo.isEnabled()); i++) {
      await undo.click();
      await expect(undo).toBeVisible();
    }
    await expect(tiles).toHaveCount(before);
  });
});

/** A new dashboard, and on it a chart of the cardholders that has no fields yet. */
async function beginChart(page: Page): Promise<void> {
  await openPage(page, 'Dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Name').fill('Cards');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'Add tile' }).first().click();
  await page.getByRole('menuitem', { name: 'Chart' }).click();
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: 'Cardholders' }).click();
}

test('the theme switch reaches the charts', async ({ sample: page }) => {
  await beginChart(page);
  await page.getByRole('button', { name: 'gender, put into the chart' }).click();
  const chart = page.getByRole('img', { name: /New chart: columns/ });
  await expect(chart).toBeVisible();
  const colours = () => chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect.poll(async () => (await colours()).length).toBeGreaterThan(1000);
  const light = await colours();
  await page.getByRole('button', { name: /^(Dark|Light) theme$/ }).click();
  await expect.poll(colours).not.toBe(light);
});

test('a picture of a page is made of the rows of its tables that are seen', async ({ sample: page }) => {
  await page.addInitScript(() => {
    const counted = { rows: 0 };
    const original = window.getComputedStyle.bind(window);
    window.getComputedStyle = (element, pseudo) => {
      if (element.tagName === 'TR') counted.rows += 1;
      return original(element, pseudo);
    };
    Object.assign(window, { counted });
  });
  await page.reload();
  await beginChart(page);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('button', { name: 'gender, put into the chart' }).click();
  await page.getByRole('button', { name: 'Back to the dashboard' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('main tbody tr').nth(100)).toBeAttached();
  await page.getByRole('button', { name: 'Save or print' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /PNG/ }).click(),
  ]);
  expect((await readFile(await download.path())).subarray(1, 4).toString()).toBe('PNG');
  const counted = await page.evaluate(() => (window as unknown as { counted: { rows: number } }).counted.rows);
  expect(counted).toBeGreaterThan(0);
  expect(counted).toBeLessThan(100);
});
