import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { ROOT } from '../desktop/desktop.ts';
import { test as base, expect, expectSilence, startDesign, watchConsole } from '../desktop/workbench.ts';
import { SAMPLE, seriousViolations } from './pages-sample.ts';

interface FirstStart {
  /** The home page of a node that was just started on this data folder for the first time. */
  start: (data: string, env?: Record<string, string>) => Promise<Page>;
}

const test = base.extend<FirstStart>({
  start: async ({ browser }, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (data, env = {}) => {
      const node = await startDesign({ data, args: ['--desktop'], env });
      const page = await browser.newPage();
      const problems = watchConsole(page);
      ends.push(async () => {
        await page.close();
        await node.end('SIGTERM');
        expectSilence(problems);
      });
      await page.goto(`${node.url}/#token=${node.token}`);
      return page;
    });
    for (const end of ends) await end();
  },
});

test.describe.configure({ timeout: 120_000 });

test('the home page is there before the sample, tells that it comes, and leads through it as soon as it does', async ({
  start,
  userData,
}, info) => {
  const hold = join(userData, 'hold');
  writeFileSync(hold, '');
  const page = await start(join(userData, 'design'), {
    NODE_OPTIONS: `--import=${join(ROOT, 'test', 'e2e', 'desktop', 'hold-threads.ts')}`,
    MILLRACE_TEST_HOLD: hold,
  });
  const card = page.getByRole('status').filter({ hasText: SAMPLE });
  await expect(card).toContainText('is being prepared');
  await expect(page.getByRole('button', { name: /Explore the sample/ })).toHaveCount(0);
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('preparing.png') });
  await page.getByRole('button', { name: /Take the tour/ }).click();
  await expect(page.getByText('The tour starts in a moment')).toBeVisible();
  rmSync(hold);
  await expect(page.getByRole('dialog', { name: 'Tour: The flow' })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'All projects' }).click();
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('a sample that cannot be made says why, and comes when the cause is away', async ({ start, userData }, info) => {
  const data = join(userData, 'design');
  mkdirSync(data);
  writeFileSync(join(data, 'samples'), 'a file where a folder has to be');
  const page = await start(data);
  const notice = page.getByRole('alert').filter({ hasText: 'The sample project could not be made' });
  await expect(notice).toContainText('NODE_WRITE_FAILED');
  await expect(notice).toContainText('Check the free space and the rights of the folder');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('failed.png') });
  rmSync(join(data, 'samples'));
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible({ timeout: 60_000 });
  await expect(notice).toHaveCount(0);
});

test('who does without the sample is shown how to begin', async ({ start, userData }) => {
  const data = join(userData, 'design');
  mkdirSync(data);
  writeFileSync(join(data, 'samples'), '');
  const page = await start(data);
  await page.getByRole('button', { name: 'Do without it' }).click();
  await expect(page.getByRole('button', { name: /Start empty/ })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
