import type { Locator, Page } from 'playwright/test';
import { boxOf, node } from './journey.ts';
import { expect, seriousViolations, test } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 30_000 });

const settings = (page: Page): Locator => page.locator('[data-settings]');
const preview = (page: Page): Locator => page.getByRole('region', { name: 'Preview', exact: true });
const undo = (page: Page): Promise<void> => page.getByRole('button', { name: 'Undo' }).click();

/** Adds a recipe after a dataset by mouse; its editor opens. */
async function addAfter(page: Page, dataset: string, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await node(page, dataset).click();
  await page.locator(`aside [data-kind="${kind}"]`).click();
  await expect(settings(page)).toBeVisible();
}

/** Chooses columns in the list that a button opens. */
async function pickColumns(page: Page, button: Locator, names: readonly string[]): Promise<void> {
  await button.click();
  for (const name of names) await page.getByRole('checkbox', { name, exact: true }).check();
  await page
    .getByRole('button', { name: /^Add( \d+)?$/ })
    .last()
    .click();
}

const choose = async (page: Page, field: Locator, option: string): Promise<void> => {
  await field.click();
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click();
};

/** Undoes until a text of the settings is gone (quick changes are one step, slow ones several), and redoes it. */
async function undoes(page: Page, text: string): Promise<void> {
  const words = settings(page).getByText(text);
  await expect(words.first()).toBeVisible();
  for (const [name, count] of [
    ['Undo', 0],
    ['Redo', 1],
  ] as const) {
    await expect(async () => {
      await page.getByRole('button', { name }).click();
      await expect(words).toHaveCount(count, { timeout: 4000 });
    }).toPass();
  }
}

test('every data recipe is set up by mouse, previewed and undone', async ({ sample: page }, info) => {
  await test.step('group: keys and several results at once', async () => {
    await addAfter(page, 'transactions', 'group');
    await pickColumns(page, settings(page).getByRole('button', { name: 'Column', exact: true }), ['category']);
    await settings(page).getByRole('button', { name: 'Add results' }).click();
    await page.getByRole('button', { name: 'Mean', exact: true }).click();
    await page.getByRole('checkbox', { name: 'amount', exact: true }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(settings(page).getByPlaceholder('amount_avg')).toBeVisible();
    await expect(preview(page)).toHaveAttribute('data-rows', '14');
    await undoes(page, 'category');
  });

  await test.step('window: the frame in words', async () => {
    await addAfter(page, 'transactions', 'window');
    await page.getByRole('button', { name: 'Add a window' }).click();
    await expect(settings(page).getByText('the last 30 days before this row')).toBeVisible();
    await pickColumns(page, settings(page).getByRole('button', { name: 'Column', exact: true }), ['card_id']);
    await expect(settings(page).getByText('of the same card_id')).toBeVisible();
    await settings(page).getByRole('button', { name: 'Count of rows' }).click();
    await expect(page.getByText(/200\+ rows/)).toBeVisible();
    await undoes(page, 'of the same card_id');
  });

  await test.step('pivot: values come from the data and are pinned', async () => {
    await addAfter(page, 'transactions', 'pivot');
    await choose(page, settings(page).getByRole('combobox', { name: 'Columns from the values of' }), 'category');
    await settings(page).getByRole('button', { name: 'Read 14 values from the data' }).click();
    await expect(settings(page).getByText('Values (14)')).toBeVisible();
    await expect(preview(page)).toHaveAttribute('data-rows', '1');
    await settings(page).getByRole('button', { name: 'Remove value 1', exact: true }).click();
    await expect(settings(page).getByText('1 value has no column')).toBeVisible();
    await undo(page);
    await expect(settings(page).getByText('1 value has no column')).toHaveCount(0, { timeout: 20_000 });
  });

  await test.step('unpivot: columns become rows', async () => {
    await addAfter(page, 'transactions', 'unpivot');
    await pickColumns(page, settings(page).getByRole('button', { name: 'Columns', exact: true }), [
      'merch_lat',
      'merch_long',
    ]);
    await expect(page.getByText(/200\+ rows/)).toBeVisible();
    await undoes(page, 'merch_lat');
  });

  await test.step('top N, sort and distinct', async () => {
    await addAfter(page, 'transactions', 'top-n');
    await pickColumns(page, settings(page).getByRole('button', { name: 'Sort by' }), ['amount']);
    await settings(page).getByLabel('Rows', { exact: true }).fill('3');
    await expect(preview(page)).toHaveAttribute('data-rows', '3');
    await addAfter(page, 'transactions', 'sort');
    await pickColumns(page, settings(page).getByRole('button', { name: 'Sort by' }), ['transaction_time']);
    await settings(page).getByText('Newest first').click();
    await addAfter(page, 'transactions', 'distinct');
    await pickColumns(page, settings(page).getByRole('button', { name: 'Column', exact: true }), ['category']);
    await expect(preview(page)).toHaveAttribute('data-rows', '14');
  });

  await page.screenshot({ path: info.outputPath('editors.png') });
});

test('a join suggests its key, counts the matches and keeps rows without one', async ({ sample: page }, info) => {
  await addAfter(page, 'transactions', 'join');
  await settings(page).getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Merchants' }).click();
  await settings(page).getByRole('button', { name: 'merchant_id = merchant_id' }).click();
  const matches = settings(page).getByRole('region', { name: 'Matches with Merchants' });
  await expect(matches).toContainText(/left rows find a match/);
  await expect(settings(page).getByText('A column is on both sides')).toBeVisible();
  await settings(page)
    .getByRole('button', { name: /before its columns/ })
    .click();
  await expect(page.getByText(/200\+ rows/)).toBeVisible();
  await settings(page).getByRole('button', { name: 'Add a dataset for Left rows without a match' }).click();
  await expect(page.locator('[data-node="transactions_unmatched_left"]')).toBeVisible();
  await page.screenshot({ path: info.outputPath('join.png') });
  await undo(page);
  await expect(page.locator('[data-node="transactions_unmatched_left"]')).toHaveCount(0);
  expect(await seriousViolations(page)).toEqual([]);
});

test('prepare steps come from a cell, are grouped, told to be wrong, and undone', async ({ sample: page }, info) => {
  await addAfter(page, 'merchants', 'prepare');
  await preview(page).waitFor();
  const grid = await preview(page).boundingBox();
  if (!grid) throw new Error('The preview is not on the screen');
  await page.mouse.click(grid.x + 120, grid.y + 90);
  const bar = page.getByRole('region', { name: 'Steps for the chosen cell' });
  await bar.getByRole('button', { name: /^Remove “/ }).click();
  await expect(page.getByText('1 row dropped')).toBeVisible();
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Search steps').fill('formula');
  await page.getByRole('button', { name: 'Formula', exact: true }).click();
  await page.getByLabel('Result column').fill('name_length');
  await page.getByRole('textbox', { name: 'Formula' }).click();
  await page.keyboard.type('length(merchant_nam');
  await expect(settings(page).getByText(/there is no column “merchant_nam”/)).toBeVisible();
  await page.keyboard.type('e');
  await expect(page.getByText('1 column added')).toBeVisible();
  await expect(page.getByRole('table', { name: 'The formula on the first rows' })).toContainText('merchant_name');
  await page.getByRole('button', { name: 'More for step 2' }).click();
  await page.getByRole('menuitem', { name: 'New group' }).click();
  await expect(page.getByRole('region', { name: 'Group Group 1' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('prepare.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await undo(page);
  await expect(page.getByRole('region', { name: 'Group Group 1' })).toHaveCount(0);
});

test('training shows its classes and its split, inputs stand beside a result', async ({ sample: page }, info) => {
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await node(page, 'train_fraud').click();
  await expect(settings(page).getByRole('radio', { name: /^1/ })).toBeChecked();
  await expect(settings(page).getByText(/test from/)).toBeVisible({ timeout: 60_000 });
  await settings(page).getByText('Balanced', { exact: true }).click();
  await page.screenshot({ path: info.outputPath('train.png') });
  await undo(page);
  await expect(settings(page).getByRole('radio', { name: 'As in the data' })).toBeChecked();
  // An emptied number is not filled in again while another is typed.
  await settings(page)
    .getByRole('button', { name: /^Its settings/ })
    .click();
  const trees = settings(page).getByRole('textbox', { name: 'Trees at most' });
  await trees.fill('');
  await expect(trees).toHaveAttribute('placeholder', '300');
  await expect(trees).toHaveValue('');
  await trees.pressSequentially('50');
  await expect(trees).toHaveValue('50');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await node(page, 'clean').click();
  await page.getByRole('button', { name: 'Input and result side by side' }).click();
  await expect(page.getByRole('region', { name: /^Rows of/ })).toBeVisible();
  await expect(preview(page)).toBeVisible();
  const [left, right] = [await boxOf(page.getByRole('region', { name: /^Rows of/ })), await boxOf(preview(page))];
  expect(left.x).toBeLessThan(right.x);
});
