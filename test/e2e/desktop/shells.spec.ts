import { expect, test } from './workbench.ts';

test.describe('every shell @shells', () => {
  test('the workbench opens, talks to its node and survives a reload without errors', async ({ workbench, shell }) => {
    await workbench.reload();
    await expect(workbench.locator('main')).toBeVisible();
    await expect(workbench).toHaveTitle(/Millrace/);
    expect(workbench.url()).not.toContain('token');
    expect(await workbench.evaluate(() => sessionStorage.getItem('millrace.token'))).toBeTruthy();
    expect(await workbench.evaluate(() => 'millrace' in window)).toBe(shell !== 'browser');
  });
});
