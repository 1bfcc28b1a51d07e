import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../sql/quote.ts';
import { openSession, type Session } from '../sql/session.ts';
import { RowIndexes } from './row-index.ts';
import type { FileRows } from './row-order.ts';
import { type PageRequest, readPage } from './rows.ts';
import { SortedCopies } from './sorted-copies.ts';

const total = 250_000;
let folder = '';
let session: Session;
let rows: FileRows;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'row-index-'));
  session = await openSession({ preserveOrder: true });
  const file = join(folder, 'rows[1].parquet');
  const select = `SELECT i::INTEGER AS id, CASE WHEN i % 1000 = 7 THEN NULL ELSE 'city ' || (hash(i) % 40) END AS city,
    (hash(i, 3) % 5000) / 10.0 AS amount FROM range(${total}) r(i)`;
  await session.copyToParquet(select, file);
  const sql = `(SELECT * FROM read_parquet(${quoteText(file.replace('[', '[[]'))}))`;
  const schema = [
    { name: 'id', type: 'int' as const },
    { name: 'city', type: 'string' as const },
    { name: 'amount', type: 'double' as const },
  ];
  rows = { dataset: 'rows', sql, schema, total, file, key: 'k' };
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true });
});

const request = (more: Partial<PageRequest>): PageRequest => ({
  offset: 0,
  limit: 50,
  sort: [],
  sample: 'all',
  ...more,
});
/** The file's own order decides between equal rows. */
const plainly = (asked: PageRequest) =>
  readPage(session, rows, { ...asked, sort: [...asked.sort, { column: 'id', descending: false }] });

const requests: Record<string, Partial<PageRequest>> = {
  'the beginning of an order': { sort: [{ column: 'amount', descending: true }] },
  'the middle of an order': { sort: [{ column: 'amount', descending: true }], offset: 120_000 },
  'text that repeats, nothing last': { sort: [{ column: 'city', descending: true }], offset: total - 260 },
  'several keys': {
    sort: [
      { column: 'city', descending: false },
      { column: 'amount', descending: true },
    ],
    offset: 100_000,
  },
  'a filter': { where: "city = 'city 3'", offset: 2_000 },
  'a filter and an order': { where: 'amount > 400', sort: [{ column: 'amount', descending: false }], offset: 10_000 },
  'past the end': { where: 'id < 10', offset: 20 },
  'nothing at all': { where: 'id < 0' },
};

test.each(Object.entries(requests))('pages by an index are the pages of the query: %s', async (_, more) => {
  const indexes = new RowIndexes(session);
  const asked = request(more);
  expect(RowIndexes.fits(rows, asked)).toBe(true);
  const [first, wanted] = [await indexes.readPage(rows, asked), await plainly(asked)];
  expect(first.columns).toEqual(wanted.columns);
  const again = await indexes.readPage(rows, asked);
  expect(again.columns).toEqual(wanted.columns);
  expect(first.total).toBe(again.total);
  const { columns } = await session.query(`SELECT count(*) FROM ${rows.sql} WHERE ${asked.where ?? 'true'}`);
  expect(first.total).toBe(Number(columns[0]?.[0]));
});

test.each([
  { sort: [{ column: 'amount', descending: true }] },
  { sort: [{ column: 'city', descending: false }], where: 'amount > 100' },
])('once someone scrolls in an order, its pages come from a sorted copy and stay the same: %j', async (more) => {
  const indexes = new RowIndexes(session);
  const asked = request({ ...more, offset: 30_017, limit: 500 });
  const before = await indexes.readPage(rows, asked);
  expect(before.columns).toEqual((await plainly(asked)).columns);
  const copies = new SortedCopies(session);
  const key = JSON.stringify([rows.key, asked.sort, asked.where]);
  const options = { choice: asked, total: before.total ?? 0 };
  await expect.poll(() => copies.of(key, rows, options), { timeout: 20_000 }).toBeTruthy();
  const after = await indexes.readPage(rows, asked);
  expect(after).toEqual(before);
  const end = { ...asked, offset: (before.total ?? 0) - 10 };
  expect((await indexes.readPage(rows, end)).columns).toEqual((await plainly(end)).columns);
});

test('pages that share a block, or lie in two, are read rightly', async () => {
  const indexes = new RowIndexes(session);
  const pages = [1990, 2010, 1995, 3999, 4000].map((offset) =>
    request({ where: 'id % 3 = 0', sort: [{ column: 'amount', descending: true }], offset, limit: 20 }),
  );
  for (const asked of pages) {
    const [found, wanted] = [await indexes.readPage(rows, asked), await plainly(asked)];
    expect(found.columns).toEqual(wanted.columns);
  }
});

test('whole files, samples and small datasets need no index', () => {
  const sort = [{ column: 'amount', descending: true }];
  expect(RowIndexes.fits(rows, request({}))).toBe(false);
  expect(RowIndexes.fits(rows, request({ sort, sample: 'head' }))).toBe(false);
  expect(RowIndexes.fits({ ...rows, total: 10 }, request({ sort }))).toBe(false);
});

test('who gives up does not end the work of those who wait', async () => {
  const indexes = new RowIndexes(session);
  const asked = request({ sort: [{ column: 'amount', descending: false }], offset: 5_000 });
  const stop = new AbortController();
  const [left, stays] = [indexes.readPage(rows, { ...asked, signal: stop.signal }), indexes.readPage(rows, asked)];
  stop.abort();
  await expect(left).rejects.toMatchObject({ code: 'ABORTED' });
  expect((await stays).columns[0]).toHaveLength(50);
});

test('many requests one after another keep only some indexes', async () => {
  const indexes = new RowIndexes(session);
  for (let least = 0; least < 9; least += 1) await indexes.readPage(rows, request({ where: `amount > ${least}` }));
  const again = await indexes.readPage(rows, request({ where: 'amount > 0' }));
  expect(again.columns[0]).toHaveLength(50);
});

test('a column that is not there is named', async () => {
  const asked = request({ sort: [{ column: 'amuont', descending: false }] });
  await expect(new RowIndexes(session).readPage(rows, asked)).rejects.toMatchObject({ code: 'DATA_COLUMN_UNKNOWN' });
});
