import type { Page } from 'playwright/test';
import { violations } from './axe.ts';
import { boxOf, expect, node, pullWire, showWholeFlow, test } from './journey.ts';
import { ask, edit, managed } from './seeded.ts';

test.describe.configure({ timeout: 180_000 });

const wires = (page: Page) => page.locator('.react-flow__edge');
const menu = (page: Page) => page.getByRole('dialog', { name: 'Add what comes before' });
const options = (page: Page) => menu(page).getByRole('option');
const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });

interface Flow {
  project: {
    recipes: Record<string, Record<'inputs' | 'outputs', Record<string, string[]>>>;
    datasets: Record<string, unknown>;
  };
}
const flowOf = async (page: Page) => (await ask<Flow>(page, './api/projects/shop')).project;

/** Pulls a wire out of a node's left side and drops it on empty canvas. */
const pullFromInput = (page: Page, id: string, by: { x: number; y: number }): Promise<void> =>
  pullWire(page, node(page, id).locator('.react-flow__handle-left'), by);

const sort = {
  family: 'recipes' as const,
  id: 'sort',
  value: {
    ...{ id: 'sort', name: 'Sort', kind: 'sort', version: 1, settings: {} },
    ...{ inputs: {}, outputs: { output: ['sorted'] } },
  },
};
const layout = (nodes: object) => ({ family: 'layout' as const, id: '-', value: { nodes } });

/** `orders`, a recipe that reads nothing yet, and a dataset that nothing writes. */
async function setUp(page: Page): Promise<void> {
  await edit(page, [
    ...[managed('sorted'), managed('result'), sort],
    layout({ orders: { x: 0, y: 0 }, sort: { x: 520, y: 0 }, sorted: { x: 640, y: 0 }, result: { x: 520, y: 140 } }),
  ]);
  await node(page, 'result').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await showWholeFlow(page);
}

test('a wire pulled out of a recipe without data offers the data of the project, and connects what is chosen', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await pullFromInput(page, 'sort', { x: -140, y: 60 });
  await expect(options(page).first()).toHaveText('orders');
  await expect(menu(page).getByRole('group', { name: 'In this project' })).toContainText('result');
  await expect(options(page).filter({ hasText: 'sorted' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(wires(page)).toHaveCount(2);
  expect((await flowOf(page)).recipes.sort?.inputs).toEqual({ input: ['orders'] });
  await page.keyboard.press('Control+z');
  await expect(wires(page)).toHaveCount(1);

  await page.keyboard.press('Control+y');
  await expect(wires(page)).toHaveCount(2);
  await pullFromInput(page, 'sort', { x: -140, y: 60 });
  await expect(canvas(page)).not.toHaveAttribute('data-connecting');
  await expect(menu(page)).toHaveCount(0);
});

test('a recipe chosen for the input of a recipe writes a dataset that becomes it, left of it, in one step', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await pullFromInput(page, 'sort', { x: -140, y: 60 });
  await page.keyboard.type('filter');
  await options(page).first().click();
  await expect(wires(page)).toHaveCount(3);
  const { recipes } = await flowOf(page);
  const [output = ''] = Object.values(recipes.sample?.outputs ?? {}).flat();
  expect(recipes.sample?.inputs).toEqual({});
  expect(recipes.sort?.inputs).toEqual({ input: [output] });
  const [made, between, reader] = [
    await boxOf(node(page, 'sample')),
    await boxOf(node(page, output)),
    await boxOf(node(page, 'sort')),
  ];
  expect(made.x).toBeLessThan(between.x);
  expect(between.x).toBeLessThan(reader.x);
  await canvas(page).focus();
  await page.keyboard.press('Control+z');
  await expect(wires(page)).toHaveCount(1);
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
});

test('a recipe chosen for a dataset that nothing writes writes into it', async ({ withOrders: page }) => {
  await setUp(page);
  await node(page, 'result').click();
  await page.locator('[data-dock]').getByRole('button', { name: 'Add a recipe before it' }).click();
  await expect(options(page).filter({ hasText: 'Distinct' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await pullFromInput(page, 'result', { x: -140, y: 60 });
  await expect(options(page).filter({ hasText: 'Dataset from files' })).toHaveCount(0);
  await options(page).filter({ hasText: 'Distinct' }).click();
  await expect(wires(page)).toHaveCount(2);
  const { recipes, datasets } = await flowOf(page);
  expect(Object.values(recipes).map(({ outputs }) => outputs)).toContainEqual({ output: ['result'] });
  expect(Object.keys(datasets).sort()).toEqual(['orders', 'result', 'sorted']);
  await pullFromInput(page, 'sorted', { x: -20, y: 120 });
  await expect(canvas(page)).not.toHaveAttribute('data-connecting');
  await expect(menu(page)).toHaveCount(0);
});

test('files chosen for the input of a recipe become a dataset that it reads, and one undo takes it back', async ({
  withOrders: page,
}) => {
  await setUp(page);
  await pullFromInput(page, 'sort', { x: -140, y: 60 });
  await options(page).filter({ hasText: 'Dataset from files' }).click();
  const file = {
    name: 'cities.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('city,people\nOslo,700000\nRome,2800000\n'),
  };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('dialog').getByText('2 columns').waitFor();
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await node(page, 'cities').waitFor();
  await expect(wires(page)).toHaveCount(2);
  expect((await flowOf(page)).recipes.sort?.inputs).toEqual({ input: ['cities'] });
  expect((await boxOf(node(page, 'cities'))).x).toBeLessThan((await boxOf(node(page, 'sort'))).x);
  await canvas(page).focus();
  await page.keyboard.press('Control+z');
  await expect(node(page, 'cities')).toHaveCount(0);
  expect((await flowOf(page)).recipes.sort?.inputs).toEqual({});
});

test('what comes before a node is added by keyboard alone', async ({ withOrders: page }) => {
  await setUp(page);
  await node(page, 'result').click();
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: 'Search data and recipes to add' })).toBeFocused();
  await expect(page.getByPlaceholder('Before result…')).toBeVisible();
  for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press('ArrowDown');
  await expect(menu(page).getByRole('option', { selected: true })).toBeInViewport();
  await page.keyboard.type('stack');
  await page.keyboard.press('Enter');
  await expect(wires(page)).toHaveCount(2);
  await expect(page.locator('.react-flow__node.selected [data-type="recipe"]')).toHaveCount(1);
  await canvas(page).focus();
  await page.keyboard.press('b');
  await expect(options(page).first()).toHaveText('orders');
  expect(await violations(page, { within: '[role="dialog"]' })).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(wires(page)).toHaveCount(3);

  await node(page, 'sorted').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /Add a recipe after it/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Add before it/ })).toHaveCount(0);
});
