import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';

/** A file of the open project, as an editor beside the workbench would change it. */
function changeFile(userData: string, path: string, change: (value: Record<string, unknown>) => object): void {
  const projects = join(userData, 'design', 'projects');
  const project = readdirSync(projects).find((name) => name.startsWith('shop')) ?? '';
  const file = join(projects, project, path);
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
}

const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

// An edit made on what has just been replaced is refused once, and merged.
test.use({ refusals: true });

test('a file changed outside is shown when the window is looked at again, told by name, and undone like any change', async ({
  withOrders: page,
  userData,
}, info) => {
  changeFile(userData, 'datasets/orders.json', (value) => ({ ...value, name: 'Orders of March' }));
  await lookAgain(page);
  await expect(node(page, 'orders')).toContainText('Orders of March');
  const told = page.getByRole('alert').filter({ hasText: 'Files of the project were changed outside' });
  await expect(told).toContainText('Orders of March');
  await page.screenshot({ path: info.outputPath('told.png') });
  await page.getByRole('button', { name: 'Undo' }).hover();
  await expect(page.getByText('Undo: Files changed outside: Orders of March · Ctrl+Z')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(node(page, 'orders')).not.toContainText('Orders of March');
});

test('an edit of what was changed outside meanwhile asks by name instead of losing either', async ({
  withOrders: page,
  userData,
}, info) => {
  changeFile(userData, 'datasets/orders.json', (value) => ({ ...value, name: 'Orders of March' }));
  await node(page, 'orders').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Bestellungen');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Changed elsewhere meanwhile' });
  await expect(question.getByRole('row', { name: 'Name Bestellungen Orders of March' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('question.png') });
  await question.getByRole('button', { name: 'Keep mine' }).click();
  await expect(node(page, 'orders')).toContainText('Bestellungen');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(node(page, 'orders')).toContainText('Orders of March');
});

test('a file that was broken outside is named, and nothing is lost', async ({ withOrders: page, userData }) => {
  changeFile(userData, 'datasets/orders.json', ({ source: _, ...value }) => value);
  await lookAgain(page);
  const told = page.getByRole('alert').filter({ hasText: 'Files of the project were changed outside' });
  await expect(told).toContainText('datasets/orders.json');
  await expect(node(page, 'orders')).toBeVisible();
});
