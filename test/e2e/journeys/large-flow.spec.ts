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

type Steps = readonly (readonly [dx: number, dy: number])[];

/**
 * Moves the view by the wheel, a step a frame, and compares what the canvas then shows of the flow in the pane with what it showed
 * when this was last called: the share of pixels that clearly differ.
 */
const differsAfterWheel = (page: Page, moves: Steps): Promise<number> =>
  page.evaluate(async (moves) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const pane = document.querySelector('.react-flow__pane');
    const drawn = document.querySelector<HTMLCanvasElement>('.react-flow canvas');
    const seen = document.createElement('canvas');
    const context = seen.getContext('2d');
    if (!pane || !drawn || !context) throw new Error('the canvas is not on the page');
    for (const [deltaX, deltaY] of moves) {
      pane.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaX, deltaY }));
      await frame();
    }
    await frame();
    await frame();
    if (!document.querySelector('[data-moving]')) throw new Error('the view does not move');
    const { width, height } = pane.getBoundingClientRect();
    Object.assign(seen, { width, height });
    const { m41, m42 } = new DOMMatrix(getComputedStyle(drawn).transform);
    context.drawImage(drawn, m41, m42);
    const { data } = context.getImageData(0, 0, width, height);
    const before = (window as { seenBefore?: Uint8ClampedArray }).seenBefore ?? data;
    Object.assign(window, { seenBefore: data });
    let others = 0;
    for (let at = 3; at < data.length; at += 4) if (Math.abs((data[at] ?? 0) - (before[at] ?? 0)) > 32) others++;
    return others / (data.length / 4);
  }, moves);

test('a picture that was moved on step by step is the one that a far jump draws whole', async ({
  withOrders: page,
}) => {
  await manySteps(page);
  await page.mouse.move(5, 5);
  await differsAfterWheel(page, Array<Steps[number]>(30).fill([26, 18]));
  expect(await paintedPixels(page)).toBeGreaterThan(20_000);
  // Much further than the picture reaches, and back: nothing of it is left.
  const there = [9000, 0] as const;
  const back = [-9000, 0] as const;
  // Long curves that are cut at the edge of a strip are smoothed a little otherwise.
  expect(await differsAfterWheel(page, [there, back])).toBeLessThan(0.005);
  expect(await differsAfterWheel(page, [[-40, -20]])).toBeGreaterThan(0.03);
});

test('while the wheel moves the view it stays a picture, also where it takes over from a glide', async ({
  withOrders: page,
}) => {
  await manySteps(page);
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  const rests = await page.evaluate(async () => {
    const pane = document.querySelector('.react-flow__pane');
    const canvas = document.querySelector('[data-scope=canvas]');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    let count = 0;
    const stop = performance.now() + 600;
    for (let turn = 1; performance.now() < stop; turn = -turn) {
      pane?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaX: 40 * turn, deltaY: 0 }));
      await frame();
      if (!canvas?.hasAttribute('data-moving')) count++;
    }
    return count;
  });
  expect(rests).toBe(0);
  await expect(page.locator('[data-moving]')).toHaveCount(0);
});
