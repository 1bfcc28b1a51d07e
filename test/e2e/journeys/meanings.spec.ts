import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';
import { edit, managed, step } from './seeded.ts';

const views = (page: Page) => page.getByRole('radiogroup', { name: 'How to look at the dataset' });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Meanings of this project' });
const meaningOf = (page: Page, column: string) => page.getByRole('combobox', { name: `Meaning of ${column}` });

async function choose(page: Page, column: string, meaning: string): Promise<void> {
  await meaningOf(page, column).click();
  await page.getByRole('option', { name: meaning }).click();
}

test('a list of values is defined as a meaning, chosen for a column, and counts, filters and undoes', async ({
  withOrders: page,
}, info) => {
  test.slow();
  await node(page, 'orders').dblclick();
  await views(page).getByText('Columns').click();
  await choose(page, 'city', 'Define a meaning…');
  await expect(drawer(page).getByText('No meanings yet')).toBeVisible();
  await page.screenshot({ path: info.outputPath('none.png') });
  await drawer(page).getByRole('button', { name: 'Define a meaning' }).click();
  await drawer(page).getByRole('textbox', { name: 'Name' }).fill('Served city');
  await drawer(page).getByRole('button', { name: 'From a column' }).click();
  await drawer(page).getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: 'orders' }).click();
  await drawer(page).getByRole('combobox', { name: 'Column' }).click();
  await page.getByRole('option', { name: 'city' }).click();
  await drawer(page).getByRole('button', { name: 'Add its values' }).click();
  const values = drawer(page).getByRole('textbox', { name: /^Values/ });
  await expect(values).toHaveValue('Oslo\nRome\nLima');
  await values.fill('oslo\nROME');
  await drawer(page).getByRole('textbox', { name: 'Try it' }).fill('Lima');
  await expect(drawer(page).getByText('invalid', { exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath('form.png') });
  await drawer(page).getByRole('button', { name: 'Save' }).click();
  await expect(drawer(page).getByText('2 values: oslo, ROME')).toBeVisible();
  await page.screenshot({ path: info.outputPath('list.png') });
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(drawer(page)).toHaveCount(0);

  await choose(page, 'city', 'Served city');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await views(page).getByText('Rows').click();
  await page.getByRole('button', { name: 'Column statistics' }).click();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('textbox', { name: 'Go to column' }).fill('city');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Column city' });
  await expect(panel.getByText('1 cell is no valid “Served city”: Lima')).toBeVisible();
  await page.screenshot({ path: info.outputPath('panel.png') });
  await panel.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('1 row · 4 columns')).toBeVisible();

  // The list grows: the cell fits at once, and not any more when that is undone.
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Run a command, find a node…').fill('meanings');
  await page.getByText('Meanings of this project').first().click();
  await drawer(page)
    .getByRole('button', { name: /Served city/ })
    .click();
  await expect(drawer(page).getByText(/Columns of orders have this meaning/)).toBeVisible();
  await values.fill('oslo\nROME\nlima');
  await drawer(page).getByRole('button', { name: 'Save' }).click();
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('0 rows · 4 columns')).toBeVisible();
  await page.screenshot({ path: info.outputPath('no-rows.png') });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 row · 4 columns')).toBeVisible();
  await panel.getByRole('button', { name: 'Clear them' }).click();
  await expect(page.locator('[data-settings]')).toBeVisible();
  await page.getByRole('button', { name: /Clear invalid cells.*city, Served city/ }).click();
  await expect(page.getByRole('combobox', { name: 'Valid is' })).toHaveValue('Served city');
  await page.screenshot({ path: info.outputPath('cleared.png') });
});

test('a pattern is checked while it is typed, and a meaning that is deleted goes from its columns', async ({
  withOrders: page,
}) => {
  await node(page, 'orders').dblclick();
  await views(page).getByText('Columns').click();
  await choose(page, 'order_id', 'Define a meaning…');
  await drawer(page).getByRole('button', { name: 'Define a meaning' }).click();
  await drawer(page).getByRole('textbox', { name: 'Name' }).fill('Order number');
  await drawer(page).getByText('A pattern', { exact: true }).click();
  const pattern = drawer(page).getByRole('textbox', { name: 'Pattern' });
  await pattern.fill('(?=1)\\d');
  await expect(drawer(page).getByText(/look-ahead and look-behind are not supported/)).toBeVisible();
  await expect(drawer(page).getByRole('button', { name: 'Save' })).toBeDisabled();
  await pattern.fill('[1-5]');
  await drawer(page).getByRole('button', { name: 'Save' }).click();
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(drawer(page)).toHaveCount(0);
  await choose(page, 'order_id', 'Order number');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await meaningOf(page, 'city').click();
  await page.getByRole('option', { name: 'Define a meaning…' }).click();
  await drawer(page)
    .getByRole('button', { name: /Order number.*1 column/ })
    .click();
  await drawer(page).getByRole('button', { name: 'Delete' }).click();
  await expect(drawer(page).getByText('No meanings yet')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(meaningOf(page, 'order_id')).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(meaningOf(page, 'order_id')).toHaveValue('Order number');
});

test('a step that copied a meaning in an older version can follow it, and undo brings the copy back', async ({
  withOrders: page,
}, info) => {
  const formula = "if((lower(trim(city)) in ('oslo', 'rome')), city, null)";
  const steps = [{ id: 's1', kind: 'formula', settings: { column: 'city', formula } }];
  const meaning = { id: 'served', name: 'Served city', kind: 'values', values: ['oslo', 'ROME'], caseSensitive: false };
  await edit(page, [
    { family: 'meanings', id: 'served', value: meaning },
    managed('clean'),
    step('mend', 'prepare', ['orders', 'clean'], { steps }),
  ]);
  await node(page, 'mend').click();
  await page.getByRole('button', { name: /Formula.*city/ }).click();
  await expect(page.getByText('A copy of the meaning “Served city”')).toBeVisible();
  await page.screenshot({ path: info.outputPath('copy.png') });
  await page.getByRole('button', { name: 'Follow the meaning' }).click();
  await expect(page.getByRole('combobox', { name: 'Valid is' })).toHaveValue('Served city');
  await expect(page.getByText('A copy of the meaning “Served city”')).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('followed.png') });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('A copy of the meaning “Served city”')).toBeVisible();
});

test('a new rule shows the defaults that are in force', async ({ withOrders: page }, info) => {
  await page.getByRole('link', { name: 'Quality' }).click();
  await page.getByRole('button', { name: 'Add rule' }).first().click();
  await page.getByLabel('Search rules').fill('valid for its meaning');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Meaning' })).toHaveValue('What the column means');
  const share = page.getByLabel('Error above this share of rows');
  await expect(share).toHaveAttribute('placeholder', '0');
  await share.fill('0.5');
  await share.fill('');
  await expect(share).toHaveValue('');
  await page.screenshot({ path: info.outputPath('defaults.png') });
});
