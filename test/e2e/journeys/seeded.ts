import type { Page } from 'playwright/test';
import type { Edit } from '../../../nodes/contract/project/index.ts';
import { boxOf, node } from './journey.ts';

/** Asks the node in the name of the page, as a script of the same person would. */
export async function ask<T>(page: Page, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ({ url, json }) => {
      const reply = await fetch(url, {
        method: json === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${sessionStorage.getItem('millrace.token')}`,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: json }),
      });
      if (!reply.ok) throw new Error(await reply.text());
      return reply.json();
    },
    { url: path, json: body === undefined ? undefined : JSON.stringify(body) },
  );
}

/** Sets a project up by edits, where a journey is not about making it. */
export const edit = (page: Page, edits: Edit[], label = 'Set up'): Promise<unknown> =>
  ask(page, './api/projects/shop/edits', { label, edits });

export const managed = (id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'managed' } },
});

/** A recipe of one input and one output. */
export const step = (id: string, kind: string, [from, to]: [string, string], settings: object): Edit => ({
  family: 'recipes',
  id,
  value: { ...{ id, name: id, kind, version: 1 }, inputs: { input: [from] }, outputs: { output: [to] }, settings },
});

/** orders → filter `large` (by the variable `least`) → `cities`, and orders → sort `sorted`, which uses no variable. */
export async function seedFlow(page: Page): Promise<void> {
  await edit(page, [
    ...['large_orders', 'cities', 'sorted_orders'].map(managed),
    step('large', 'sample', ['orders', 'large_orders'], { filter: 'amount >= ${least}' }),
    step('by_city', 'group', ['large_orders', 'cities'], {
      keys: ['city'],
      aggregates: [{ fn: 'count', name: 'orders' }],
    }),
    step('sorted', 'sort', ['orders', 'sorted_orders'], { keys: [{ column: 'amount', descending: true }] }),
    { family: 'variables', id: '-', value: { least: '20' } },
  ]);
  await node(page, 'cities').waitFor();
  // The pane below has taken its place from the canvas, and with it some of the nodes.
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await boxOf(node(page, 'cities'));
}
