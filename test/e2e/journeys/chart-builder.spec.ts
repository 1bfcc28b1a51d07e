import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright/test';
import { expect, openPage, seriousViolations, test } from './pages-sample.ts';

test.describe.configure({ timeout: 300_000 });

const well = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true }).locator('[data-well]');

/** Carries a field of the list into a place of the chart by mouse. */
async function drag(page: Page, field: string, to: string): Promise<void> {
  const from = await page.getByRole('button', { name: `${field}, put into the chart` }).boundingBox();
  const target = await well(page, to).boundingBox();
  if (!from || !target) throw new Error(`${field} or ${to} is not on the screen`);
  await page.mouse.move(from.x + 30, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 30, { steps: 4 });
  await page.mouse.move(target.x + 40, target.y + 14, { steps: 6 });
  await page.mouse.up();
}

async function addChart(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Add tile' }).first().click();
  await page.getByRole('menuitem', { name: 'Chart' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: 'Cardholders' }).click();
  await expect(page.getByRole('button', { name: 'gender, put into the chart' })).toBeVisible();
}

const back = (page: Page) => page.getByRole('button', { name: 'Back to the dashboard' }).click();

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** What the browser is given after choosing an item of an open menu. */
async function saved(page: Page, item: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return contentOf(download);
}

/** Of a PNG, as its first chunk says. */
const sizeOf = (file: Buffer) => ({ width: file.readUInt32BE(16), height: file.readUInt32BE(20) });
const isPng = (file: Buffer): boolean => file.subarray(1, 4).toString() === 'PNG' && file.length > 10_000;

async function buildBoard(page: Page): Promise<void> {
  await openPage(page, 'Dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Name').fill('Cards');
  await page.getByRole('button', { name: 'Create' }).click();
  await addChart(page, 'Where they live');
  await page.getByRole('button', { name: 'Map of points', exact: true }).click();
  await drag(page, 'home_lat', 'Latitude');
  await drag(page, 'home_long', 'Longitude');
  await drag(page, 'gender', 'Colour');
  await expect(page.getByRole('img', { name: /^Where they live: map-points, \d{3,} marks/ })).toBeVisible();
  await back(page);
  await addChart(page, 'By gender');
  await drag(page, 'gender', 'Across');
  await expect(page.getByRole('img', { name: /^By gender: columns, 2 marks/ })).toBeVisible();
  await back(page);
  await addChart(page, 'Cards');
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  await back(page);
  await page.getByRole('button', { name: 'Done' }).click();
}

test('a dashboard with a map is built by dragging fields, filtered by a mark, opened again at its address and saved in every form', async ({
  sample: page,
}, info) => {
  await buildBoard(page);
  const figure = page.locator('section[aria-label="Cards"] [data-figure]');
  const marks = async () =>
    Number(
      (await page.getByRole('img', { name: /^Where they live/ }).getAttribute('aria-label'))?.match(/(\d+) marks/)?.[1],
    );
  const all = (await figure.textContent()) ?? '';
  const allMarks = await marks();

  await test.step('a click on a column filters the map and the figure; the chip and the address say so', async () => {
    const columns = page.getByRole('img', { name: /^By gender/ });
    const box = await columns.boundingBox();
    await columns.click({ position: { x: (box?.width ?? 0) * 0.3, y: (box?.height ?? 0) * 0.7 } });
    await expect(page.getByRole('button', { name: 'Remove the filter on gender' })).toBeVisible();
    await expect(figure).not.toHaveText(all);
    await expect.poll(marks).toBeLessThan(allMarks);
    expect(page.url()).toContain('gender');
  });

  await test.step('loaded again, the page is filtered as before', async () => {
    const filtered = (await figure.textContent()) ?? '';
    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove the filter on gender' })).toBeVisible({ timeout: 60_000 });
    await expect(figure).toHaveText(filtered);
    expect(await seriousViolations(page)).toEqual([]);
  });

  await test.step('the page and its tiles are saved as they are shown', async () => {
    const menu = page.getByRole('button', { name: 'Save or print' });
    await menu.click();
    const picture = await saved(page, /PNG/);
    expect(isPng(picture)).toBe(true);
    const tiles = await page
      .locator('div:has(> [data-tile])')
      .evaluate(({ clientWidth: width, clientHeight: height }) => ({ width, height }));
    // The name of the page and a line of facts stand above the tiles, with a margin around.
    expect(sizeOf(picture)).toEqual({
      width: 2 * (tiles.width + 2 * 24),
      height: 2 * (tiles.height + 24 + 28 + 19 + 12 + 24),
    });
    await menu.click();
    const html = (await saved(page, /HTML/)).toString();
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<svg');
    expect(html).toContain('Filtered by gender');
    expect(html).not.toMatch(/<script|<link|https?:\/\/(?!www\.w3\.org)|\son\w+=/i);
    const tile = page.getByRole('button', { name: 'Menu of the tile By gender' });
    await tile.click();
    const csv = (await saved(page, /CSV/)).toString();
    expect(csv).toMatch(/^\uFEFFgender,count\r\n[FM],\d+\r\n[FM],\d+\r\n$/);
    await tile.click();
    expect(isPng(await saved(page, 'Save as PNG'))).toBe(true);
    const pdf = await page.pdf({ format: 'A4', landscape: true, printBackground: true });
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    expect(pdf.length).toBeGreaterThan(10_000);
  });
  await page.screenshot({ path: info.outputPath('dashboard.png') });

  await test.step('without the filter everything is there again', async () => {
    await page.getByRole('button', { name: 'Remove the filter on gender' }).click();
    await expect(figure).toHaveText(all);
  });
});

test('a chart is built by keyboard alone, on the page of its dataset, and put on a dashboard', async ({
  sample: page,
}) => {
  await openPage(page, 'Datasets');
  await page
    .getByRole('link', { name: 'Cardholders' })
    .or(page.getByRole('button', { name: 'Cardholders' }))
    .first()
    .click();
  await page.getByText('Charts', { exact: true }).click();
  await page.getByRole('button', { name: 'state, put into the chart' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: /^Chart: columns, \d+ marks/ })).toBeVisible();
  await page.getByRole('button', { name: 'Where to put gender' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Colour' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Colour', exact: true }).getByText('gender')).toBeVisible();
  await page.getByRole('button', { name: 'gender', exact: true }).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('region', { name: 'Colour', exact: true }).getByText('gender')).toHaveCount(0);
  await page.getByRole('button', { name: 'Map of states', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: /^Chart: map-states/ })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add to dashboard' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Fraud of the day' }).focus();
  await page.keyboard.press('Enter');
  const tile = page.getByRole('region', { name: 'Cardholders' });
  await expect(tile).toBeVisible();
  await expect(tile.getByRole('img', { name: /map-states/ })).toBeVisible({ timeout: 30_000 });
});

test('a text that stands where a number belongs is marked there, and a number in its place is drawn', async ({
  sample: page,
}) => {
  await openPage(page, 'Dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Name').fill('Cards');
  await page.getByRole('button', { name: 'Create' }).click();
  await addChart(page, 'Places');
  await drag(page, 'gender', 'Across');
  await expect(page.getByRole('img', { name: /^Places: columns, 2 marks/ })).toBeVisible();
  await page.getByRole('button', { name: 'Scatter', exact: true }).click();
  await page.getByRole('button', { name: 'home_lat, put into the chart' }).click();
  await expect(well(page, 'Across').getByRole('alert')).toContainText('“gender” is a text. Put a number here');
  await expect(page.getByText('“Across” takes numbers')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await drag(page, 'home_long', 'Across');
  await expect(page.getByRole('img', { name: /^Places: scatter, \d{2,} marks/ })).toBeVisible();
  await expect(well(page, 'Across').getByRole('alert')).toHaveCount(0);
});
