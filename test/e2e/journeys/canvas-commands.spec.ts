import type { Page } from 'playwright/test';
import { boxOf, expect, node, nodeIn, showWholeFlow, test } from './journey.ts';
import { ask, edit, managed, step } from './seeded.ts';

test.describe.configure({ timeout: 180_000 });

const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });
const menu = (page: Page) => page.getByRole('dialog', { name: 'Add a recipe' });
const wires = (page: Page) => page.locator('.react-flow__edge');
const selected = (page: Page) => page.locator('.react-flow__node.selected [data-node]');
const undo = (page: Page) => page.keyboard.press('Control+z');

type Places = Record<string, { x: number; y: number }>;
interface Shop {
  project: {
    layout: { nodes: Places };
    recipes: Record<string, { inputs: Record<string, string[]> }>;
  };
  history: { undo: string | null };
}
const shop = (page: Page) => ask<Shop>(page, './api/projects/shop');
const placesOf = async (page: Page) => (await shop(page)).project.layout.nodes;

/** `orders` → sort → sorted → distinct → unique, with a loose dataset and a loose recipe. */
async function setUp(page: Page): Promise<void> {
  const loose = { id: 'loose', name: 'loose', kind: 'distinct', version: 1, settings: {} };
  await edit(page, [
    ...['sorted', 'unique', 'other', 'out'].map(managed),
    step('sort', 'sort', ['orders', 'sorted'], {}),
    step('distinct', 'distinct', ['sorted', 'unique'], {}),
    { family: 'recipes', id: 'loose', value: { ...loose, inputs: {}, outputs: { output: ['out'] } } },
    {
      family: 'layout',
      id: '-',
      value: {
        nodes: {
          ...{ orders: { x: 0, y: 0 }, sort: { x: 240, y: 0 }, sorted: { x: 360, y: 0 }, distinct: { x: 600, y: 0 } },
          ...{ unique: { x: 720, y: 0 }, other: { x: 0, y: 152 }, loose: { x: 400, y: 200 }, out: { x: 600, y: 152 } },
        },
      },
    },
  ]);
  await node(page, 'unique').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await showWholeFlow(page);
}

/** Selects by a box drawn around some nodes. */
async function boxSelect(page: Page, [first, last]: [string, string]): Promise<void> {
  const [from, to] = [await boxOf(node(page, first)), await boxOf(node(page, last))];
  await page.mouse.move(from.x - 110, from.y - 50);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 40, { steps: 8 });
  await page.mouse.up();
}

test('quick-add opens by Tab, by Ctrl+. and by double-click on the canvas or on a wire', async ({
  withOrders: page,
}) => {
  await setUp(page);
  for (const keys of ['Tab', 'Control+.']) {
    await node(page, 'other').click();
    await page.keyboard.press(keys);
    await expect(page.getByPlaceholder('After other…')).toBeFocused();
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Escape');
  const { x, y } = await boxOf(node(page, 'other'));
  await page.mouse.dblclick(x, y + 80);
  await expect(page.getByPlaceholder('Add…')).toBeFocused();
  await expect(menu(page).getByRole('option', { name: 'Dataset from files…' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  const wire = await boxOf(page.locator('.react-flow__edge[data-id="orders→sort"]'));
  await page.mouse.dblclick(wire.x, wire.y);
  await expect(page.getByPlaceholder('Insert into the wire…')).toBeFocused();
  await page.keyboard.type('top');
  await page.keyboard.press('Enter');
  await expect(wires(page)).toHaveCount(7);
});

test('nodes in a box are aligned and distributed, and undo puts them back', async ({ withOrders: page }) => {
  await setUp(page);
  await edit(page, [
    { family: 'layout', id: '-', value: { nodes: { ...(await placesOf(page)), sort: { x: 260, y: 40 } } } },
  ]);
  await expect
    .poll(async () => (await boxOf(node(page, 'sort'))).y)
    .toBeGreaterThan((await boxOf(node(page, 'orders'))).y);
  await boxSelect(page, ['orders', 'sorted']);
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press('Shift+H');
  await expect
    .poll(async () => Math.round((await boxOf(node(page, 'sort'))).y - (await boxOf(node(page, 'orders'))).y))
    .toBe(0);
  await page.keyboard.press('Alt+h');
  await expect
    .poll(async () => {
      const { orders, sort, sorted } = await placesOf(page);
      return sort!.x - orders!.x - 176 - (sorted!.x - sort!.x - 56);
    })
    .toBeLessThan(2);
  await undo(page);
  await undo(page);
  await expect.poll(async () => (await placesOf(page)).sort).toEqual({ x: 260, y: 40 });
});

test('selected nodes are connected, and what is deleted between others lets them meet', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await node(page, 'other').click();
  await node(page, 'loose').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+l');
  await expect(wires(page)).toHaveCount(6);
  expect((await shop(page)).project.recipes.loose?.inputs).toEqual({ input: ['other'] });
  await undo(page);
  await expect(wires(page)).toHaveCount(5);
  await page.keyboard.press('Escape');
  await node(page, 'sort').click();
  await canvas(page).focus();
  await page.keyboard.press('Control+Delete');
  await expect(node(page, 'sort')).toHaveCount(0);
  expect((await shop(page)).project.recipes.distinct?.inputs).toEqual({ input: ['orders'] });
  await undo(page);
  await expect(wires(page)).toHaveCount(5);
  expect((await shop(page)).project.recipes.distinct?.inputs).toEqual({ input: ['sorted'] });
});

test('arrows walk along the flow, with Shift they select it, and numbers go to outputs', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await node(page, 'orders').click();
  await canvas(page).focus();
  const names = async () => selected(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.node));
  await page.keyboard.press('ArrowRight');
  await expect.poll(names).toEqual(['sort']);
  await page.keyboard.press('Shift+1');
  await expect.poll(names).toEqual(['sorted']);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(names).toEqual(['sort']);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(selected(page)).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(selected(page)).toHaveCount(0);
  await expect(canvas(page)).toBeFocused();
});

test('tidying up leaves what was put by hand where it is', async ({ withOrders: page }) => {
  await setUp(page);
  const at = await boxOf(node(page, 'other'));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 40, at.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await shop(page)).history.undo).toContain('Move');
  const before = (await placesOf(page)).other;
  await page.keyboard.press('Escape');
  await canvas(page).focus();
  await page.keyboard.press('Shift+A');
  await expect.poll(async () => (await shop(page)).history.undo).toContain('idy');
  expect((await placesOf(page)).other).toEqual(before);
  await page.keyboard.press('Alt+Shift+A');
  await expect.poll(async () => (await placesOf(page)).other).not.toEqual(before);
});

test('while a wire is drawn the nodes that may not take it fade', async ({ withOrders: page }) => {
  await setUp(page);
  const from = await boxOf(node(page, 'other').locator('.react-flow__handle-right'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 40, { steps: 5 });
  await expect(page.locator('[data-node="unique"][data-refused]')).toHaveCSS('opacity', '0.35');
  await expect(page.locator('[data-node="sort"][data-refused]')).toHaveCount(1);
  await expect(page.locator('[data-node="loose"][data-refused]')).toHaveCount(0);
  const to = await boxOf(node(page, 'loose').locator('.react-flow__handle-left'));
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await expect(wires(page)).toHaveCount(6);
});

test('a run of what is selected makes that alone, and a changed setting says on hover why the result is old', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await edit(page, [step('sort', 'sort', ['orders', 'sorted'], { orderBy: [{ column: 'amount' }] })]);
  await node(page, 'sorted').click();
  await canvas(page).focus();
  await page.keyboard.press('F7');
  await nodeIn(page, 'sorted', 'Done').waitFor();
  await nodeIn(page, 'unique', 'Not built').waitFor();
  await edit(page, [step('sort', 'sort', ['orders', 'sorted'], { orderBy: [{ column: 'city' }] })]);
  await nodeIn(page, 'sorted', 'Out of date').waitFor();
  await page.keyboard.press('Escape');
  const { x, y } = await boxOf(node(page, 'sorted'));
  await page.mouse.move(x, y - 120);
  await page.mouse.move(x, y, { steps: 3 });
  await expect(page.getByRole('tooltip')).toContainText(/Out of date.*setting/s);
});

test('columns that a run will change are told beforehand, and accepted as one step that undo takes back', async ({
  withOrders: page,
}) => {
  const clean = (column: string) =>
    step('sort', 'prepare', ['orders', 'sorted'], {
      steps: [{ id: 's1', kind: 'formula', settings: { column, formula: 'amount * 2' } }],
    });
  await setUp(page);
  await edit(page, [clean('double')]);
  await node(page, 'unique').click();
  await canvas(page).focus();
  await page.keyboard.press('F7');
  await nodeIn(page, 'unique', 'Done').waitFor();
  await edit(page, [clean('twice')]);
  await node(page, 'sorted').click();
  const pane = page.locator('[data-dock]');
  await pane.getByRole('button', { name: 'Columns +1 −1' }).click();
  const diff = page.getByRole('dialog').filter({ hasText: 'The next run changes the columns' });
  await expect(diff.getByRole('listitem')).toHaveText([/twice/, /double/]);
  await diff.getByRole('button', { name: 'Accept with 1 dataset after it' }).click();
  await expect.poll(async () => (await shop(page)).history.undo).toBe('Accept 2 schemas');
  await canvas(page).focus();
  await undo(page);
  await expect.poll(async () => (await shop(page)).history.undo).toBe('Set up');
  await expect(pane.getByRole('button', { name: 'Columns +1 −1' })).toBeVisible();
});
