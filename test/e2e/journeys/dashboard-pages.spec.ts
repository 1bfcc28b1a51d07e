import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expect, openPage, seriousViolations, test } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });

const tile = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
const figure = (page: Page, title: string): Locator => tile(page, title).locator('[data-figure]');
const back = (page: Page) => page.getByRole('button', { name: 'Back to the dashboard' }).click();

async function newBoard(page: Page): Promise<void> {
  await openPage(page, 'Dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Name').fill('Cards');
  await page.getByRole('button', { name: 'Create' }).click();
}

async function addTile(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add tile' }).first().click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
}

/** A chart of the cardholders, of that kind and with those fields clicked one after the other. */
async function addChart(
  page: Page,
  title: string,
  { kind, fields }: { kind: string; fields: string[] },
): Promise<void> {
  await addTile(page, 'Chart');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: 'Cardholders' }).click();
  await page.getByRole('button', { name: kind, exact: true }).click();
  for (const field of fields) await page.getByRole('button', { name: `${field}, put into the chart` }).click();
  await expect(page.locator('[data-asking]')).toHaveCount(0);
  await back(page);
}

test('cells of a table, parts of a text and left-out values filter every tile; each filter can be taken back by keyboard', async ({
  sample: page,
}) => {
  await newBoard(page);
  await addChart(page, 'Count', { kind: 'Figure', fields: [] });
  await addChart(page, 'Rows', { kind: 'Table', fields: ['state', 'gender'] });
  await page.getByRole('button', { name: 'Done' }).click();
  const count = figure(page, 'Count');
  await expect(count).toHaveText(/^\d+$/);
  const all = Number(await count.textContent());

  await test.step('a cell is reached by arrow keys and chosen by Enter', async () => {
    const first = tile(page, 'Rows').locator('tbody td').first();
    const state = (await first.textContent()) ?? '';
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await expect(tile(page, 'Rows').locator('tbody tr').nth(1).locator('td').first()).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove the filter on state' })).toBeVisible();
    await expect.poll(async () => Number(await count.textContent())).toBeLessThan(all);
    await expect(tile(page, 'Rows').locator('tbody td').first()).toHaveText(state);
    await page.getByRole('button', { name: 'Remove the filter on state' }).press('Enter');
    await expect(count).toHaveText(String(all));
  });

  await test.step('values are left out, and a part of a text is searched for', async () => {
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('combobox', { name: 'Column' }).fill('gender');
    await page.getByRole('option', { name: 'gender', exact: true }).click();
    await page.getByRole('switch', { name: 'All but these' }).click();
    await page.getByRole('combobox', { name: 'Values of gender' }).click();
    await page.getByRole('option', { name: /^F/ }).click();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByText('not F')).toBeVisible();
    await expect.poll(async () => Number(await count.textContent())).toBeLessThan(all);
    await page.getByRole('button', { name: 'Remove the filter on gender' }).click();
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('combobox', { name: 'Column' }).fill('city');
    await page.getByRole('option', { name: 'city', exact: true }).click();
    await page.getByText('Text', { exact: true }).click();
    await page.getByLabel('city has the text').fill('qqqq');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(count).toHaveText('0');
    await expect(tile(page, 'Rows').getByText('No row passes the filters')).toBeVisible();
  });
  expect(await seriousViolations(page)).toEqual([]);
});

test('pages are added, tiles copied between them and pasted, all of it undone; a presentation is turned by keys', async ({
  sample: page,
}) => {
  await newBoard(page);
  await addTile(page, 'Text');
  await page.getByLabel('Title').fill('Note');
  await page.getByLabel('Text (Markdown)').fill('What **readers** should know');
  await expect(tile(page, 'Note').locator('strong')).toHaveText('readers');
  await page.getByRole('button', { name: 'Close the tile settings' }).click();
  await page.getByRole('button', { name: 'Add a page' }).click();
  await expect(page.getByRole('tab', { name: 'Page 2' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Overview' }).click();

  await test.step('the menu copies a tile to the other page', async () => {
    await page.getByRole('button', { name: 'Menu of the tile Note' }).click();
    await page.getByRole('menuitem', { name: 'Copy or move to…' }).click();
    await page.getByRole('combobox', { name: 'Page' }).click();
    await page.getByRole('option', { name: 'Page 2' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('tab', { name: 'Page 2' }).click();
    await expect(tile(page, 'Note')).toHaveCount(1);
  });

  await test.step('keys copy and paste it, and undo takes the paste back', async () => {
    await tile(page, 'Note').focus();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect(tile(page, 'Note')).toHaveCount(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(tile(page, 'Note')).toHaveCount(1);
  });

  await test.step('full screen, the arrow keys turn the pages', async () => {
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Full screen', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('End');
    await expect(page.getByRole('tab', { name: 'Page 2' })).toHaveAttribute('aria-selected', 'true');
    expect(page.url()).toContain('page=page-2');
    await page.getByRole('button', { name: 'Leave full screen' }).click();
    await expect(page.getByRole('button', { name: 'Leave full screen' })).toHaveCount(0);
  });

  await test.step('all pages are one file, and one print', async () => {
    await page.getByRole('button', { name: 'Save or print' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'One file of all pages (HTML)' }).click(),
    ]);
    const html = (await readFile(await download.path())).toString();
    expect(html.match(/<h1>Cards: (Overview|Page 2)<\/h1>/g)).toHaveLength(2);
    expect(html.match(/<strong[^>]*>readers<\/strong>/g)).toHaveLength(2);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<button|\son\w+=/i);
    await page.getByRole('button', { name: 'Save or print' }).click();
    await page.getByRole('menuitem', { name: 'Print or save all pages as PDF' }).click();
    const printed = page.frameLocator('iframe[title="What is printed"]');
    await expect(printed.getByRole('heading', { level: 1 })).toHaveCount(2);
  });
});

test('on a phone the tiles stand below one another, and nothing is offered that needs more room', async ({
  sample: page,
}) => {
  await openPage(page, 'Dashboards');
  await page.getByRole('link', { name: /Fraud of the day/ }).click();
  const [transactions, flagged] = [tile(page, 'Transactions'), tile(page, 'Flagged as fraud')];
  await expect(transactions).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await expect
    .poll(async () => {
      const [above, below] = [await transactions.boundingBox(), await flagged.boundingBox()];
      return above && below ? below.y - (above.y + above.height) : -1;
    })
    .toBeGreaterThan(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
});
