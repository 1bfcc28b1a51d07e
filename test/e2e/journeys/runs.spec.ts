import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, node, nodeIn, test } from './journey.ts';
import { edit, seedFlow } from './seeded.ts';

const plan = (page: Page) => page.getByRole('complementary', { name: 'Run' });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Jobs' });

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** More rows than there are: what `large` writes is refused. */
const strict = (rows: number) => ({
  family: 'quality' as const,
  id: 'large_orders',
  value: { id: 'large_orders', rules: [{ id: 'r', kind: 'record-count', settings: { hard: { min: rows } } }] },
});

test('the plan of a run is seen before it runs: what, in which order, why, and what it took the last time', async ({
  withOrders: page,
}, info) => {
  await seedFlow(page);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(plan(page).getByText('3 recipes run in 2 steps')).toBeVisible();
  await expect(plan(page).getByText('never run')).toHaveCount(3);
  await expect(plan(page).getByRole('listitem', { name: 'Step 1' })).toContainText(
    /large[\s\S]*sorted|sorted[\s\S]*large/,
  );
  await expect(plan(page).getByRole('listitem', { name: 'Step 2' })).toContainText('by_city');
  await plan(page).getByRole('button', { name: 'Run 3 recipes' }).click();
  await expect(plan(page)).toBeHidden();
  await expect(nodeIn(page, 'cities', 'Done')).toBeVisible({ timeout: 30_000 });
  await expect(nodeIn(page, 'sorted_orders', 'Done')).toBeVisible();

  await edit(page, [{ family: 'variables', id: '-', value: { least: '50' } }], 'Raise the bar');
  await expect(nodeIn(page, 'cities', 'Out of date')).toBeVisible();
  await page.getByRole('button', { name: 'More ways to run' }).click();
  await page.getByRole('menuitem', { name: 'Show what would run' }).click();
  await expect(plan(page).getByText('2 recipes run in 2 steps · 1 stays as it is')).toBeVisible();
  await expect(plan(page).getByText('The variable “least” changed from “20” to “50”', { exact: true })).toBeVisible();
  await expect(plan(page).getByText(/^4 rows in \d/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('plan.png') });

  await plan(page).getByText('Everything again').click();
  await expect(plan(page).getByRole('button', { name: 'Run 3 recipes' })).toBeEnabled();
  await node(page, 'by_city').click();
  await plan(page).getByRole('button', { name: 'Take the selection' }).click();
  await plan(page).getByText('Only these', { exact: true }).click();
  await expect(plan(page).getByRole('button', { name: 'Run 1 recipe' })).toBeEnabled();
  await plan(page).getByText('What is out of date', { exact: true }).click();
  await plan(page).getByText('Variables of this run').click();
  await plan(page).getByLabel('least in this run').fill('20');
  await expect(plan(page).getByText('Everything is up to date')).toBeVisible();
  await expect(plan(page).getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(plan(page)).toBeHidden();
});

test('a node is run alone, with all before it, or with all after it, from its menu', async ({ withOrders: page }) => {
  await seedFlow(page);
  const choose = async (id: string, name: string) => {
    await node(page, id).click({ button: 'right', position: { x: 8, y: 8 } });
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('large', 'Run to here');
  await expect(nodeIn(page, 'large_orders', 'Done')).toBeVisible({ timeout: 30_000 });
  await expect(nodeIn(page, 'cities', 'Not built')).toBeVisible();
  await choose('orders', 'Run everything after it');
  await expect(nodeIn(page, 'cities', 'Done')).toBeVisible({ timeout: 30_000 });
  await expect(nodeIn(page, 'sorted_orders', 'Done')).toBeVisible();
  await choose('cities', 'Run with everything before it');
  await page.keyboard.press('Control+j');
  const labels = ['Rebuild cities with all before', 'Build what follows orders', 'Build large_orders'];
  for (const label of labels) await expect(drawer(page).getByRole('button', { name: label })).toBeVisible();
  await expect(drawer(page).getByText('2 recipes', { exact: true })).toBeVisible();
});

test('a run that fails says where and what to do, leads there, and goes on from what failed', async ({
  withOrders: page,
}, info) => {
  await seedFlow(page);
  await edit(page, [strict(100)]);
  await page.keyboard.press('Shift+F7');
  await page.getByRole('button', { name: 'Show the job' }).click({ timeout: 30_000 });
  await expect(
    drawer(page)
      .getByText(/The new rows of “large_orders” break its quality rules/)
      .first(),
  ).toBeVisible();
  await expect(drawer(page).getByText('Look at the quality page; correct the data or the rules.')).toBeVisible();
  const row = (name: string) => drawer(page).locator('button[aria-expanded]', { hasText: name });
  await expect(row('large')).toContainText('Failed');
  await expect(row('by_city')).toContainText('Not run');
  await row('large').click();
  await expect(drawer(page).getByRole('region', { name: 'large' })).toContainText('because: not built yet');
  await expect(drawer(page).getByRole('region', { name: 'large' })).toContainText('Quality rules');
  await expect(drawer(page).getByRole('region', { name: 'Lines of the log' })).not.toContainText('sorted');
  await drawer(page).getByRole('button', { name: 'Lines of all recipes' }).click();
  await expect(drawer(page).getByRole('region', { name: 'Lines of the log' })).toContainText('sorted');
  await drawer(page).getByText('Errors', { exact: true }).click();
  await expect(drawer(page).getByText('1 line', { exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath('failed.png') });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }

  await drawer(page).getByRole('button', { name: 'Show the recipe' }).first().click();
  await expect(drawer(page)).toBeHidden();
  const settings = page.locator('[data-settings]');
  await expect(settings.getByText('The last run failed')).toBeVisible();
  await page.screenshot({ path: info.outputPath('in-place.png') });
  await edit(page, [strict(1)]);
  await settings.getByRole('button', { name: 'Run again from here' }).click();
  await expect(nodeIn(page, 'cities', 'Done')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+j');
  await expect(drawer(page).getByText('what had failed, again')).toBeVisible();
  await expect(drawer(page).getByText('2 recipes', { exact: true })).toBeVisible();
});

test('jobs and their logs are there after a reload, and a job is run again as it was', async ({ withOrders: page }) => {
  await seedFlow(page);
  await node(page, 'large').click();
  await page.keyboard.press('F7');
  await expect(nodeIn(page, 'large_orders', 'Done')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await page.keyboard.press('Control+j');
  await expect(drawer(page).getByRole('heading', { name: 'Build large_orders' })).toBeVisible();
  await expect(drawer(page).getByRole('region', { name: 'Lines of the log' })).toContainText(/4 rows in \d/);
  await drawer(page).getByRole('button', { name: 'Run again' }).click();
  await expect(drawer(page).getByText('Everything was up to date')).toBeVisible({ timeout: 30_000 });
});
