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

  it('speaks of the rows that fit a condition alone, exactly when these are few of many', async () => {
    const rows = await rowsOf("SELECT i::DOUBLE AS n, 'v' || (i % 3) AS t FROM range(1000000) r(i)");
    const where = '"n" >= 999900 OR "t" IS NULL';
    const { columns } = await columnStats(
      session,
      { ...rows, total: 1_000_000 },
      { column: 'n', sample: 'all', where },
    );
    expect(columns[0]).toMatchObject({ rows: 100, distinct: 100, min: '999900.0', mean: 999949.5 });
    expect(columns[0]?.quantiles.find(({ p }) => p === 0.5)?.value).toBe(999949.5);
    expect(columns[0]?.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(100);
    const texts = await columnStats(session, rows, { column: 't', sample: 'all', where });
    expect(texts.columns[0]?.top.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    expect(texts.columns[0]?.patterns).toMatchObject([{ count: 100 }]);
  });

  it('keeps a distribution that one cell far from all others stands beyond', async () => {
    const rows = await rowsOf(
      "SELECT CASE WHEN i = 500 THEN 1e15 ELSE i / 100.0 END AS n, CASE WHEN i = 500 THEN TIMESTAMP '9999-12-31' ELSE TIMESTAMP '2026-01-01' + INTERVAL 1 SECOND * i END AS at FROM range(1000) r(i)",
    );
    for (const column of ['n', 'at']) {
      const { columns } = await columnStats(session, rows, { column, sample: 'all' });
      expect(columns[0]?.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(1000);
    }
  });

  it('leaves out the figures of numbers too large to be squared, and gives all others', async () => {
    const rows = await rowsOf(
      "SELECT * FROM (VALUES (1.7e308, 1.0), (-1.7e308, 2.0), (1.7e308, 3.0), ('inf'::DOUBLE, 4.0), (2.0, 5.0)) v(huge, small)",
    );
    const { columns } = await columnStats(session, rows, { sample: 'all' });
    expect(columns[0]).toMatchObject({ rows: 5, distinct: 4, mean: null, stddev: null });
    expect(columns[0]?.quantiles.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(columns[1]).toMatchObject({ mean: 3, stddev: Math.sqrt(2.5) });
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

  it('gives figures as they are worked out by hand, on a sample and on all rows', async () => {
    // 1 … 9 twice, and 100: quartiles, mean and deviation of 19 values.
    const rows = await rowsOf(
      'SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 100]) AS n',
    );
    for (const sample of ['head', 'random', 'all'] as const) {
      const [n] = (await columnStats(session, rows, { column: 'n', sample })).columns;
      const at = (p: number) => n?.quantiles.find((one) => one.p === p)?.value;
      expect([at(0.25), at(0.5), at(0.75)]).toEqual([3.5, 6, 9]);
      expect(n?.mean).toBeCloseTo(232 / 23, 10);
      // The deviations squared: 23 values, their squares 2 · 506 + 10,000, less the square of the sum over 23.
      expect(n?.stddev).toBeCloseTo(Math.sqrt((11_012 - 232 ** 2 / 23) / 22), 10);
      expect(n?.outliers).toEqual({ below: 0, above: 1, low: 3.5 - 8.25, high: 9 + 8.25 });
      expect(n).toMatchObject({ rows: 23, distinct: 12, min: '1', max: '100' });
      expect(n?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(23);
    }
  });

  it('tells of numbers that come again and again, and of no outliers where the quartiles are the same', async () => {
    const rows = await rowsOf(
      'SELECT CASE WHEN i % 2 = 0 THEN 999 ELSE i % 40 END AS n, CASE WHEN i < 190 THEN 0 ELSE i END AS z FROM range(200) r(i)',
    );
    const [n] = (await columnStats(session, rows, { column: 'n', sample: 'all' })).columns;
    expect(n?.top.slice(0, 2)).toEqual([
      { value: '999', count: 100 },
      { value: '1', count: 5 },
    ]);
    expect(n?.histogram).toHaveLength(20);
    const [z] = (await columnStats(session, rows, { column: 'z', sample: 'all' })).columns;
    expect(z?.outliers).toBeNull();
  });

  it('tells of dates, true and false, texts, lists and objects what can be told of each', async () => {
    const rows = await rowsOf(`SELECT DATE '2026-01-01' + CAST(i AS INTEGER) AS day, i % 4 = 0 AS flag,
      'x' || i AS t, CASE WHEN i < 10 THEN ['a', 'a', 'b'] WHEN i < 15 THEN ['b'] END AS tags,
      {'p': i, 'q r': CASE WHEN i < 5 THEN 1 END} AS o, MAP {'k' || (i % 2): i} AS m FROM range(20) r(i)`);
    const of = async (column: string) => (await columnStats(session, rows, { column, sample: 'all' })).columns[0];
    expect(await of('day')).toMatchObject({ min: '2026-01-01', max: '2026-01-20', distinct: 20, top: [] });
    expect((await of('day'))?.histogram).toHaveLength(20);
    expect((await of('flag'))?.top).toEqual([
      { value: 'false', count: 15 },
      { value: 'true', count: 5 },
    ]);
    expect((await of('t'))?.lengths).toEqual({ min: 2, max: 3, mean: 2.5 });
    const tags = await of('tags');
    expect(tags?.lengths).toEqual({ min: 1, max: 3, mean: 35 / 15 });
    // A list that has an item twice is one cell.
    expect(tags?.elements).toEqual([
      { value: 'b', count: 15 },
      { value: 'a', count: 10 },
    ]);
    expect((await of('o'))?.elements).toEqual([
      { value: 'p', count: 20 },
      { value: 'q r', count: 5 },
    ]);
    expect((await of('m'))?.elements.map(({ value }) => value)).toEqual(['k0', 'k1']);
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
