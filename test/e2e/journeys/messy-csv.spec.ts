import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, node, nodeIn, test } from './journey.ts';

const towns = ['Köln', 'köln', 'Münster', 'Bonn'];

/** A file as people get them: Latin-1, a title above, a second header inside, decimal commas, dates of two kinds, missing cells. */
function messyFile(): Buffer {
  const header = 'Nr;Ort;Betrag;Datum;Mail;Menge';
  const rows = Array.from({ length: 60 }, (_, i) => {
    const day = 10 + (i % 9);
    const date = i % 7 === 3 ? `2024-03-${day}` : `${day}.03.2024`;
    const amount = i % 20 === 4 ? 'k.A.' : `"1.2${i % 10}4,5${i % 10}"`;
    const mail = i % 10 === 0 ? 'keine' : `a${i}@b.de`;
    const row = `${i + 1};${towns[i % 4]};${amount};${date};${mail}`;
    return i % 11 === 5 ? row : `${row};${i % 30 === 29 ? 'n/a' : i}`;
  });
  const lines = ['Umsätze 2024;;;;;', '', header, ...rows.slice(0, 20), header, ...rows.slice(20), ''];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

const suggestion = (page: Page, column: string) =>
  page.getByRole('complementary', { name: `Column ${column}` }).getByRole('region', { name: 'Suggestions' });

/** The grid is drawn on a canvas: its first cell is a place. */
async function clickFirstCell(page: Page): Promise<void> {
  const box = await page.getByRole('region', { name: 'Rows' }).boundingBox();
  if (!box) throw new Error('The grid is not on the screen');
  await page.mouse.click(box.x + 80, box.y + 66);
}

async function goToColumn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('textbox', { name: 'Go to column' }).fill(name);
  await page
    .getByRole('dialog', { name: 'Columns' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

/** Adds the step that a column's panel suggests; the flow opens with the recipe, and we go back to the rows. */
async function mend(page: Page, column: string, action: string): Promise<void> {
  await goToColumn(page, column);
  await suggestion(page, column).getByRole('button', { name: action }).first().click();
  await expect(page.locator('[data-settings]')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: /umsatz/ })).toBeVisible();
}

test('a messy CSV is opened, its options mended, explored, and cleaned by what its columns suggest', async ({
  canvas: page,
}, info) => {
  test.slow();
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Add datasets' });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'umsatz.csv', mimeType: 'text/csv', buffer: messyFile() });
  await expect(dialog.getByText('6 columns')).toBeVisible();
  await expect(dialog.getByText(/rows 5 with fewer cells than columns are filled up/)).toBeVisible();
  await expect(dialog.getByText('Rows that repeat the header are left out')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Lines to skip' })).toHaveValue('2');

  // The amounts are texts, since one of them says k.A.: the format says that this means empty.
  await dialog.getByRole('combobox', { name: 'Texts that mean empty' }).fill('k.A.');
  await page.keyboard.press('Enter');
  await dialog.getByText('Columns', { exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Type of Betrag' })).toHaveValue('decimal');
  await expect(dialog.getByRole('combobox', { name: 'Meaning of Mail' })).toHaveValue('E-mail address');
  await dialog.getByRole('button', { name: 'Create dataset' }).click();

  await node(page, 'umsatz').dblclick();
  await expect(page.getByText('60 rows · 6 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Column statistics' }).click();
  await goToColumn(page, 'Ort');
  await expect(suggestion(page, 'Ort').getByText('Written differently')).toBeVisible();
  await page.getByRole('complementary').getByTitle('Show only rows with Bonn').click();
  await expect(page.getByText('15 rows · 6 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter Ort is Bonn' }).click();
  await expect(page.getByText('60 rows · 6 columns')).toBeVisible();

  await mend(page, 'Ort', 'Merge into “Köln”');
  await mend(page, 'Datum', 'Change to date');
  await mend(page, 'Mail', 'Clear them');
  await mend(page, 'Menge', 'Remove the rows');
  await page.screenshot({ path: info.outputPath('explored.png') });

  await page.getByRole('button', { name: 'Show in the flow' }).click();
  await node(page, 'umsatz_prepared').click();
  await page
    .getByRole('button', { name: /^(Build it|Run to here)$/ })
    .first()
    .click();
  await expect(nodeIn(page, 'umsatz_prepared', 'Done')).toBeVisible();
  await node(page, 'umsatz_prepared').dblclick();
  await expect(page.getByText('53 rows · 6 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Column statistics' }).click();
  await goToColumn(page, 'Datum');
  const panel = page.getByRole('complementary', { name: 'Column Datum' });
  await expect(panel.getByText('100% valid')).toBeVisible();
  await expect(panel.getByText('2024-03-18').first()).toBeVisible();
  await goToColumn(page, 'Ort');
  await expect(page.getByTitle('Show only rows with köln')).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('cleaned.png') });

  // Each action was one change: the last one is undone alone.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Out of date').first()).toBeVisible();
});

test('a table is pasted on the canvas, and copied from the grid with its headers', async ({
  canvas: page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('id\tcity\tamount\n1\tOslo\t12.5\n2\tRome\t80\n'));
  await page.locator('.react-flow__pane').click({ position: { x: 60, y: 60 } });
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Add datasets' });
  await expect(dialog.getByText('3 columns')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name of the dataset' }).fill('cities');
  await dialog.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'cities').dblclick();
  await expect(page.getByText('2 rows · 3 columns')).toBeVisible();

  await clickFirstCell(page);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+Shift+c');
  // What was copied is seen by pasting it: reading the clipboard is not granted to every browser.
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.setAttribute('aria-label', 'Pasted');
    document.body.append(area);
    area.focus();
  });
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('textbox', { name: 'Pasted' })).toHaveValue('id\tcity\n1\tOslo\n2\tRome');
});

test('the settings and columns of a dataset are changed, checked against the data and undone', async ({
  withOrders: page,
}) => {
  await node(page, 'orders').dblclick();
  const views = page.getByRole('radiogroup', { name: 'How to look at the dataset' });
  await views.getByText('Columns').click();
  await page.getByRole('combobox', { name: 'Type of city' }).click();
  await page.getByRole('option', { name: 'decimal', exact: true }).click();
  await page.getByRole('button', { name: 'Check against data' }).click();
  await expect(page.getByText('6 cells in 6 rows do not fit their type.')).toBeVisible();
  await expect(page.getByText('Lima · Oslo · Rome')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('textbox', { name: 'Comment on city' }).fill('where it goes');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);

  await views.getByText('Settings').click();
  await expect(page.getByText('first 6 rows')).toBeVisible();
  await page.getByRole('switch', { name: 'First line names the columns' }).click();
  await expect(page.getByText('first 7 rows')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await views.getByText('Rows').click();
  await expect(page.getByText('7 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
});

test('the columns of the grid are found, hidden, pinned and sorted by keyboard, and stay so', async ({
  withOrders: page,
}) => {
  await node(page, 'orders').dblclick();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'Hide placed_at' }).click();
  await page.getByRole('button', { name: 'Pin city' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  const grid = page.getByRole('region', { name: 'Rows' });
  await expect(grid.locator('[role=columnheader]').first()).toHaveText('city');
  await expect(grid.locator('[role=columnheader]', { hasText: 'placed_at' })).toHaveCount(0);

  await clickFirstCell(page);
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Sort descending' }).click();
  await expect(grid.locator('[role=gridcell]', { hasText: 'Rome' }).first()).toBeAttached();
  await clickFirstCell(page);
  await page.keyboard.press('Alt+g');
  await page.getByRole('textbox', { name: 'Go to column' }).fill('amo');
  await page.keyboard.press('Enter');
  await clickFirstCell(page);
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Value of the cell' });
  await expect(viewer.getByText('Rome')).toBeVisible();

  // What closes gives the focus back to the grid, which leaves the keys it does not know to the workbench. Escape is for what is
  // open also while the focus is still in the grid.
  await grid
    .locator('canvas')
    .first()
    .evaluate((element) => element.focus());
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Sort ascending' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem', { name: 'Sort ascending' })).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('a folder of a connection is one dataset', async ({ canvas: page }, info) => {
  const { mkdir, writeFile } = await import('node:fs/promises');
  const folder = info.outputPath('landing');
  await mkdir(join(folder, 'daily'), { recursive: true });
  for (const day of [1, 2, 3]) await writeFile(join(folder, 'daily', `${day}.csv`), `id,n\n${day},5\n`);
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Add folder' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('landing');
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByRole('row', { name: /landing/ })).toBeVisible();
  await page.getByRole('link', { name: 'Flow', exact: true }).click();
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Add datasets' });
  await dialog.getByRole('button', { name: 'From a connection' }).click();
  await dialog.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'landing' }).click();
  await dialog.getByRole('textbox', { name: 'Path' }).fill('daily/*.csv');
  await expect(dialog.getByText('3 files')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name of the dataset' }).fill('daily');
  await dialog.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'daily').dblclick();
  await expect(page.getByText('3 rows · 2 columns')).toBeVisible();
});
