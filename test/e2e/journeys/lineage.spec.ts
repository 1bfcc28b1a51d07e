import { expect, seriousViolations, test } from './pages-sample.ts';

test.describe.configure({ timeout: 180_000 });

const patient = { timeout: 20_000 };

test('a column is followed to where it comes from, where it goes, and what would break without it', async ({
  sample: page,
}, info) => {
  await page.locator('[data-node="card_history"]').click();
  await page.keyboard.press('Shift+L');
  const panel = page.getByRole('complementary', { name: 'Lineage' });
  await panel.getByRole('combobox', { name: 'Column' }).click();
  await page.getByRole('option', { name: 'amount_mean_30d' }).click();
  await expect(panel.getByText(/^avg\(amount\) for each card_id/)).toBeVisible(patient);
  await expect(panel.getByText('Step 2, Round numbers: round(amount, 2)')).toBeVisible(patient);
  await expect(panel.getByRole('button', { name: 'Transactions history' })).toBeVisible(patient);
  const filter = (id: string) =>
    page.locator(`.react-flow__node[data-id="${id}"]`).evaluate((element) => getComputedStyle(element).filter);
  expect(await filter('transactions_clean')).toBe('none');
  expect(await filter('cardholders')).toBe('grayscale(1)');
  expect(await seriousViolations(page)).toEqual([]);

  await panel.getByText('Goes into', { exact: true }).click();
  await expect(panel.getByText('Step 1, Formula: amount / (1 + amount_mean_30d)')).toBeVisible(patient);
  await expect(panel.getByRole('link', { name: /Where fraud was predicted/ })).toBeVisible(patient);
  await page.screenshot({ path: info.outputPath('lineage.png') });

  await panel.getByText('If removed', { exact: true }).click();
  await expect(panel.getByText('1 recipe would break')).toBeVisible(patient);
  await expect(panel.getByText(/there is no column “amount_mean_30d”/)).toBeVisible(patient);

  await panel.getByText('Goes into', { exact: true }).click();
  await panel.getByRole('button', { name: 'probability', exact: true }).click();
  await expect(panel.getByRole('combobox', { name: 'Column' })).toHaveValue('probability');
  await panel.getByRole('button', { name: 'Close the lineage' }).click();
  await expect(panel).toBeHidden();
  expect(await filter('cardholders')).toBe('none');
});
