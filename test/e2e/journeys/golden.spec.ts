import { addOrders, boxOf, drawWire, expect, node, test } from './journey.ts';
import { test as sampleTest } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });

/** A test runs a moment after the change, on a database of its own. */
const patient = { timeout: 30_000 };

test('a golden test made by mouse turns red with the difference when the recipe breaks, and green when it is undone', async ({
  canvas: page,
}, info) => {
  await addOrders(page);
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Filter and sample' }).click();
  const recipe = page.locator('[data-node][data-type="recipe"]');
  const id = await recipe.getAttribute('data-node');
  await page.keyboard.press('F7');
  await expect(page.getByText('Last run done')).toBeVisible(patient);

  await recipe.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Make a golden test/ }).click();
  const pane = page.getByRole('region', { name: 'Golden test' });
  await pane.getByLabel('Name').fill('All orders stay');
  await pane.getByRole('button', { name: 'Make the test' }).click();
  await expect(pane.getByText('6 as expected')).toBeVisible(patient);

  const compared = pane.getByLabel('What was compared');
  await expect(compared.getByText('6 rows, 4 columns')).toBeVisible();
  await expect(compared.getByText('6 pinned rows')).toBeVisible();
  const first = pane.getByRole('region', { name: /^First rows of/ });
  await expect(first.locator('[role=gridcell]', { hasText: 'Lima' })).toBeAttached();

  const settings = page.getByRole('region', { name: 'Selected node' });
  await settings.locator('.cm-content').first().click();
  await page.keyboard.type("city != 'Rome'");
  await page.keyboard.press('Enter');
  await expect(pane.getByText('2 missing')).toBeVisible(patient);
  await expect(pane.getByText('Fails')).toBeVisible(patient);
  await expect(pane.getByRole('cell', { name: 'Rome' })).toHaveCount(2, patient);
  await expect.poll(() => badge(page, id), patient).toContain('golden test fails');
  await page.screenshot({ path: info.outputPath('golden-red.png') });

  const empty = await boxOf(page.getByRole('region', { name: 'Flow canvas' }));
  await page.mouse.click(empty.x, empty.y - 120);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pane.getByText('6 as expected')).toBeVisible(patient);
  await expect(pane.getByText('Holds')).toBeVisible(patient);
  await expect.poll(() => badge(page, id), patient).toContain('golden test holds');
  await expect(node(page, id ?? '')).toBeVisible(patient);
  await page.screenshot({ path: info.outputPath('golden-green.png') });
});

/** What the canvas shows at the corner of a node, words included. */
const badge = (page: Parameters<typeof node>[0], id: string | null): Promise<string> =>
  node(page, id ?? '').evaluate((element) => getComputedStyle(element, '::after').content);

sampleTest('the golden tests of the sample hold; their rows are edited and undone', async ({ sample: page }, info) => {
  await page.getByRole('navigation', { name: 'Pages of the project' }).getByRole('link', { name: 'Tests' }).click();
  await expect(page.getByText('2 tests: 2 hold')).toBeVisible(patient);
  await page.getByRole('button', { name: /Join of cardholders/ }).click();
  await page.getByText('Expected rows', { exact: true }).click();
  const rows = page.getByRole('region', { name: 'Enriched transactions' });
  await expect(rows.getByText('9 rows')).toBeVisible(patient);
  await rows.getByRole('button', { name: /Add a row/ }).click();
  await expect(rows.getByText('10 rows')).toBeVisible(patient);
  await page.getByText('Result', { exact: true }).click();
  await expect(page.getByText('1 missing')).toBeVisible(patient);
  await page.screenshot({ path: info.outputPath('tests-page.png') });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 tests: 2 hold')).toBeVisible(patient);
});
