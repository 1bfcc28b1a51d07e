import { tmpdir } from 'node:os';
import { expect, test } from './journey.ts';

test('a folder is connected, tried, changed to one that is not there, and deleted', async ({ withOrders: page }) => {
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Add folder' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('landing');
  await page.getByRole('textbox', { name: 'Folder' }).fill(tmpdir());
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByText(`The folder ${tmpdir()} is there`)).toBeVisible();

  await page.getByRole('button', { name: 'Change landing' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill('/nowhere/to/be/found');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('There is no folder /nowhere/to/be/found')).toBeVisible();

  await page.getByRole('button', { name: 'Delete landing' }).click();
  await expect(page.getByText('No dataset of this project reads from it')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /landing/ })).toHaveCount(0);
});
