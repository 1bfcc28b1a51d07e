import { expect, test } from 'vitest';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { PageLoader } from './page-loader.ts';

const pageAt = (offset: number): RowsPage => ({
  schema: [{ name: 'n', type: 'int' }],
  columns: [Array.from({ length: 10 }, (_, i) => offset + i)],
  offset,
  total: 100_000,
  sample: 'all rows',
});

/** A loader whose pages come when the test says so. */
function loader() {
  const open = new Map<number, (page: RowsPage) => void>();
  const aborted: number[] = [];
  const came: number[] = [];
  const failures: unknown[] = [];
  const pages = new PageLoader({
    pageRows: 10,
    load: (offset, _, signal) =>
      new Promise((resolve, reject) => {
        open.set(offset / 10, resolve);
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
      open.get(index)?.(pageAt(index * 10));
      open.delete(index);
      await Promise.resolve();
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { pages, open, aborted, came, failures, answer };
}

const asked = (open: Map<number, unknown>) => [...open.keys()].sort((a, b) => a - b);

test('pages in sight are asked for first, then those ahead', async () => {
  const { pages, open, answer, came } = loader();
  pages.show(0, 15, 99_999);
  expect(asked(open)).toEqual([0, 1, 2]);
  await answer(0);
  expect(asked(open)).toEqual([1, 2, 3]);
  await answer(1, 2, 3);
  expect(came).toEqual([0, 1, 2, 3]);
  expect(pages.page(1)?.columns[0]?.[5]).toBe(15);
  expect(pages.known).toBe(40);
});

test('a jump gives up what is on its way and fetches the place jumped to', async () => {
  const { pages, open, aborted, answer, failures } = loader();
  pages.show(0, 15, 99_999);
  pages.show(50_000, 50_015, 99_999);
  expect(aborted.sort()).toEqual([0, 1, 2]);
  expect(asked(open)).toEqual([5000, 5001, 5002]);
  await answer(5000);
  expect(pages.page(5000)).toBeDefined();
  expect(failures).toEqual([]);
});

test('scrolling up looks ahead upwards', () => {
  const { pages, open } = loader();
  pages.show(50_000, 50_005, 99_999);
  pages.show(30_000, 30_005, 99_999);
  expect(asked(open)).toEqual([2998, 2999, 3000]);
});

test('what has come is not asked for again, and nothing beyond the last row', async () => {
  const { pages, open, answer } = loader();
  pages.show(99_980, 99_999, 99_999);
  expect(asked(open)).toEqual([9998, 9999]);
  await answer(9998, 9999);
  pages.show(99_985, 120_000, 99_999);
  expect(asked(open)).toEqual([]);
});

test('only so many pages are kept: the farthest go, the first stays', async () => {
  const { pages, answer } = loader();
  for (let index = 0; index < 170; index += 1) {
    pages.show(index * 10, index * 10 + 9, 99_999);
    await answer(index);
  }
  expect(pages.page(0)).toBeDefined();
  expect(pages.page(1)).toBeUndefined();
  expect(pages.page(169)).toBeDefined();
});

test('after the end nothing is told', async () => {
  const { pages, answer, came } = loader();
  pages.show(0, 5, 99_999);
  pages.stop();
  await answer(0);
  expect(came).toEqual([]);
});
