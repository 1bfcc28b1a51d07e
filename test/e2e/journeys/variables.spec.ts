import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, node, nodeIn, test } from './journey.ts';
import { seedFlow } from './seeded.ts';

const openVariables = async (page: Page) => {
  await page.getByRole('link', { name: 'Variables' }).click();
  await page.getByRole('heading', { name: 'Variables' }).waitFor();
};
const openFlow = (page: Page) => page.getByRole('link', { name: 'Flow', exact: true }).click();
const fieldOf = (page: Page, name: string) => page.getByLabel(`Value of ${name}`, { exact: true });

async function setValue(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Enter');
}

test('another value makes exactly its dependents out of date, and undo makes the same rows fresh again', async ({
  withOrders: page,
}, info) => {
  await seedFlow(page);
  await page.keyboard.press('Shift+F7');
  for (const id of ['large_orders', 'cities', 'sorted_orders'])
    await expect(nodeIn(page, id, 'Done')).toBeVisible({ timeout: 30_000 });
  await openVariables(page);
  await expect(page.getByText('2 datasets and models depend on it.')).toBeVisible();
  await setValue(page, 'Value of least', '50');
  await expect(page.getByText('2 datasets and models depend on it; 2 out of date.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('stale.png') });
  await page.getByRole('button', { name: 'Show in the flow' }).click();
  await expect(nodeIn(page, 'large_orders', 'Out of date')).toBeVisible();
  await expect(nodeIn(page, 'cities', 'Out of date')).toBeVisible();
  await expect(nodeIn(page, 'sorted_orders', 'Done')).toBeVisible();
  await expect(nodeIn(page, 'cities', 'Out of date')).toHaveAttribute(
    'aria-description',
    /The input “large_orders” is out of date: the variable “least” changed from “20” to “50”/,
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(nodeIn(page, 'large_orders', 'Done')).toBeVisible();
  await expect(nodeIn(page, 'cities', 'Done')).toBeVisible();
});

test('a variable is made, described, renamed through the whole project and brought back, and a used one is not deleted unasked', async ({
  withOrders: page,
}) => {
  await seedFlow(page);
  await openVariables(page);
  await page.getByLabel('Name of the new variable').fill('1st');
  await page.getByLabel('Value of the new variable').fill('x');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Letters, digits and _, a digit not first')).toBeVisible();
  await page.getByLabel('Name of the new variable').fill('region');
  await page.keyboard.press('Enter');
  await expect(fieldOf(page, 'region')).toHaveValue('x');
  await page.getByLabel('What region is for').fill('Where the shop is');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();

  await page.getByRole('button', { name: 'least', exact: true }).click();
  await expect(page.getByText('Used in 1 place')).toBeVisible();
  await page.getByRole('button', { name: 'Rename least' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('smallest');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(fieldOf(page, 'smallest')).toHaveValue('20');
  await expect(page.getByText('amount >= ${smallest}')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('amount >= ${least}')).toBeVisible();

  await page.getByRole('button', { name: 'least', exact: true }).click();
  await page.getByRole('button', { name: 'Delete least' }).click();
  await expect(page.getByRole('dialog')).toContainText('large uses it');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('not defined')).toBeVisible();
  await openFlow(page);
  await expect(nodeIn(page, 'large', 'Not configured')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(nodeIn(page, 'large', 'Not built')).toBeVisible();
});

test('a value on this node goes before the project’s, is in no file of the project, and stays out of its history', async ({
  withOrders: page,
  userData,
}, info) => {
  await seedFlow(page);
  await openVariables(page);
  await setValue(page, 'Value of least on this node', '98765');
  await expect(page.getByText('In effect, from this node')).toBeVisible();
  await expect(page.getByRole('complementary').locator('code').first()).toHaveText('98765');
  await page.screenshot({ path: info.outputPath('here.png') });
  const projects = join(userData, 'design', 'projects');
  const folder = join(projects, readdirSync(projects).find((name) => name.startsWith('shop')) ?? '');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('.millrace'),
  );
  expect(files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('')).not.toContain(
    '98765',
  );
  await page.getByRole('button', { name: 'Undo' }).hover();
  await expect(page.getByText('Undo: Set up · Ctrl+Z')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Value of least on this node', { exact: true })).toHaveValue('98765');
  await page.getByRole('button', { name: 'Take the value of least on this node away' }).click();
  await expect(page.getByText('In effect, from the project')).toBeVisible();
});

test.describe('a path to a file that is not there yet', () => {
  test.use({ refusals: true });

  test('typing ${ offers variables in fields and formulas, and an unknown name is marked where it stands', async ({
    withOrders: page,
  }) => {
    await seedFlow(page);
    await node(page, 'orders').click();
    await page.getByText('Settings', { exact: true }).click();
    const path = page.getByLabel('Path');
    await path.fill('');
    await path.pressSequentially('${le');
    await expect(page.getByRole('option', { name: /least/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(path).toHaveValue('${least}');
    await expect(page.getByText('= 20', { exact: true })).toBeVisible();
    await path.fill('${laest}.csv');
    await expect(page.getByText('There is no variable “laest”.')).toBeVisible();
    await page.getByRole('button', { name: 'Use least' }).click();
    await expect(path).toHaveValue('${least}.csv');

    await page.keyboard.press('Escape');
    await node(page, 'large').click();
    const formula = page.getByRole('textbox', { name: 'Keep rows where' });
    await formula.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('amount > ${');
    await page.getByRole('option', { name: /least/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect(formula).toHaveText('amount > ${least}');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('amount < ${le');
    await page.keyboard.press('Enter');
    await expect(formula).toHaveText('amount < ${least}');
    await expect(page.getByText('gives true / false')).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('amount > ${laest');
    await page.keyboard.press('Escape');
    await expect(page.locator('.cm-lintRange-error')).toHaveText('${laest}');
    await expect(
      page
        .locator('[data-settings]')
        .getByText(/did you mean “least”/)
        .first(),
    ).toBeVisible();
  });
});

test('the page of variables has no serious accessibility violation in either theme', async ({ withOrders: page }) => {
  await seedFlow(page);
  await openVariables(page);
  await setValue(page, 'Value of least on this node', '7');
  await expect(page.getByText('In effect, from this node')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  }
});
