import type { Page } from 'playwright/test';
import { boxOf, expect, node, test } from './journey.ts';
import { ask, edit, managed, step } from './seeded.ts';

test.describe.configure({ timeout: 150_000 });

const steps = 120;
/** Columns of the grid in which the steps stand, each with its output beside it. */
const columns = 8;
const placeOf = (at: number) => ({ x: 400 + 400 * (at % columns), y: 40 + 120 * Math.floor(at / columns) });

/** `orders` → 120 sorts in a grid, each with its dataset: more nodes than are drawn one by one. */
async function manySteps(page: Page): Promise<void> {
  const ids = Array.from({ length: steps }, (_, at) => String(at));
  const places = ids.flatMap((id) => {
    const at = placeOf(Number(id));
    return [
      [`sort_${id}`, at],
      [`out_${id}`, { x: at.x + 140, y: at.y }],
    ];
  });
  await edit(page, [
    ...ids.map((id) => managed(`out_${id}`)),
    ...ids.map((id) => step(`sort_${id}`, 'sort', ['orders', `out_${id}`], { keys: [{ column: 'amount' }] })),
    { family: 'layout', id: '-', value: { nodes: Object.fromEntries([['orders', { x: 40, y: 40 }], ...places]) } },
  ]);
  await expect(page.locator('.react-flow canvas').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pane(page)).toHaveCount(0);
}

const pane = (page: Page) => page.getByLabel('Selected node');

/** Pixels of the drawn canvas that have something on them. */
const paintedPixels = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.react-flow canvas');
    const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let count = 0;
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 200) count++;
    return count;
  });

test('in a large flow a node is dragged, its pane opens when it is let go, and undo puts it back', async ({
  withOrders: page,
}) => {
  await manySteps(page);
  const sort = node(page, 'sort_1');
  await sort.waitFor();
  await expect(pane(page)).toHaveCount(0);
  const start = await boxOf(sort);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 90, { steps: 8 });
  await expect.poll(async () => (await boxOf(sort)).y).toBeGreaterThan(start.y + 60);
  await expect(pane(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(pane(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.abs((await boxOf(sort)).y - start.y)).toBeLessThan(4);
});

const recipes = async (page: Page): Promise<number> => {
  const { project } = await ask<{ project: { recipes: object } }>(page, './api/projects/shop');
  return Object.keys(project.recipes).length;
};

test('from afar nodes are found under the pointer, dragged and boxed, and all others stay drawn meanwhile', async ({
  withOrders: page,
}) => {
  await manySteps(page);
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  const view = await page.locator('.react-flow__pane').boundingBox();
  if (!view) throw new Error('the canvas is not on the page');
  const middle = { x: view.x + view.width / 2, y: view.y + view.height / 2 };

  // Looks for a node about the middle, as a person would, by moving over it.
  await expect(async () => {
    middle.x += 7;
    await page.mouse.move(middle.x, middle.y);
    await expect(page.locator('.react-flow__node')).toHaveCount(1, { timeout: 200 });
  }).toPass();
  const held = page.locator('.react-flow__node');
  const start = await boxOf(held);
  const others = await paintedPixels(page);
  expect(others).toBeGreaterThan(5_000);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y + 50, { steps: 10 });
  await expect.poll(async () => (await boxOf(held)).y).toBeGreaterThan(start.y + 30);
  expect(await paintedPixels(page)).toBeGreaterThan(others * 0.95);
  await page.mouse.up();
  await expect(pane(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');

  await page.mouse.move(view.x + 4, view.y + 60);
  await page.mouse.down();
  await page.mouse.move(view.x + view.width / 2, view.y + view.height - 40, { steps: 10 });
  await page.mouse.up();
  await page.keyboard.press('Delete');
  await expect.poll(() => recipes(page)).toBeLessThan(steps * 0.7);
  expect(await recipes(page)).toBeGreaterThan(steps * 0.2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => recipes(page)).toBe(steps);
});
