import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleChoice } from '../../contract/sample.ts';
import { openSession, type Session } from '../sql/session.ts';
import { DrawnSamples } from './drawn-samples.ts';
import { sampled } from './sample.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(() => session.close());

async function rowsOf(select: string, total: number | null = null) {
  const sql = `(${select})`;
  return { dataset: 'x', sql, schema: await session.describe(`SELECT * FROM ${sql}`), total, key: select };
}

async function take(rows: Awaited<ReturnType<typeof rowsOf>>, sample: SampleChoice) {
  const found = await sampled(session, rows, { sample });
  return { ...found, page: await session.query(`SELECT * FROM ${found.sql}`) };
}

const numbers = (column: unknown[] | undefined) => (column ?? []).map(Number);

/** 60,000 rows: 50,000 of `big`, 9,000 of `middle`, 997 of `small`, one each of `rare`, an empty text and null. */
const skewed = `SELECT i, CASE WHEN i < 50000 THEN 'big' WHEN i < 59000 THEN 'middle' WHEN i < 59997 THEN 'small'
  WHEN i < 59998 THEN 'rare' WHEN i < 59999 THEN '' END AS kind FROM range(60000) r(i)`;

async function countsOf(sample: SampleChoice) {
  const { page, words } = await take(await rowsOf(skewed), sample);
  const counts = new Map<unknown, number>();
  for (const kind of page.columns[1] ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { counts: Object.fromEntries([...counts].map(([kind, n]) => [String(kind), n])), rows: page.rowCount, words };
}

describe('a random sample', () => {
  it('has as many rows as asked for, the same every time, in the order of the dataset', async () => {
    const rows = await rowsOf('SELECT i FROM range(200000) r(i)');
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => take(rows, { kind: 'random', rows: 5000, seed })),
    );
    const values = numbers(first?.page.columns[0]);
    expect(values).toHaveLength(5000);
    expect(new Set(values).size).toBe(5000);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(again?.page).toEqual(first?.page);
    expect(other?.page).not.toEqual(first?.page);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 100_000)).toBeLessThan(4000);
    expect(first?.words).toBe('random 5,000 rows');
    expect(other?.words).toBe('random 5,000 rows, draw 2');
  });

  it('is fair to rows that are alike: it chooses rows, not values', async () => {
    const { page } = await take(await rowsOf('SELECT i % 2 = 0 AS even FROM range(100000) r(i)'), {
      kind: 'random',
      rows: 1000,
      seed: 1,
    });
    const even = page.columns[0]?.filter((value) => value === true).length ?? 0;
    expect(even).toBeGreaterThan(400);
    expect(even).toBeLessThan(600);
  });
});

describe('a stratified sample', () => {
  it('keeps the share of every value to the row, and every rare value at least once', async () => {
    const { counts, rows, words } = await countsOf({ kind: 'stratified', column: 'kind', rows: 600, seed: 1 });
    expect(rows).toBe(600);
    expect(counts.rare).toBe(1);
    expect(counts['']).toBe(1);
    expect(counts.null).toBe(1);
    expect(Math.abs((counts.big ?? 0) - 500)).toBeLessThanOrEqual(3);
    expect(Math.abs((counts.middle ?? 0) - 90)).toBeLessThanOrEqual(1);
    expect(Math.abs((counts.small ?? 0) - 10)).toBeLessThanOrEqual(1);
    expect(words).toBe('random 600 rows stratified by “kind”');
  });

  it('is the same every time for a seed, and another for another', async () => {
    const rows = await rowsOf(skewed);
    const draw = (seed: number) => take(rows, { kind: 'stratified', column: 'kind', rows: 500, seed });
    const [first, again, other] = [await draw(7), await draw(7), await draw(8)];
    expect(again.page).toEqual(first.page);
    expect(other.page).not.toEqual(first.page);
  });

  it('takes the most frequent values when there is no room for all', async () => {
    const { counts } = await countsOf({ kind: 'stratified', column: 'kind', rows: 3, seed: 1 });
    expect(Object.keys(counts).sort()).toEqual(['big', 'middle', 'small']);
    const each = await take(await rowsOf('SELECT i FROM range(20000) r(i)'), {
      kind: 'stratified',
      column: 'i',
      rows: 700,
      seed: 1,
    });
    expect(new Set(each.page.columns[0]).size).toBe(700);
  });

  it('copes with odd names and with names of its own', async () => {
    const rows = await rowsOf(`SELECT i AS "a ""b""", i % 3 AS row_place, i % 5 AS row_hash FROM range(5000) r(i)`);
    const { page } = await take(rows, { kind: 'stratified', column: 'row_place', rows: 30, seed: 1 });
    expect(page.schema).toEqual(rows.schema);
    expect(page.rowCount).toBe(30);
    expect((await take(rows, { kind: 'random', rows: 30, seed: 1 })).page.schema).toEqual(rows.schema);
    await expect(take(rows, { kind: 'stratified', column: 'a b', rows: 30, seed: 1 })).rejects.toMatchObject({
      code: 'DATA_COLUMN_UNKNOWN',
    });
  });
});

describe('any sample', () => {
  it('is the whole where there are no more rows, and says so', async () => {
    for (const total of [null, 40]) {
      const rows = await rowsOf('SELECT i FROM range(40) r(i)', total);
      for (const sample of ['random', { kind: 'stratified', column: 'i', rows: 40, seed: 1 }] as const) {
        const found = await take(rows, sample);
        expect(found).toMatchObject({ words: 'all rows', total: 40 });
        expect(found.page.rowCount).toBe(40);
      }
    }
    expect(await take(await rowsOf('SELECT 1 AS i WHERE false'), 'random')).toMatchObject({ words: 'all rows' });
  });

  it('of the beginning has the first rows', async () => {
    const { page, words } = await take(await rowsOf('SELECT i FROM range(40) r(i)'), { kind: 'head', rows: 3 });
    expect(numbers(page.columns[0])).toEqual([0, 1, 2]);
    expect(words).toBe('first 3 rows');
  });
});

describe('samples that are kept', () => {
  const sample = { kind: 'random' as const, rows: 1000, seed: 1 };

  it('are drawn once for all who ask', async () => {
    const rows = await rowsOf('SELECT i FROM range(50000) r(i)');
    const statements: string[] = [];
    const counting: Session = Object.assign(Object.create(session), {
      run: (...args: Parameters<Session['run']>) => {
        statements.push(args[0]);
        return session.run(...args);
      },
    });
    const draws = new DrawnSamples(counting);
    const read = () =>
      draws.use(rows, { sample }, async ({ sql }) => (await session.query(`SELECT * FROM ${sql}`)).columns);
    const [first, second] = await Promise.all([read(), read()]);
    expect(first).toEqual(second);
    expect(await read()).toEqual(first);
    expect(statements).toHaveLength(1);
    expect(await draws.use({ ...rows, key: 'changed' }, { sample }, async ({ words }) => words)).toBe(
      'random 1,000 rows',
    );
    expect(statements).toHaveLength(2);
  });

  it('end when the last who waited leaves, and are drawn anew for the next', async () => {
    const rows = await rowsOf('SELECT i FROM range(3000000) r(i)');
    const draws = new DrawnSamples(session);
    const leaving = new AbortController();
    const gone = draws.use(rows, { sample, signal: leaving.signal }, async () => 'read');
    leaving.abort();
    await expect(gone).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await draws.use(rows, { sample }, async ({ total }) => total)).toBe(1000);
  });

  it('stay while somebody reads them, however many others are drawn', async () => {
    const rows = await rowsOf('SELECT i FROM range(50000) r(i)');
    const draws = new DrawnSamples(session);
    const count = await draws.use(rows, { sample }, async ({ sql }) => {
      for (let seed = 2; seed < 9; seed += 1) await draws.use(rows, { sample: { ...sample, seed } }, async () => seed);
      return (await session.query(`SELECT count(*) FROM ${sql}`)).columns[0]?.[0];
    });
    expect(Number(count)).toBe(1000);
  });
});
