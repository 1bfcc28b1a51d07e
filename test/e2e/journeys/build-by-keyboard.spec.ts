import type { Page } from 'playwright/test';
import { fraudFiles } from './fraud-data.ts';
import { expect, node, nodeIn, test } from './journey.ts';
import { backToCanvas, choose, pressOn, tabTo } from './keyboard.ts';

test.describe.configure({ timeout: 300_000 });

const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });
const settings = (page: Page) => page.locator('[data-settings]');
const selected = (page: Page, id: string) => page.locator('.react-flow__node.selected').locator(`[data-node="${id}"]`);

/** Adds a recipe after what is selected, and goes to its settings. */
async function quickAdd(page: Page, words: string, made: string): Promise<void> {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Search recipes to add' })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(selected(page, made)).toHaveCount(1);
  await settings(page).waitFor();
  await enterSettings(page);
}

/** Goes from the canvas to the first field of the settings, which is not one of those that disconnect inputs. */
async function enterSettings(page: Page): Promise<void> {
  await expect(async () => {
    if (await canvas(page).evaluate((element) => element === document.activeElement))
      await page.keyboard.press('Enter');
    await expect(settings(page).locator(':focus')).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await expect(
    settings(page)
      .getByRole('button', { name: /^Disconnect/ })
      .locator(':scope:focus'),
  ).toHaveCount(0);
}

/** Finds a node by its name and selects it. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Find in the flow' })).toBeFocused();
  await page.keyboard.type(name);
  await page
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect(selected(page, name)).toHaveCount(1);
  await expect(canvas(page)).toBeFocused();
}

/** Connects one more dataset or model to the recipe whose settings are open. */
async function addInput(page: Page, name: string): Promise<void> {
  await tabTo(page, settings(page).getByRole('button', { name: 'Add', exact: true }).first(), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await choose(page, page.getByRole('menuitem', { name, exact: true }));
  await expect(settings(page).getByRole('button', { name: `Disconnect ${name}` })).toBeVisible();
}

test('the fraud flow is built from nothing by keyboard alone and runs green', async ({ workbench: page }) => {
  const shot = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });

  await test.step('an empty project is made', async () => {
    await pressOn(page, page.getByRole('button', { name: 'New project' }));
    await expect(page.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('Card fraud');
    await page.keyboard.press('Enter');
    await expect(canvas(page)).toBeFocused();
    await page.getByText('Start with data').waitFor();
    await shot('1-empty');
  });

  await test.step('three files become datasets', async () => {
    await page.keyboard.press('Control+i');
    await expect(page.getByRole('dialog', { name: 'Add datasets' })).toBeVisible();
    const chooser = page.waitForEvent('filechooser');
    await pressOn(page, page.getByRole('button', { name: 'Choose files' }));
    await (await chooser).setFiles(fraudFiles());
    await pressOn(page, page.getByRole('button', { name: 'Create 3 datasets' }));
    await node(page, 'merchants').waitFor();
    await expect(canvas(page)).toBeFocused();
    await expect(selected(page, 'transactions')).toHaveCount(1);
    await shot('2-datasets');
  });

  await test.step('the hour is added', async () => {
    await quickAdd(page, 'prepare', 'prepare_transactions');
    await pressOn(page, settings(page).getByRole('button', { name: 'Add step' }));
    await expect(page.getByLabel('Search steps')).toBeFocused();
    await page.keyboard.type('formula');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Result column')).toBeFocused();
    await page.keyboard.type('hour');
    await tabTo(page, page.getByRole('textbox', { name: 'Formula' }));
    await page.keyboard.type('hour(time)');
    await expect(page.getByText('1 column added')).toBeVisible();
    await shot('3-prepare');
    await backToCanvas(page);
  });

  await test.step('cards and merchants are joined; the keys are suggested', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(selected(page, 'transactions_prepared')).toHaveCount(1);
    await quickAdd(page, 'join', 'join_transactions');
    await addInput(page, 'cardholders');
    await addInput(page, 'merchants');
    await pressOn(page, settings(page).getByRole('button', { name: /card_id = card_id/ }));
    await pressOn(page, settings(page).getByRole('button', { name: /merchant_id = merchant_id/ }));
    await expect(nodeIn(page, 'transactions_joined', 'Not built')).toBeVisible();
    await shot('4-join');
    await backToCanvas(page);
  });

  await test.step('a window counts what each card did before', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(selected(page, 'transactions_joined')).toHaveCount(1);
    await quickAdd(page, 'window', 'window_transactions');
    await pressOn(page, settings(page).getByRole('button', { name: 'Add a window' }));
    const card = settings(page).getByRole('article', { name: 'Window 1' });
    await pressOn(page, card.getByRole('button', { name: 'Column', exact: true }));
    await tabTo(page, page.getByRole('checkbox', { name: 'card_id' }));
    await page.keyboard.press('Space');
    await pressOn(page, page.getByRole('button', { name: 'Add', exact: true }));
    await pressOn(page, card.getByRole('button', { name: 'Count of rows' }));
    await expect(nodeIn(page, 'transactions_window', 'Not built')).toBeVisible();
    await shot('5-window');
    await backToCanvas(page);
  });

  await test.step('a model is trained on it', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(selected(page, 'transactions_window')).toHaveCount(1);
    await quickAdd(page, 'train', 'train_transactions');
    await tabTo(page, settings(page).getByLabel('Column to predict'));
    await page.keyboard.type('is_fraud');
    await choose(page, page.getByRole('option', { name: /^is_fraud/ }));
    await expect(settings(page).getByRole('radio', { name: 'Two classes' })).toBeChecked();
    await expect(nodeIn(page, 'transactions_model', 'Not built')).toBeVisible();
    await shot('6-train');
    await backToCanvas(page);
  });

  await test.step('the model scores the rows', async () => {
    await goTo(page, 'transactions_window');
    await quickAdd(page, 'score', 'score_transactions');
    await addInput(page, 'transactions_model');
    await expect(nodeIn(page, 'transactions_scored', 'Not built')).toBeVisible();
    await backToCanvas(page);
  });

  await test.step('the model is evaluated on them', async () => {
    await goTo(page, 'transactions_window');
    await quickAdd(page, 'evaluate', 'evaluate_transactions');
    await addInput(page, 'transactions_model');
    await expect(nodeIn(page, 'transactions_evaluated', 'Not built')).toBeVisible();
    await backToCanvas(page);
  });

  await test.step('frauds are counted by state', async () => {
    await goTo(page, 'transactions_scored');
    await quickAdd(page, 'group', 'group_transactions');
    await pressOn(page, settings(page).getByRole('button', { name: 'Column', exact: true }));
    await tabTo(page, page.getByRole('checkbox', { name: 'state' }));
    await page.keyboard.press('Space');
    await pressOn(page, page.getByRole('button', { name: 'Add', exact: true }));
    await expect(nodeIn(page, 'transactions_grouped', 'Not built')).toBeVisible();
    await shot('7-group');
    await backToCanvas(page);
  });

  await test.step('everything is tidied up, and runs', async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-dock]')).toHaveCount(0);
    await page.keyboard.press('Alt+Shift+A');
    await page.keyboard.press('1');
    await page.keyboard.press('Shift+F7');
    await expect(page.locator('[data-node][data-state="done"]')).toHaveCount(17, { timeout: 120_000 });
    await shot('8-done');
    await goTo(page, 'transactions_grouped');
    await expect(page.getByText('4 rows · 2 columns')).toBeVisible();
    await shot('9-rows');
  });
});
