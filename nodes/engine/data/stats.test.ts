import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../contract/schema.ts';
import { openSession, type Session } from '../sql/session.ts';
import { readPage } from './rows.ts';
import { columnStats } from './stats.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(() => session.close());

async function rowsOf(select: string, meanings: Record<string, Schema[number]['meaning']> = {}) {
  const sql = `(${select})`;
  const found = await session.describe(`SELECT * FROM ${sql}`);
  const schema = found.map((column) => ({
    ...column,
    ...(meanings[column.name] && { meaning: meanings[column.name] }),
  }));
  return { dataset: 'x', sql, schema, total: null };
}

describe('columnStats', () => {
  it('gives figures, histogram and frequent values', async () => {
    const rows = await rowsOf(
      "SELECT i::DOUBLE AS n, 'v' || (i % 3) AS t, TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * i AS at FROM range(100) r(i)",
    );
    const { columns } = await columnStats(session, rows, { sample: 'all' });
    const [n, t, at] = columns;
    expect(n).toMatchObject({ rows: 100, empty: 0, distinct: 100, min: '0.0', max: '99.0', mean: 49.5, top: [] });
    expect(n?.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(100);
    expect(t).toMatchObject({ distinct: 3, mean: null, histogram: [], top: [{ value: 'v0', count: 34 }, {}, {}] });
    expect(at).toMatchObject({ distinct: 100, min: '2026-01-01 00:00:00' });
    expect(at?.histogram).toHaveLength(20);
  });

  it('counts empty cells and those that do not fit their meaning', async () => {
    const rows = await rowsOf(
      "SELECT * FROM (VALUES ('a@b.org', 40.0), ('nobody', 91.0), (' ', NULL), (NULL, -90.0)) v(mail, lat)",
      {
        mail: 'email',
        lat: 'latitude',
      },
    );
    const { columns } = await columnStats(session, rows, { sample: 'all' });
    expect(columns.map(({ empty, invalid }) => [empty, invalid])).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });

  it('tells of one column alone its outliers, the shapes of its texts and what does not fit', async () => {
    const rows = await rowsOf(
      "SELECT CASE WHEN i = 99 THEN 10000.0 ELSE i END AS n, CASE WHEN i % 10 = 0 THEN 'nobody' ELSE 'a' || i || '@b.org' END AS mail FROM range(100) r(i)",
      { mail: 'email' },
    );
    const all = await columnStats(session, rows, { sample: 'all' });
    expect(all.columns.map(({ outliers, patterns }) => [outliers, patterns])).toEqual([
      [null, []],
      [null, []],
    ]);
    const n = (await columnStats(session, rows, { column: 'n', sample: 'random' })).columns[0];
    expect(n?.outliers).toMatchObject({ below: 0, above: 1 });
    const mail = (await columnStats(session, rows, { column: 'mail', sample: 'all' })).columns[0];
    expect(mail?.misfits).toEqual([{ value: 'nobody', count: 10 }]);
    expect(mail?.patterns).toEqual([
      { pattern: 'a99@a.aaa', count: 81, example: 'a11@b.org' },
      { pattern: 'aaaaaa', count: 10, example: 'nobody' },
      { pattern: 'a9@a.aaa', count: 9, example: 'a1@b.org' },
    ]);
    expect(mail?.top.length).toBeGreaterThan(10);
  });

  it('copes with no rows, with nothing but nulls, and with values that are no numbers', async () => {
    const none = await columnStats(session, await rowsOf("SELECT 1 AS a, 'x' AS b, true AS c WHERE false"), {
      sample: 'head',
    });
    expect(none.columns.map(({ rows, distinct, top, histogram }) => [rows, distinct, top, histogram])).toEqual(
      Array(3).fill([0, 0, [], []]),
    );
    const nulls = await columnStats(session, await rowsOf('SELECT NULL::DOUBLE AS a, NULL::VARCHAR AS b'), {
      sample: 'all',
    });
    expect(nulls.columns.map(({ empty }) => empty)).toEqual([1, 1]);
    const odd = await columnStats(
      session,
      await rowsOf("SELECT unnest([1.0, 'nan'::DOUBLE, 'inf'::DOUBLE, 3.0]) AS a"),
      { sample: 'all' },
    );
    expect(odd.columns[0]).toMatchObject({ rows: 4, invalid: 2, mean: 2 });
  });

  it('handles lists, objects and odd names, and names an unknown column', async () => {
    const rows = await rowsOf(`SELECT [1, 2] AS "a ""b""", {'x': 1} AS "c d", 5 AS "e'"`);
    const { columns } = await columnStats(session, rows, { sample: 'all' });
    expect(columns.map(({ column, min }) => [column.name, min])).toEqual([
      ['a "b"', null],
      ['c d', null],
      ["e'", '5'],
    ]);
    await expect(columnStats(session, rows, { column: 'c', sample: 'all' })).rejects.toMatchObject({
      code: 'DATA_COLUMN_UNKNOWN',
    });
  });
});

describe('readPage', () => {
  const page = { offset: 0, limit: 3, sort: [], sample: 'all' as const };

  it('keeps the order of rows over pages, and tells the total at the end', async () => {
    const rows = await rowsOf('SELECT i AS n FROM range(8) r(i)');
    expect(await readPage(session, rows, { ...page, offset: 3 })).toMatchObject({
      columns: [['3', '4', '5']],
      total: null,
    });
    expect(await readPage(session, rows, { ...page, offset: 6 })).toMatchObject({ columns: [['6', '7']], total: 8 });
    expect(await readPage(session, rows, { ...page, offset: 9 })).toMatchObject({ columns: [[]], total: null });
  });

  it('takes the same random rows every time', async () => {
    const rows = await rowsOf('SELECT i AS n FROM range(50000) r(i)');
    const [first, second] = await Promise.all([0, 1].map(() => readPage(session, rows, { ...page, sample: 'random' })));
    expect(first).toEqual(second);
    expect(first?.sample).toBe('random 10,000 rows');
  });

  it('writes large integers, times and infinities so that nothing is lost', async () => {
    const rows = await rowsOf(
      "SELECT 9007199254740993 AS big, 'inf'::DOUBLE AS inf, TIMESTAMP '2026-01-02 03:04:05.678' AS at, 1.10::DECIMAL(9,2) AS money",
    );
    expect((await readPage(session, rows, page)).columns).toEqual([
      ['9007199254740993'],
      ['Infinity'],
      ['2026-01-02T03:04:05.678'],
      ['1.10'],
    ]);
  });
});
