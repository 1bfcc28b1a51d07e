import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';
import { seriousViolations } from './pages-sample.ts';
import { edit, managed, step } from './seeded.ts';

const chip = (page: Page, words: string) => page.getByRole('button', { name: `Remove the filter ${words}` });
const grid = (page: Page) => page.getByRole('region', { name: 'Rows' });
const first = (page: Page, column: number) => grid(page).locator(`[role=gridcell][id$="glide-cell-${column}-0"]`);

/** Does something that changes the view, and waits until the node has kept it. */
async function kept(page: Page, change: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse(
    (reply) => reply.url().endsWith('/view') && reply.request().method() === 'PUT' && reply.ok(),
  );
  await change();
  await answer;
}

/** Looks into a column, whose panel is open on another. */
async function lookInto(page: Page, column: string) {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('textbox', { name: 'Go to column' }).fill(column);
  await kept(page, () => page.keyboard.press('Enter'));
  return page.getByRole('complementary', { name: `Column ${column}` });
}

test('a dataset opens again as it was left, its figures follow the filter, and one button shows it as it is', async ({
  withOrders: page,
}, info) => {
  test.slow();
  await node(page, 'orders').dblclick();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  const reset = page.getByRole('button', { name: 'Reset the view' });
  await expect(reset).toBeDisabled();

  await kept(page, () => page.getByRole('button', { name: 'Column statistics' }).click());
  const amount = await lookInto(page, 'amount');
  await kept(page, () => amount.getByRole('button', { name: 'Sort descending' }).click());
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await kept(page, () => page.getByRole('button', { name: 'Hide order_id' }).click());
  await kept(page, () => page.getByRole('button', { name: 'Pin city' }).click());
  await page.keyboard.press('Escape');
  const panel = await lookInto(page, 'city');
  await kept(page, () => panel.getByTitle('Show only rows with Oslo').click());
  await expect(page.getByText('3 rows · 4 columns')).toBeVisible();

  // The panel speaks of the rows on show, or of all when asked to.
  await expect(panel.getByText('Of the 3 rows that pass the filter')).toBeVisible();
  await expect(panel.getByTitle(/^Show only rows with/)).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('filtered.png') });
  await panel.getByRole('radiogroup', { name: 'Which rows are looked into' }).getByText('Without the filter').click();
  await expect(panel.getByTitle(/^Show only rows with/)).toHaveCount(3);
  expect(await seriousViolations(page)).toEqual([]);

  await page.reload();
  await expect(page.getByText('3 rows · 4 columns')).toBeVisible();
  await expect(chip(page, 'city is Oslo')).toBeVisible();
  await expect(panel.getByText('Of the 3 rows that pass the filter')).toBeVisible();
  // Pinned, then the others without the hidden one; the greatest amount first.
  await expect(first(page, 1)).toHaveText('Oslo');
  await expect(first(page, 3)).toHaveText(/^99[.]9/);
  await page.screenshot({ path: info.outputPath('again.png') });

  await kept(page, () => reset.click());
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  await expect(chip(page, 'city is Oslo')).toHaveCount(0);
  await expect(first(page, 1)).toHaveText('1');
  await expect(reset).toBeDisabled();
  await kept(page, () => page.getByRole('button', { name: 'Take it back' }).click());
  await expect(page.getByText('3 rows · 4 columns')).toBeVisible();
  await expect(first(page, 1)).toHaveText('Oslo');
  await expect(reset).toBeEnabled();
});

test('keys go on at the column that was gone to, though the grid had no focus before', async ({ withOrders: page }) => {
  test.slow();
  await node(page, 'orders').dblclick();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter rows by a formula' }).click();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('textbox', { name: 'Go to column' }).fill('city');
  await page.keyboard.press('Enter');
  await expect(grid(page).locator('canvas').first()).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Analyse' }).click();
  await expect(page.getByRole('complementary', { name: 'Column city' })).toBeVisible();
});

test('a filter of a column that has gone is taken out with a word, not shown as if it held', async ({
  withOrders: page,
}) => {
  test.slow();
  const path = ['orders', 'copies'] as const;
  await edit(page, [managed('copies'), step('copy', 'sample', [...path], {})]);
  await node(page, 'copies').dblclick();
  await page.getByRole('button', { name: 'Build', exact: true }).first().click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  const formula = page.getByRole('textbox', { name: 'Filter rows by a formula' });
  await formula.click();
  await page.keyboard.type('amount > 10');
  await kept(page, () => page.keyboard.press('Enter'));
  await kept(page, () => page.getByRole('button', { name: 'Column statistics' }).click());
  const panel = await lookInto(page, 'city');
  await kept(page, () => panel.getByTitle('Show only rows with Oslo').click());
  await expect(page.getByText('3 rows · 4 columns')).toBeVisible();

  const steps = [{ id: 's1', kind: 'delete-columns', settings: { columns: ['city'] } }];
  await edit(page, [step('copy', 'prepare', [...path], { steps })]);
  await expect(page.getByText('Out of date')).toBeVisible();
  await expect(chip(page, 'city is Oslo')).toBeVisible();
  await kept(page, () => page.getByRole('button', { name: 'Build', exact: true }).first().click());
  await expect(page.getByText('Part of the view no longer fits')).toBeVisible();
  await expect(page.getByText(/^The filter of “city”/)).toBeVisible();
  await expect(chip(page, 'city is Oslo')).toHaveCount(0);
  await expect(page.getByText('5 rows · 3 columns')).toBeVisible();
});
