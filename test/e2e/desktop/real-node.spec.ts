import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, launch, ROOT, test } from './desktop.ts';

const BUNDLED_NODE = join(ROOT, 'dist', 'nodes', 'design.js');

test.describe('the bundled Design node in the desktop @desktop', () => {
  test.skip(!existsSync(BUNDLED_NODE), 'the Design node is not built: run npm run build');

  test('the workbench opens, talks to its node and survives a reload without errors', async ({ userData }) => {
    const { app, page } = await launch({ userData, designEntry: BUNDLED_NODE });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.reload();
    await expect(page.locator('main')).toBeVisible();
    await expect(page).toHaveTitle(/Millrace/);
    expect(await page.evaluate(() => sessionStorage.getItem('millrace.token'))).toBeTruthy();
    expect(problems).toEqual([]);
    await app.close();
  });
});
