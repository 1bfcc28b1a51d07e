import type { Page } from 'playwright/test';
import { fraudFiles } from './fraud-data.ts';
import { boxOf, drawWire, expect, node, nodeIn, test } from './journey.ts';

test.describe.configure({ timeout: 240_000 });

/** Drags a wire from one node to another. */
async function connect(page: Page, from: string, to: string): Promise<void> {
  const start = await boxOf(node(page, from).locator('.react-flow__handle-right'));
  const end = await boxOf(node(page, to).locator('.react-flow__handle-left'));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 });
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.up();
}

/** Closes the pane and shows the whole flow, so that every node can be reached with the mouse. */
async function stepBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.locator('[data-dock]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await node(page, 'merchants').click({ trial: true });
}

/** Drops a wire on empty canvas and chooses what comes there. */
async function continueWith(page: Page, from: string, recipe: string, by = { x: 90, y: 0 }): Promise<void> {
  await drawWire(page, from, by);
  await page.getByRole('option', { name: recipe, exact: true }).click();
  await expect(page.getByRole('region', { name: 'Selected node' })).toBeVisible();
}

test('the fraud flow is built from nothing by mouse and runs green', async ({ canvas: page }) => {
  const settings = page.locator('[data-settings]');

  await test.step('three files become datasets', async () => {
    await page.getByRole('button', { name: 'Add dataset' }).last().click();
    await page.locator('input[type=file]').setInputFiles(fraudFiles());
    await page.getByRole('button', { name: 'Create 3 datasets' }).click();
    await node(page, 'merchants').waitFor();
    await stepBack(page);
  });

  await test.step('the hour is added', async () => {
    await continueWith(page, 'transactions', 'Prepare');
    await settings.getByRole('button', { name: 'Add step' }).click();
    await page.getByLabel('Search steps').fill('formula');
    await page.keyboard.press('Enter');
    await page.getByLabel('Result column').fill('hour');
    await page.getByRole('textbox', { name: 'Formula' }).click();
    await page.keyboard.type('hour(time)');
    await expect(page.getByText('1 column added')).toBeVisible();
    await stepBack(page);
  });

  await test.step('cards and merchants are joined; the keys are suggested', async () => {
    await continueWith(page, 'transactions_prepared', 'Join');
    await stepBack(page);
    await connect(page, 'cardholders', 'join_transactions');
    await connect(page, 'merchants', 'join_transactions');
    await node(page, 'join_transactions').click();
    await settings.getByRole('button', { name: /card_id = card_id/ }).click();
    await settings.getByRole('button', { name: /merchant_id = merchant_id/ }).click();
    await expect(nodeIn(page, 'transactions_joined', 'Not built')).toBeVisible();
    await stepBack(page);
  });

  await test.step('a window counts what each card did before', async () => {
    await continueWith(page, 'transactions_joined', 'Window');
    await settings.getByRole('button', { name: 'Add a window' }).click();
    const card = settings.getByRole('article', { name: 'Window 1' });
    await card.getByRole('button', { name: 'Column', exact: true }).click();
    await page.getByRole('checkbox', { name: 'card_id' }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await card.getByRole('button', { name: 'Count of rows' }).click();
    await expect(nodeIn(page, 'transactions_window', 'Not built')).toBeVisible();
    await stepBack(page);
  });

  await test.step('a model is trained on it', async () => {
    await continueWith(page, 'transactions_window', 'Train');
    await settings.getByLabel('Column to predict').click();
    await page.getByRole('option', { name: /^is_fraud/ }).click();
    await expect(settings.getByRole('radio', { name: 'Two classes' })).toBeChecked();
    await expect(nodeIn(page, 'transactions_model', 'Not built')).toBeVisible();
    await stepBack(page);
  });

  await test.step('the model scores the rows', async () => {
    await continueWith(page, 'transactions_window', 'Score', { x: 60, y: 90 });
    await stepBack(page);
    await connect(page, 'transactions_model', 'score_transactions');
    await expect(nodeIn(page, 'transactions_scored', 'Not built')).toBeVisible();
    await node(page, 'score_transactions').click();
    await stepBack(page);
  });

  await test.step('frauds are counted by state', async () => {
    await continueWith(page, 'transactions_scored', 'Group', { x: 60, y: 60 });
    await settings.getByRole('button', { name: 'Column', exact: true }).click();
    await page.getByRole('checkbox', { name: 'state' }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(nodeIn(page, 'transactions_grouped', 'Not built')).toBeVisible();
    await stepBack(page);
  });

  await test.step('everything is tidied up, and runs', async () => {
    await page.getByRole('button', { name: 'Tidy up' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(nodeIn(page, 'transactions_grouped', 'Done')).toBeVisible({ timeout: 120_000 });
    await expect(page.locator('[data-node][data-state="done"]')).toHaveCount(15);
    await node(page, 'transactions_grouped').click();
    await expect(page.getByText('4 rows · 2 columns')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('fraud-flow-by-mouse.png') });
  });
});
