import type { Browser, Page } from 'playwright/test';
import type { Edit } from '../../../nodes/contract/project/index.ts';
import { watchConsole } from '../desktop/workbench.ts';
import { expect, seriousViolations, test } from './pages-sample.ts';

test.use({ refusals: true });
test.describe.configure({ timeout: 240_000 });

const PROJECT = 'credit-card-fraud-analysis';

/** Asks the node with the right of the page that is open. */
const ask = (page: Page, path: string, body: unknown): Promise<unknown> =>
  page.evaluate(
    async ([to, json]) => {
      const token = sessionStorage.getItem('millrace.token');
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const reply = await fetch(`.${to}`, { method: 'POST', headers, body: JSON.stringify(json) });
      if (!reply.ok) throw new Error(await reply.text());
      return reply.json();
    },
    [path, body] as const,
  );

const tile = (id: string, title: string, [x, w]: [number, number], content: unknown) => ({
  id,
  title,
  x,
  y: 0,
  w,
  h: 4,
  content,
});

const board: Edit = {
  family: 'dashboards',
  id: 'readers',
  value: {
    id: 'readers',
    name: 'For readers',
    pages: [
      {
        id: 'page-1',
        title: 'Overview',
        tiles: [
          tile('by-state', 'By state', [0, 5], {
            kind: 'chart',
            chart: { kind: 'bars', dataset: 'cardholders', dimension: { column: 'state' }, measures: [], limit: 5 },
          }),
          tile('count', 'Cards', [5, 2], { kind: 'chart', chart: { kind: 'kpi', dataset: 'cardholders' } }),
          tile('gone', 'Broken', [7, 3], {
            kind: 'chart',
            chart: { kind: 'bars', dataset: 'cardholders', dimension: { column: 'stat' }, measures: [] },
          }),
          tile('daily', 'Daily', [10, 2], { kind: 'scenario', scenario: 'daily' }),
        ],
      },
      { id: 'page-2', title: 'Second', tiles: [] },
    ],
  },
};

async function asReader(page: Page, browser: Browser): Promise<{ reader: Page; problems: string[] }> {
  await ask(page, `/api/projects/${PROJECT}/edits`, { label: 'Add', edits: [board] });
  const { key } = (await ask(page, '/api/keys', { name: 'reader', right: 'read' })) as { key: string };
  const reader = await browser.newPage();
  const problems = watchConsole(reader, { refusals: true });
  await reader.goto(`${new URL(page.url()).origin}/#token=${key}&/p/${PROJECT}/dashboards/readers`);
  return { reader, problems };
}

test('with a key for reading, dashboards are filtered, saved and opened at an address, and nothing is offered that changes them', async ({
  sample: page,
  browser,
}) => {
  const { reader, problems } = await asReader(page, browser);
  const count = reader.getByRole('region', { name: 'Cards' }).locator('[data-figure]');
  await expect(count).toHaveText(/^\d+$/);

  await test.step('a broken chart says what is wrong, the others stand beside it', async () => {
    const broken = reader.getByRole('region', { name: 'Broken' });
    await expect(broken.getByRole('alert')).toContainText('no column “stat”; did you mean “state”?');
    await expect(broken.getByRole('button', { name: 'Edit the chart' })).toHaveCount(0);
  });

  await test.step('no button changes, builds or runs anything', async () => {
    await expect(reader.getByRole('region', { name: 'Daily' })).toContainText('Has not run yet');
    const offers = /^(Edit|Add tile|Build|Run|Done|Undo|New dashboard)/;
    await expect(reader.getByRole('button', { name: offers })).toHaveCount(0);
    await reader.getByRole('button', { name: 'Menu of the tile By state' }).click();
    await expect(reader.getByRole('menuitem', { name: /Edit|Duplicate|Copy|Delete/ })).toHaveCount(0);
    await reader.keyboard.press('Escape');
  });

  await test.step('the figures of a chart are a table whose rows filter by keyboard; the address has the filter', async () => {
    const all = (await count.textContent()) ?? '';
    await reader.getByRole('button', { name: 'Menu of the tile By state' }).click();
    await reader.getByRole('menuitem', { name: 'Show the figures' }).click();
    await reader.getByRole('region', { name: 'By state' }).getByRole('row').nth(1).press('Enter');
    await expect(reader.getByRole('button', { name: 'Remove the filter on state' })).toBeVisible();
    await expect(count).not.toHaveText(all);
    const filtered = (await count.textContent()) ?? '';
    await reader.reload();
    await expect(count).toHaveText(filtered);
  });

  await test.step('the page is saved', async () => {
    await reader.getByRole('button', { name: 'Save or print' }).click();
    const [download] = await Promise.all([
      reader.waitForEvent('download'),
      reader.getByRole('menuitem', { name: 'Page that stands alone (HTML)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('For readers Overview.html');
  });
  expect(await seriousViolations(reader)).toEqual([]);
  expect(problems).toEqual([]);
  await reader.close();
});

test('whoever may edit mends a broken chart from its tile', async ({ sample: page }) => {
  await ask(page, `/api/projects/${PROJECT}/edits`, { label: 'Add', edits: [board] });
  await page.goto(`${page.url().split('#')[0]}#/p/${PROJECT}/dashboards/readers`);
  await page.getByRole('button', { name: 'Edit the chart' }).click();
  await page.getByRole('button', { name: 'Take out stat' }).click();
  await page.getByRole('button', { name: 'state, put into the chart' }).click();
  await page.getByRole('button', { name: 'Back to the dashboard' }).click();
  await expect(page.getByRole('region', { name: 'Broken' }).getByRole('img', { name: /^Broken: bars/ })).toBeVisible();
});
