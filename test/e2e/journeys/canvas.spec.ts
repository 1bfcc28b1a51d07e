import { boxOf, drawWire, expect, node, test } from './journey.ts';

test.describe.configure({ timeout: 150_000 });

const all = '.react-flow__node';

test('nodes are moved, copied, deleted, and everything is undone', { tag: '@shells' }, async ({ withOrders: page }) => {
  const start = await boxOf(node(page, 'orders'));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y - 40, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(node(page, 'orders'))).y).toBeLessThan(start.y - 20);

  await page.keyboard.press('Control+d');
  await expect(page.locator(all)).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(page.locator(all)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator(all)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(page.locator(all)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.abs((await boxOf(node(page, 'orders'))).y - start.y)).toBeLessThan(120);
  await page.keyboard.press('Control+Shift+z');
  await page.reload();
  await expect(page.locator(all)).toHaveCount(1);
});

test('recipes are added by keyboard alone, after the selected node', async ({ withOrders: page }) => {
  await node(page, 'orders').click();
  await page.keyboard.press('Tab');
  await page.keyboard.type('group');
  await page.keyboard.press('Enter');
  await expect(page.locator(all)).toHaveCount(3);
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
});

test('a wire goes only where it may', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 80 });
  await page.getByRole('option', { name: 'Sort' }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await drawWire(page, 'orders', { x: -120, y: 160 });
  await expect(page.getByRole('dialog', { name: 'Add a recipe' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);

  const wire = await boxOf(page.locator('.react-flow__edge').last());
  await page.mouse.click(wire.x, wire.y);
  await page.keyboard.press('Delete');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
});

test('a recipe is dragged from the palette and found again by the command palette', async ({ withOrders: page }) => {
  await page.locator('aside [data-kind="stack"]').dragTo(page.getByRole('region', { name: 'Flow canvas' }), {
    targetPosition: { x: 640, y: 160 },
  });
  await expect(page.locator(all)).toHaveCount(3);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Run a command').fill('tidy');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('a recipe dropped on a wire is put into it, and undo brings the wire back', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Sort' }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
  const wire = await boxOf(page.locator('.react-flow__edge[data-id^="orders→"]'));
  const surface = await page.getByRole('region', { name: 'Flow canvas' }).boundingBox();
  await page.locator('aside [data-kind="distinct"]').dragTo(page.getByRole('region', { name: 'Flow canvas' }), {
    targetPosition: { x: wire.x - (surface?.x ?? 0), y: wire.y - (surface?.y ?? 0) },
  });
  await expect(page.locator('.react-flow__edge')).toHaveCount(4);
  await expect(page.locator('.react-flow__edge[data-id^="orders→distinct"]')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
});

test('the name below a recipe selects it', async ({ withOrders: page }) => {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Sort' }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
  await page.keyboard.press('Escape');
  const recipe = page.locator('[data-type="recipe"][data-node]');
  await page.mouse.click(...at(await boxOf(node(page, 'orders'))));
  const name = await boxOf(recipe.getByText(/Sort/));
  await page.mouse.click(name.x, name.y);
  await expect(page.locator('.react-flow__node.selected [data-type="recipe"]')).toHaveCount(1);
});

test('with Space held a drag moves the view, also on a node', async ({ withOrders: page }) => {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const canvas = page.getByRole('region', { name: 'Flow canvas' });
  await canvas.focus();
  const place = () => page.locator('.react-flow__node').evaluate(({ style }) => style.transform);
  const [start, before] = [await boxOf(node(page, 'orders')), await place()];
  await page.keyboard.down('Space');
  await expect(page.locator('[data-grabbing]')).toBeVisible();
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 80, start.y + 60, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  await expect.poll(async () => Math.round((await boxOf(node(page, 'orders'))).y - start.y)).toBe(60);
  expect(await place()).toBe(before);
});

test('an undo that takes away all that is in sight shows the rest', async ({ withOrders: page }) => {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const surface = await page.getByRole('region', { name: 'Flow canvas' }).boundingBox();
  if (!surface) throw new Error('the canvas is not there');
  const pane = page.locator('.react-flow__pane');
  await pane.hover({ position: { x: 40, y: surface.height - 200 } });
  await expect(async () => {
    await page.mouse.wheel(0, 300);
    await expect(node(page, 'orders')).not.toBeInViewport({ timeout: 500 });
  }).toPass();
  await pane.dblclick({ position: { x: 300, y: surface.height / 2 } });
  await page.getByRole('option', { name: 'Prepare', exact: true }).click();
  await expect(page.locator(all)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator(all)).toHaveCount(1);
  await expect(node(page, 'orders')).toBeInViewport();
});

test('nodes copied in one project are pasted in another, which says what is missing there', async ({
  withOrders: page,
}) => {
  await drawWire(page, 'orders', { x: 180, y: 0 });
  await page.getByRole('option', { name: 'Sort', exact: true }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
  const canvas = page.getByRole('region', { name: 'Flow canvas' });
  await node(page, 'sort_orders').click();
  await canvas.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);
  await page.keyboard.press('Control+c');
  await expect(page.getByText(/^Copied/)).toBeVisible();

  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Second');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Start with data').waitFor();
  await canvas.focus();
  await page.keyboard.press('Control+v');
  await expect(page.locator(all)).toHaveCount(2);
  await expect(page.getByText('“orders” is not in this project')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('pasted.png') });

  await page.evaluate(() => navigator.clipboard.writeText('{"millrace":"flow","recipes":[{"id":"Half"}]}'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('not a whole part of a flow')).toBeVisible();
  await expect(page.locator(all)).toHaveCount(2);
});

test('a small flow shows its map when it is asked for', async ({ withOrders: page }) => {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const map = page.getByRole('img', { name: 'Map of the flow' });
  await expect(map).toHaveCount(0);
  await page.getByRole('button', { name: 'Show or hide the map' }).click();
  await expect(map).toBeVisible();
  await page.getByRole('button', { name: 'Show or hide the map' }).click();
  await expect(map).toHaveCount(0);
});

const at = ({ x, y }: { x: number; y: number }): [number, number] => [x, y];
