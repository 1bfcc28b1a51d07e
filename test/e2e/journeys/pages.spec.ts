import { expect, openPage, seriousViolations, test, untilBuilt } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });

test('the built sample shows its model, its quality and its scenario', async ({ sample: page }) => {
  await openPage(page, 'Models');
  await page.getByRole('link', { name: 'Fraud model' }).click();
  await page.getByRole('button', { name: 'Train a new version' }).click();
  await untilBuilt(page);

  await test.step('the report explains the version', async () => {
    const metrics = page.getByRole('region', { name: 'Metrics on the test rows' });
    await expect(metrics).toContainText('AUC');
    await expect(metrics).toContainText(/0\.9\d{3}/);
    await expect(page.getByRole('img', { name: /ROC curve/ })).toBeVisible();
    const sentence = page.getByText(/A row is flagged as/);
    const before = await sentence.textContent();
    await page.getByRole('slider', { name: 'Threshold' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(sentence).not.toHaveText(before ?? '');
    await page.getByRole('button', { name: /Back to the saved/ }).click();
    await expect(sentence).toHaveText(before ?? '');
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    expect(await seriousViolations(page)).toEqual([]);
  });

  await test.step('two versions are compared, and the older one made active', async () => {
    await page.getByRole('button', { name: 'Train a new version' }).click();
    const versions = page.getByRole('navigation', { name: 'Versions' }).getByRole('button');
    await expect(versions).toHaveCount(2, { timeout: 120_000 });
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByText('Metrics on each version’s test rows')).toBeVisible();
    await versions.last().click();
    await page.getByRole('button', { name: 'Activate' }).click();
    await expect(versions.last()).toContainText('Active');
  });

  await test.step('a rule is added from the catalogue, checked, and its failing rows looked at', async () => {
    await openPage(page, 'Quality');
    await page.getByLabel('Find a dataset').fill('Training rows');
    await page.getByRole('navigation', { name: 'Datasets' }).getByRole('button').click();
    await page.getByRole('button', { name: 'Add rule' }).first().click();
    await page.getByLabel('Search rules').fill('values in range');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Column' }).click();
    await page
      .getByRole('option', { name: /^amount(?!_)/ })
      .first()
      .click();
    await page.getByLabel('Largest').fill('500');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('button', { name: /rows$/ }).click();
    await expect(page.getByRole('region', { name: 'Rows that fail the rule' })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('a scenario is made, run with its log, and seen in the history', async ({ sample: page }) => {
  await openPage(page, 'Scenarios');
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Morning');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'Morning' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Search', { exact: true }).fill('set variables');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Search', { exact: true })).toHaveCount(0);
  await page.getByLabel('Name', { exact: true }).fill('Name the day');
  await page.getByRole('button', { name: 'Add trigger' }).click();
  await page.getByLabel('Search', { exact: true }).fill('every day');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Every day at/ }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: /Name the day: (Success|Failed)/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('navigation', { name: 'Scenarios' }).getByText(/(success|failed) /)).toBeVisible();
});
