import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { drawWire, expect, node, test } from './journey.ts';

/** Serious and critical violations, each as rule and place. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page has a serious accessibility violation in the ${colorScheme} theme`, async ({ withOrders: page }) => {
    await page.emulateMedia({ colorScheme });
    await node(page, 'orders').click();
    await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Column statistics' }).click();
    await expect(page.getByText('100% valid')).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('Escape');
    await drawWire(page, 'orders', { x: 180, y: -60 });
    await page.getByRole('option', { name: 'Prepare' }).click();
    await page.getByRole('button', { name: 'Add step' }).click();
    await page.getByLabel('Search steps').fill('formula');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Result column')).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Datasets' }).click();
    await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('banner').getByRole('link', { name: 'All projects' }).click();
    await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
