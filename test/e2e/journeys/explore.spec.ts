import { expect, node, test } from './journey.ts';

test('a dataset is opened, filtered by a formula and looked into by column', async ({ withOrders: page }) => {
  await node(page, 'orders').dblclick();
  await expect(page.getByRole('heading', { name: /orders/ })).toBeVisible();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();

  await page.getByRole('textbox', { name: 'Filter rows by a formula' }).click();
  await page.keyboard.type('amount >= 20');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();

  await page.getByRole('button', { name: 'Column statistics' }).click();
  const panel = page.getByRole('complementary', { name: 'Column order_id' });
  await expect(panel.getByText('100% valid')).toBeVisible();
  await expect(panel.getByText('Median')).toBeVisible();
});

test('the list of datasets leads to each of them', async ({ withOrders: page }) => {
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('link', { name: 'orders' }).click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Show in the flow' }).click();
  await expect(node(page, 'orders')).toBeVisible();
});
