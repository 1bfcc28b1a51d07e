import type { Page } from 'playwright/test';
import { expect, node, test } from './journey.ts';
import { seriousViolations } from './pages-sample.ts';

/** Forty plants: those that were treated grew better, and height goes with weight. */
const PLANTS = [
  'plant,group,weight,height,leaves',
  ...Array.from({ length: 40 }, (_, i) => {
    const isTreated = i % 2 === 1;
    const weight = 50 + ((i * 37) % 19) / 4 + (isTreated ? 6 : 0);
    const height = weight * 2 + ((i * 53) % 23) / 3;
    return `p${i},${isTreated ? 'treated' : 'control'},${weight.toFixed(2)},${height.toFixed(2)},${12 + ((i * 29) % 17)}`;
  }),
].join('\n');

/** Adds the plants through the dialog for files and opens the tab of their statistics. */
async function openStatistics(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const file = { name: 'plants.csv', mimeType: 'text/csv', buffer: Buffer.from(PLANTS) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('dialog').getByText('5 columns').waitFor();
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await page.getByText('40 rows').waitFor();
  await node(page, 'plants').dblclick();
  await page.getByText('40 rows · 5 columns').waitFor();
  await page.getByRole('radiogroup', { name: 'How to look at the dataset' }).getByText('Statistics').click();
}

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

async function addCard(page: Page, search: string): Promise<void> {
  await page.getByRole('button', { name: 'Add card' }).click();
  await page.getByLabel('Search cards').fill(search);
  await page.keyboard.press('Enter');
}

test('a correlation matrix, a test and principal components are added by mouse, read, undone and found again', async ({
  canvas: page,
}) => {
  await openStatistics(page);

  await test.step('an empty worksheet offers three beginnings', async () => {
    await expect(page.getByRole('button', { name: 'Describe all columns' })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Compare groups' })).toBeEnabled();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Correlation matrix/ }).click();
    const matrix = card(page, 'Correlation matrix');
    await expect(matrix.getByRole('img', { name: 'Pearson’s r of each pair of 3 columns' })).toBeVisible();
    await expect(matrix.getByRole('row', { name: /weight height 0\.9\d\d 40/ })).toBeVisible();
    await expect(matrix.getByText('All 40 rows')).toBeVisible();
  });

  await test.step('a test says what it found in words, and its settings are beside it', async () => {
    await addCard(page, 'two-sample');
    const comparison = card(page, 'Two-sample t-test');
    await expect(comparison.getByText('Significant at 5%')).toBeVisible();
    await expect(
      comparison.getByText(/On average weight is 5\d\.\d+ where group = control and 5\d\.\d+ where/),
    ).toBeVisible();
    await expect(comparison.getByText('p < 0.001')).toBeVisible();
    const settings = page.getByRole('complementary', { name: 'Card settings' });
    await settings.getByLabel('Columns').first().click();
    await page.getByRole('option', { name: 'leaves' }).click();
    await expect(comparison.getByText('p (Holm, 2 tests)')).toBeVisible();
    await expect(comparison.getByText('Not significant at 5%')).toBeVisible();
    await page.keyboard.press('Escape');
    await settings.getByRole('button', { name: 'Close the card settings' }).click();
  });

  await test.step('principal components are chosen from the list', async () => {
    await page.getByRole('button', { name: 'Add card' }).click();
    await page.getByRole('button', { name: /^Principal components/ }).click();
    const components = card(page, 'Principal components');
    await expect(components.getByRole('heading', { name: /Explained variance/ })).toBeVisible();
    await expect(components.getByRole('img', { name: /^PC 2 .* against PC 1/ })).toBeVisible();
    await expect(components.getByRole('row', { name: /^PC 1 / })).toBeVisible();
  });

  await test.step('nobody is shut out, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousViolations(page)).toEqual([]);
    }
  });

  await test.step('what was added is taken back and brought again, and stays in the project', async () => {
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(card(page, 'Principal components')).toHaveCount(0);
    await page.getByRole('button', { name: /^Redo/ }).click();
    await expect(card(page, 'Principal components')).toBeVisible();
    await card(page, 'Principal components').getByRole('button', { name: 'More for Principal components' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(card(page, 'Principal components')).toHaveCount(0);
    await page.reload();
    await expect(card(page, 'Two-sample t-test').getByText('p (Holm, 2 tests)')).toBeVisible();
    await expect(card(page, 'Principal components')).toHaveCount(0);
  });
});

test('statistics and rows are looked at by a stratified sample, which is named wherever it is used', async ({
  canvas: page,
}) => {
  await openStatistics(page);
  await page.getByRole('button', { name: 'Describe all columns' }).click();
  const described = card(page, 'Describe columns');
  await expect(described.getByText('All 40 rows')).toBeVisible();

  const stratify = async () => {
    await page
      .getByRole('button', { name: /^Sample:/ })
      .first()
      .click();
    const form = page.getByRole('dialog', { name: 'Sample' });
    await form.getByRole('radio', { name: 'Stratified by a column' }).check();
    await form.getByRole('textbox', { name: 'Rows' }).fill('10');
    await form.getByRole('combobox', { name: 'Column' }).click();
    await page.getByRole('option', { name: 'group' }).click();
    await page.getByRole('button', { name: 'Sample: 10 by group' }).first().waitFor();
    await page.keyboard.press('Escape');
  };
  await stratify();
  await expect(described.getByText('Random 10 rows stratified by “group”')).toBeVisible();
  // Half of the plants are treated, and so is half of the sample.
  await expect(described.getByRole('listitem').filter({ hasText: 'treated' })).toContainText('5 50%');

  await page.getByRole('radiogroup', { name: 'How to look at the dataset' }).getByText('Rows').click();
  await stratify();
  await expect(page.getByText('10 rows · 5 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Column statistics' }).click();
  const panel = page.getByRole('complementary', { name: 'Column plant' });
  await expect(panel.getByText('random 10 rows stratified by “group”')).toBeVisible();
});
