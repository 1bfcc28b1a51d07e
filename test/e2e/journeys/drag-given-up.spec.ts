import type { Locator, Page } from 'playwright/test';
import { boxOf, expect, node, showWholeFlow, test } from './journey.ts';
import { ask, edit, managed, step } from './seeded.ts';

test.describe.configure({ timeout: 180_000 });

const revisionOf = async (page: Page) =>
  (await ask<{ history: { revision: number } }>(page, './api/projects/shop')).history.revision;
const place = (element: Locator) => element.evaluate((one) => (one as HTMLElement).style.transform);
const outer = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

/** `orders` sorted, a loose recipe, a note and a zone around a dataset of its own. */
async function setUp(page: Page): Promise<void> {
  const loose = { id: 'loose', name: 'loose', kind: 'distinct', version: 1, settings: {} };
  await edit(page, [
    ...[managed('sorted'), managed('out'), managed('zoned'), step('sort', 'sort', ['orders', 'sorted'], {})],
    { family: 'recipes', id: 'loose', value: { ...loose, inputs: {}, outputs: { output: ['out'] } } },
    {
      family: 'layout',
      id: '-',
      value: {
        nodes: {
          ...{ orders: { x: 0, y: 0 }, sort: { x: 360, y: 0 }, sorted: { x: 480, y: 0 } },
          ...{ loose: { x: 200, y: 120 }, out: { x: 320, y: 120 }, zoned: { x: 0, y: 300 } },
        },
        zones: { z: { id: 'z', name: 'Zone', colour: 'blue', nodes: ['zoned'] } },
        notes: { n: { id: 'n', text: 'a note', colour: 'amber', x: 320, y: 260, width: 160, height: 100 } },
      },
    },
  ]);
  await node(page, 'zoned').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await showWholeFlow(page);
}

/** Drags, gives up by Escape, goes on with the pointer and lets go. */
async function giveUp(page: Page, from: { x: number; y: number }, whileDragged: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 5 });
  await whileDragged();
  await page.keyboard.press('Escape');
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.move(from.x + 60, from.y + 80, { steps: 5 });
  await page.mouse.up();
}

test('Escape puts back what is dragged, records nothing, opens nothing and leaves the selection', async ({
  withOrders: page,
}) => {
  await setUp(page);
  const revision = await revisionOf(page);
  const things: [string, Locator, { x: number; y: number }][] = [
    ['orders', node(page, 'orders'), { x: 0, y: 0 }],
    ['note:n', page.locator('[data-canvas-note="n"]'), { x: 0, y: 0 }],
    ['zone:z', page.locator('[data-zone="z"] [data-zone-head]'), { x: 30, y: 0 }],
  ];
  for (const [id, handle, { x, y }] of things) {
    const before = [await place(outer(page, id)), await place(outer(page, 'zoned'))];
    const at = await boxOf(handle);
    await giveUp(page, { x: at.x + x, y: at.y + y }, () =>
      expect.poll(() => place(outer(page, id)), id).not.toBe(before[0]),
    );
    expect([await place(outer(page, id)), await place(outer(page, 'zoned'))], id).toEqual(before);
    await expect(page.locator('.react-flow__node.selected')).toHaveCount(0);
    await expect(page.locator('[data-dock]')).toHaveCount(0);
  }
  expect(await revisionOf(page)).toBe(revision);

  const orders = await boxOf(node(page, 'orders'));
  await page.mouse.move(orders.x, orders.y);
  await page.mouse.down();
  await page.mouse.move(orders.x + 40, orders.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => revisionOf(page)).toBe(revision + 1);
});

test('Escape puts back a whole selection, which stays selected', async ({ withOrders: page }) => {
  await setUp(page);
  const revision = await revisionOf(page);
  await page.keyboard.press('Control+a');
  await expect(page.locator('.react-flow__node.selected [data-node]')).toHaveCount(6);
  const before = await Promise.all(['orders', 'sorted', 'out'].map((id) => place(outer(page, id))));
  await giveUp(page, await boxOf(node(page, 'sorted')), () =>
    expect.poll(() => place(outer(page, 'orders'))).not.toBe(before[0]),
  );
  expect(await Promise.all(['orders', 'sorted', 'out'].map((id) => place(outer(page, id))))).toEqual(before);
  await expect(page.locator('.react-flow__node.selected [data-node]')).toHaveCount(6);
  expect(await revisionOf(page)).toBe(revision);
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(0);
});

test('Escape takes the mark off a wire that a recipe would have gone into, and it is not put there', async ({
  withOrders: page,
}) => {
  await setUp(page);
  const revision = await revisionOf(page);
  const from = await boxOf(node(page, 'loose').locator('svg').first());
  const wire = await boxOf(page.locator('.react-flow__edge[data-id="orders→sort"]'));
  const mark = page.locator('.react-flow__edge-text', { hasText: '+' });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 2, from.y, { steps: 2 });
  await page.mouse.move(wire.x, wire.y, { steps: 10 });
  await expect(mark).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(mark).toHaveCount(0);
  await page.mouse.move(wire.x + 8, wire.y, { steps: 4 });
  await page.mouse.move(wire.x, wire.y, { steps: 4 });
  await expect(mark).toHaveCount(0);
  await page.mouse.up();
  await page.keyboard.press('Control+a');
  await expect(page.locator('.react-flow__node.selected [data-node]')).toHaveCount(6);
  expect(await revisionOf(page)).toBe(revision);
  await expect(page.locator('.react-flow__edge')).toHaveCount(3);
});
