import { drawWire, expect, node, nodeIn, test } from './journey.ts';

test('a file becomes a dataset, a formula is added with a live preview, and the flow runs to it', async ({
  withOrders: page,
}) => {
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Prepare' }).click();
  await expect(page.getByText('No steps yet')).toBeVisible();

  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Search steps').fill('formula');
  await page.keyboard.press('Enter');
  await page.getByLabel('Result column').fill('with_tax');
  await page.getByRole('textbox', { name: 'Formula' }).click();
  await page.keyboard.type('amount * 1.25');
  await expect(page.getByText('1 column added')).toBeVisible();
  await expect(page.getByText('gives decimal')).toBeVisible();

  await page.getByRole('button', { name: 'Run to here' }).click();
  await expect(nodeIn(page, 'orders_prepared', 'Done')).toBeVisible({ timeout: 30_000 });
  await node(page, 'orders_prepared').click();
  await expect(page.getByText('6 rows · 5 columns')).toBeVisible();
});

test('a wrong formula says what is wrong before anything runs', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Filter and sample' }).click();
  await page.getByRole('textbox', { name: 'Keep rows where' }).click();
  await page.keyboard.type('amont > 20');
  await expect(
    page
      .locator('[data-settings]')
      .getByText(/amount/)
      .first(),
  ).toBeVisible();
});

test('an emptied number stays empty while another is typed, and its default holds meanwhile', async ({
  withOrders: page,
}) => {
  test.slow();
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Filter and sample' }).click();
  const pane = page.locator('[data-settings]');
  await pane.getByRole('combobox', { name: 'Of those' }).click();
  await page.getByRole('option', { name: 'The first rows' }).click();
  const rows = pane.getByRole('textbox', { name: 'Rows', exact: true });
  await expect(rows).toHaveAttribute('placeholder', '1000');
  await rows.fill('3');
  await expect(page.getByText('3 rows').first()).toBeVisible();
  await rows.fill('');
  await expect(page.getByText('6 rows').first()).toBeVisible();
  await expect(rows).toHaveValue('');
  await rows.pressSequentially('2');
  await expect(rows).toHaveValue('2');
  await expect(page.getByText('2 rows').first()).toBeVisible();

  // The same in an editor made by hand.
  await drawWire(page, 'orders', { x: 180, y: -60 });
  await page.getByRole('option', { name: 'Top N' }).click();
  const count = pane.getByRole('textbox', { name: 'Rows', exact: true });
  await expect(count).toHaveValue('10');
  await count.fill('');
  await expect(count).toHaveAttribute('placeholder', '10');
  await expect(count).toHaveValue('');
  await count.pressSequentially('4');
  await expect(count).toHaveValue('4');
});

test('settings are undone and redone like every other edit', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Top N' }).click();
  const recipe = page.locator('[data-node^="top"]').first();
  await expect(recipe).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(recipe).toBeHidden();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(recipe).toBeVisible();
});

test('a run is seen on the canvas and in its log', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 60 });
  await page.getByRole('option', { name: 'Distinct' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(nodeIn(page, 'orders_distinct', 'Done')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Jobs and logs', exact: true }).click();
  const jobs = page.getByRole('dialog', { name: 'Jobs' });
  await expect(jobs.getByText('Distinct orders').first()).toBeVisible();
  await expect(jobs.getByRole('region', { name: 'Lines of the log' })).toContainText('6 rows');
});
