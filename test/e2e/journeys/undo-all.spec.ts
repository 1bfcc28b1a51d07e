import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { addOrders, boxOf, drawWire, expect, newProject, node, test } from './journey.ts';

test.describe.configure({ timeout: 300_000 });

/** Text of every file of a project that undo is about, by path: not the data, not what the node keeps for itself. */
function projectFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const path of filesIn(folder)) {
    const name = relative(folder, path);
    if (!name.endsWith('.json') || /^(\.millrace|files)\//.test(name)) continue;
    const text = unlessGone(() => readFileSync(path, 'utf8'));
    if (text !== undefined) files[name] = text;
  }
  return files;
}

const filesIn = (folder: string): string[] =>
  (unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

/** What an edit of the node deletes while the files are listed is not there. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const redo = (page: Page) => page.getByRole('button', { name: 'Redo' });
const canvas = (page: Page) => page.getByRole('region', { name: 'Flow canvas' });

/** Does something to the flow, and waits until its files have changed and rest. */
async function changing(folder: string, act: () => Promise<void>): Promise<void> {
  const before = JSON.stringify(projectFiles(folder));
  let last = before;
  await act();
  const rests = () => {
    const now = JSON.stringify(projectFiles(folder));
    const same = now !== before && now === last;
    last = now;
    return same;
  };
  await expect.poll(rests, { intervals: [400] }).toBe(true);
}

/** Presses a button of the history and waits for the node's answer. */
async function stepBy(page: Page, button: Locator): Promise<void> {
  const answer = page.waitForResponse((response) => /\/(undo|redo)$/.test(response.url()));
  await button.click();
  await answer;
}

async function moveBy(page: Page, id: string, by: { x: number; y: number }): Promise<void> {
  const at = await boxOf(node(page, id));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + by.x, at.y + by.y, { steps: 6 });
  await page.mouse.up();
}

/** Everything a person does to a flow in a hurry; each of them one step of the history. */
function mess(page: Page): (() => Promise<void>)[] {
  const press = (keys: string) => async () => {
    await page.keyboard.press(keys);
  };
  const select = async (id: string) => {
    await page.keyboard.press('Escape');
    await node(page, id).click({ position: { x: 8, y: 8 } });
    await canvas(page).focus();
  };
  const choose = (name: string) => page.getByRole('option', { name, exact: true }).click();
  return [
    async () => {
      await drawWire(page, 'orders', { x: 160, y: 0 });
      await choose('Sort');
    },
    async () => {
      await page.keyboard.press('Escape');
      await canvas(page).focus();
      await page.keyboard.press('Escape');
      await moveBy(page, 'orders', { x: -40, y: -60 });
    },
    async () => {
      await select('sort_orders');
      await page.keyboard.press('d');
    },
    async () => {
      await select('orders');
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name' }).fill('Orders of the shop');
      await page.keyboard.press('Enter');
    },
    async () => {
      await canvas(page).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+g');
    },
    async () => {
      await page.getByRole('textbox', { name: 'Name of the zone' }).fill('All of it');
      await page.keyboard.press('Enter');
    },
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+t');
      await page.getByRole('textbox', { name: /Text of the note/ }).fill('Why *so* many?');
      await page.keyboard.press('Control+Enter');
    },
    async () => {
      await select('orders_sorted');
      await page.keyboard.press('Control+d');
    },
    press('Delete'),
    async () => {
      await select('orders_sorted');
      await page.keyboard.press('Tab');
      await choose('Group');
    },
    async () => {
      await canvas(page).focus();
      await page.keyboard.press('Alt+Shift+a');
    },
    async () => {
      await select('orders_sorted');
      await page.keyboard.press('Control+Delete');
    },
    async () => {
      await canvas(page).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
    },
  ];
}

test('a mess is undone to the last byte, and made again to the last byte', async ({ workbench: page, userData }) => {
  await newProject(page);
  await addOrders(page);
  const projects = join(userData, 'design', 'projects');
  const folder = join(projects, readdirSync(projects).find((name) => name.startsWith('shop')) ?? '');
  await expect.poll(() => Object.keys(projectFiles(folder))).toContain('datasets/orders.json');
  const start = projectFiles(folder);

  const acts = mess(page);
  const steps: Record<string, string>[] = [];
  for (const act of acts) {
    await changing(folder, act);
    steps.push(projectFiles(folder));
  }
  await page.screenshot({ path: test.info().outputPath('mess.png') });

  for (const [at, before] of [start, ...steps.slice(0, -1)].entries().toArray().reverse()) {
    await stepBy(page, undo(page));
    await expect.poll(() => projectFiles(folder), `step ${at + 1} undone`).toEqual(before);
  }
  expect(projectFiles(folder)).toEqual(start);
  await expect(page.locator('[data-node]')).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('undone.png') });

  for (const [at, after] of steps.entries()) {
    await stepBy(page, redo(page));
    await expect.poll(() => projectFiles(folder), `step ${at + 1} done again`).toEqual(after);
  }
  await expect(page.locator('[data-node]')).toHaveCount(0);
});
