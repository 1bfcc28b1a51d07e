import { expect, test } from './workbench.ts';

test.describe('every shell @shells', () => {
  test('the workbench opens, talks to its node and survives a reload without errors', async ({ workbench, shell }) => {
    const problems: string[] = [];
    workbench.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    workbench.on('pageerror', (error) => problems.push(error.message));
    await workbench.reload();
    await expect(workbench.locator('main')).toBeVisible();
    await expect(workbench).toHaveTitle(/Millrace/);
    expect(workbench.url()).not.toContain('token');
    expect(await workbench.evaluate(() => sessionStorage.getItem('millrace.token'))).toBeTruthy();
    expect(await workbench.evaluate(() => 'millrace' in window)).toBe(shell !== 'browser');
    expect(problems).toEqual([]);
  });
});
