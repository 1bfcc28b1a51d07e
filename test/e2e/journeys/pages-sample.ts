import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { test as base } from '../desktop/workbench.ts';

export { expect } from 'playwright/test';

export const SAMPLE = 'Credit Card Fraud Analysis';

interface Sample {
  /** The sample project of a fresh node, opened on its flow. */
  sample: Page;
}

export const test = base.extend<Sample>({
  sample: async ({ workbench: page }, use) => {
    await page
      .getByRole('link', { name: SAMPLE })
      .or(page.getByRole('button', { name: SAMPLE }))
      .first()
      .click();
    await page.getByRole('region', { name: 'Flow canvas' }).waitFor();
    await use(page);
  },
});

/** The same with everything built, the model trained and the rules checked: made once for all journeys of a worker. */
export const builtTest = test.extend({
  startsFrom: async ({ builtSample }, use) => use(builtSample),
});

/** Opens a page of the project by the rail. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages of the project' }).getByRole('link', { name }).click();
}

/** Waits for the end of the build that runs. Training the sample takes most of it. */
export const untilBuilt = (page: Page): Promise<void> => page.getByText('Last run done').waitFor({ timeout: 150_000 });

/** Serious and critical accessibility violations of what is on screen, each as rule and place. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
