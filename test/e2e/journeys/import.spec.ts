import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Add datasets' });

/** Drops files on an element, as a person does from the desktop. */
async function drop(page: Page, on: string, files: Record<string, string>): Promise<void> {
  const dataTransfer = await page.evaluateHandle((contents) => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(contents)) data.items.add(new File([content], name));
    return data;
  }, files);
  for (const event of ['dragover', 'drop'])
    await page.locator(on).first().dispatchEvent(event, { dataTransfer, clientX: 500, clientY: 300 });
}

test.describe('files that are refused', () => {
  test.use({ refusals: true });

  test('several files dropped on the canvas become datasets; what cannot be read says why and is left out', async ({
    canvas: page,
  }, info) => {
    test.slow();
    await drop(page, '.react-flow__pane', {
      'orders.csv': 'id,city\n1,Oslo\n2,Rome\n',
      'days.json': '[{"day": "2026-01-01", "n": 1}]',
      'report.pdf': '%PDF-1.7 nothing to read',
      'all.zip': 'PK\u0003\u0004rest',
      'empty.csv': '',
    });
    const dialog = dialogOf(page);
    const list = dialog.getByRole('list', { name: 'To be added' });
    for (const [name, words] of [
      ['report.pdf', /a PDF document/],
      ['all.zip', /a ZIP archive/],
      ['empty.csv', /it is empty/],
    ] as const) {
      // Files are uploaded and looked into one after another.
      const item = list.getByRole('button', { name: `cannot be read ${name}` });
      await expect(item).toBeVisible({ timeout: 45_000 });
      await item.click();
      await expect(dialog.getByText(words).first()).toBeVisible();
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
    }
    await dialog.getByRole('button', { name: 'Create 2 datasets' }).click();
    await expect(node(page, 'orders')).toBeVisible();
    await expect(node(page, 'days')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('[data-node]')).toHaveCount(0);
  });
});

test('a file dropped on another page opens the same dialog', async ({ canvas: page }) => {
  test.slow();
  await page.getByRole('link', { name: 'Datasets' }).click();
  await expect(page.getByRole('heading', { name: 'Datasets' }).first()).toBeVisible();
  await drop(page, 'main', { 'orders.csv': 'id,city\n1,Oslo\n' });
  await expect(dialogOf(page).getByText('2 columns')).toBeVisible({ timeout: 45_000 });
});

test('cells of a spreadsheet are pasted with line breaks, quotes and decimal commas in them', async ({
  canvas: page,
}) => {
  test.slow();
  const table = 'id\tnote\tamount\r\n1\t"two\nlines and a ""quote"""\t1.234,50\r\n2\tplain, with a comma\t80,25\r\n';
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Paste a table' }).click();
  await dialog.getByRole('textbox', { name: 'Table' }).fill('no table at all');
  await expect(dialog.getByText(/This is no table/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Table' }).fill(table);
  await dialog.getByRole('button', { name: 'Use this table' }).click();
  await expect(dialog.getByText('3 columns')).toBeVisible({ timeout: 45_000 });
  await dialog.getByText('Columns', { exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Type of amount' })).toHaveValue('decimal');
  await dialog.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'pasted').dblclick();
  await expect(page.getByText('2 rows · 3 columns')).toBeVisible();
  const grid = page.getByRole('region', { name: 'Rows' });
  await expect(grid.locator('[role=gridcell]', { hasText: '1234.5' }).first()).toBeAttached();
  await expect(grid.locator('[role=gridcell]', { hasText: 'plain, with a comma' }).first()).toBeAttached();
});
