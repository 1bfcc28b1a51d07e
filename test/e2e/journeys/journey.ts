import { expect, type Locator, type Page } from 'playwright/test';
import { test as base } from '../desktop/workbench.ts';

export { expect };

const ORDERS = `order_id,placed_at,city,amount
1,2025-01-03T10:15:00,Oslo,12.50
2,2025-01-03T23:40:00,Rome,80.00
3,2025-01-04T02:05:00,Oslo,45.10
4,2025-01-04T09:30:00,Lima,5.00
5,2025-01-05T14:00:00,Oslo,99.90
6,2025-01-06T18:20:00,Rome,20.00
`;

interface Journey {
  /** The canvas of a new, empty project. */
  canvas: Page;
  /** The same with the dataset `orders` of six rows on it. */
  withOrders: Page;
}

export const test = base.extend<Journey>({
  canvas: async ({ workbench }, use) => {
    await newProject(workbench);
    await use(workbench);
  },
  withOrders: async ({ canvas }, use) => {
    await addOrders(canvas);
    await use(canvas);
  },
});

/** Makes the empty project “Shop” from the home page. */
export async function newProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Shop');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Start with data').waitFor();
}

/** Adds `orders` through the dialog for files. */
export async function addOrders(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add dataset' }).last().click();
  const file = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(ORDERS) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('dialog').getByText('4 columns').waitFor();
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'orders').waitFor();
  // Its rows come into the pane below, which takes its place from the canvas first.
  await page.getByText('6 rows').waitFor();
}

export const node = (page: Page, id: string): Locator => page.locator(`[data-node="${id}"]`);

/** Waits until a node of the canvas says that it is in this state: `Done`, `Not built`. */
export const nodeIn = (page: Page, name: string, state: string): Locator =>
  page.getByRole('img', { name: new RegExp(`${name}: ${state}$`) });

interface Offset {
  x: number;
  y: number;
}

/** Pulls a wire out of a node's side and drops it at a place relative to that. */
export async function pullWire(page: Page, handle: Locator, by: Offset): Promise<void> {
  const box = await boxOf(handle);
  await page.mouse.move(box.x, box.y);
  await page.mouse.down();
  await page.mouse.move(box.x + by.x / 2, box.y + by.y / 2, { steps: 5 });
  await page.mouse.move(box.x + by.x, box.y + by.y, { steps: 5 });
  await page.mouse.up();
}

/** Draws a wire from a node's right side to a place relative to it, on empty canvas. */
export const drawWire = (page: Page, from: string, by: Offset): Promise<void> =>
  pullWire(page, node(page, from).locator('.react-flow__handle-right'), by);

/** Middle of an element on the screen, once it is at rest: the canvas moves when panes open beside it. */
export async function boxOf(element: Locator): Promise<Offset> {
  let last = '';
  for (;;) {
    const box = await element.boundingBox();
    const now = JSON.stringify(box);
    if (box && now === last) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    last = now;
    await element.page().waitForTimeout(60);
  }
}

/** Shows the whole flow, which is not what is shown yet, and waits until the view is there: during its glide a click would miss. */
export async function showWholeFlow(page: Page): Promise<void> {
  const viewport = page.locator('.react-flow__viewport');
  const before = await viewport.getAttribute('style');
  await page.getByRole('region', { name: 'Flow canvas' }).focus();
  await page.keyboard.press('1');
  await expect(viewport).not.toHaveAttribute('style', before ?? '');
  await expect(page.locator('[data-moving]')).toHaveCount(0);
}

/** Sorts `orders` into `orders_sorted`, the recipe's pane open. */
export async function addSort(page: Page): Promise<void> {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Sort', exact: true }).click();
  await node(page, 'orders_sorted').waitFor();
}
