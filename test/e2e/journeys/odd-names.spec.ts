import type { Page } from 'playwright/test';
import { addSort, boxOf, expect, node, test } from './journey.ts';

test.describe.configure({ timeout: 180_000 });

const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });
const long = 'customer_orders_of_the_year_2025_without_what_was_sent_back_by_customers_version_2';

async function rename(page: Page, id: string, name: string): Promise<void> {
  await node(page, id).click();
  await canvas(page).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.keyboard.press('Enter');
}

test('a name that another dataset has is refused, and the old one stays', async ({ withOrders: page }) => {
  await addSort(page);
  await rename(page, 'orders_sorted', 'orders');
  await expect(page.getByText('There is another “orders”')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Dataset orders_sorted:/ })).toBeVisible();
  await rename(page, 'orders_sorted', '订单');
  await expect(page.getByRole('img', { name: /^Dataset 订单:/ })).toBeVisible();
});

test('a long name stays in its card, is told in full by its tip, and leaves room for the rest of the pane', async ({
  withOrders: page,
}) => {
  await addSort(page);
  await rename(page, 'orders', long);
  const card = node(page, 'orders');
  const name = card.getByText('customer_orders_of_the_year');
  await canvas(page).focus();
  await page.keyboard.press('0');
  await boxOf(card);
  expect(await name.evaluate((element) => element.getBoundingClientRect().height / 16)).toBeLessThan(2);
  await canvas(page).hover({ position: { x: 5, y: 5 } });
  await card.hover();
  await expect(page.getByRole('tooltip')).toContainText(long);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.locator('[data-node^="sort_"]').click();
  await expect(page.locator('[data-dock]').getByText('Sort orders', { exact: true })).toBeVisible();
  const ports = page.locator('[data-ports]');
  const disconnect = ports.getByRole('button', { name: `Disconnect ${long}` });
  await boxOf(disconnect);
  const settings = await page.locator('[data-settings]').boundingBox();
  const button = await disconnect.boundingBox();
  expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThan((settings?.x ?? 0) + (settings?.width ?? 0));
});
