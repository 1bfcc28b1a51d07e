import { expect, test } from 'vitest';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { PageLoader } from './page-loader.ts';

const pageAt = (offset: number, rows: number): RowsPage => ({
  schema: [{ name: 'n', type: 'int' }],
  columns: [Array.from({ length: rows }, (_, i) => offset + i)],
  offset,
  total: 100_000,
  sample: 'all rows',
});

/** A loader whose pages come when the test says so. */
function loader() {
  const open = new Map<number, { pages: number; give: (page: RowsPage) => void }>();
  const aborted: number[] = [];
  const came: number[] = [];
  const failures: unknown[] = [];
  const pages = new PageLoader({
    pageRows: 10,
    load: (offset, limit, signal) =>
      new Promise((resolve, reject) => {
        open.set(offset / 10, { pages: limit / 10, give: resolve });
        signal.addEventListener('abort', () => {
          aborted.push(offset / 10);
          open.delete(offset / 10);
          reject(signal.reason);
        });
      }),
    onPage: (index) => came.push(index),
    onError: (cause) => failures.push(cause),
  });
  const answer = async (...indexes: number[]) => {
    for (const index of indexes) {
      const request = open.get(index);
      request?.give(pageAt(index * 10, request.pages * 10));
      open.delete(index);
      await Promise.resolve();
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { pages, open, aborted, came, failures, answer };
}

/** First page and number of pages of each request on its way. */
const asked = (open: ReadonlyMap<number, { pages: number }>) =>
  [...open].map(([first, { pages }]) => [first, pages]).sort(([a = 0], [b = 0]) => a - b);

test('pages in sight are asked for first, and those ahead in another request', async () => {
  const { pages, open, answer, came } = loader();
  pages.show(0, 15, 99_999);
  expect(asked(open)).toEqual([
    [0, 2],
    [2, 2],
  ]);
  await answer(0, 2);
  expect(came).toEqual([0, 2]);
  expect(pages.page(1)?.columns[0]?.[15]).toBe(15);
  expect(pages.page(3)?.columns[0]?.[39 - 20]).toBe(39);
  expect(pages.known).toBe(40);
});

test('the faster the rows pass, the farther ahead they are asked for, in large pieces', async () => {
  const { pages, open, answer } = loader();
  pages.show(0, 15, 99_999);
  await answer(0, 2);
  for (const row of [10, 20, 30]) pages.show(row, row + 15, 99_999);
  expect(asked(open)).toEqual([
    [4, 8],
    [12, 8],
    [20, 4],
  ]);
  await answer(4, 12, 20);
  for (const row of [40, 50, 60]) pages.show(row, row + 15, 99_999);
  expect(asked(open)).toEqual([]);
  pages.show(70, 85, 99_999);
  expect(asked(open)).toEqual([[24, 8]]);
});

test('a jump gives up what is on its way and fetches the place jumped to', async () => {
  const { pages, open, aborted, answer, failures } = loader();
  pages.show(0, 15, 99_999);
  pages.show(50_000, 50_015, 99_999);
  expect(aborted.sort()).toEqual([0, 2]);
  expect(asked(open)).toEqual([
    [5000, 2],
    [5002, 2],
  ]);
  await answer(5000);
  expect(pages.page(5001)).toBeDefined();
  expect(failures).toEqual([]);
});

test('while the scroll bar is dragged only its first place and the one it comes to rest at are asked for', async () => {
  const { pages, open, aborted } = loader();
  pages.show(0, 5, 99_999);
  for (const row of [10_000, 20_000, 30_000]) pages.show(row, row + 5, 99_999);
  expect(asked(open)).toEqual([]);
  expect(aborted).toContain(1000);
  await expect
    .poll(() => asked(open))
    .toEqual([
      [3000, 1],
      [3001, 2],
    ]);
  expect(aborted).not.toContain(2000);
});

test('scrolling up looks ahead upwards', () => {
  const { pages, open } = loader();
  pages.show(30_000, 30_005, 99_999);
  pages.show(29_999, 30_004, 99_999);
  expect(asked(open)).toContainEqual([2997, 2]);
});

test('a table of many columns is asked for in smaller pieces', async () => {
  const came: number[] = [];
  const pages = new PageLoader({
    pageRows: 250,
    load: async (offset, limit) => ({ ...pageAt(offset, limit), columns: Array.from({ length: 200 }, () => []) }),
    onPage: (index) => came.push(index),
    onError: () => {},
  });
  pages.show(0, 0, 0);
  await expect.poll(() => came).toEqual([0]);
  for (const row of [250, 500, 750]) pages.show(row, row + 30, 99_999);
  await expect.poll(() => came.length).toBeGreaterThan(8);
  expect(came.slice(2).every((index, at, all) => at === 0 || index - (all[at - 1] ?? 0) <= 2)).toBe(true);
});

test('what has come is not asked for again, and nothing beyond the last row', async () => {
  const { pages, open, answer } = loader();
  pages.show(99_980, 99_999, 99_999);
  expect(asked(open)).toEqual([[9998, 2]]);
  await answer(9998);
  pages.show(99_985, 120_000, 99_999);
  expect(asked(open)).toEqual([]);
});

test('only so many pages are kept: the farthest go, the first stays', async () => {
  const { pages, open, answer } = loader();
  for (let index = 0; index < 300; index += 1) {
    pages.show(index * 10, index * 10 + 9, 99_999);
    await answer(...open.keys());
  }
  expect(pages.page(0)).toBeDefined();
  expect(pages.page(1)).toBeUndefined();
  expect(pages.page(299)).toBeDefined();
});

test('after the end nothing is told', async () => {
  const { pages, answer, came } = loader();
  pages.show(0, 5, 99_999);
  pages.stop();
  await answer(0);
  expect(came).toEqual([]);
});
