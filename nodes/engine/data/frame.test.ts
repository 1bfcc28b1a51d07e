import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../sql/session.ts';
import { lendColumns, readFrame } from './frame.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(() => session.close());

async function rowsOf(select: string) {
  const sql = `(${select})`;
  return { dataset: 'x', sql, schema: await session.describe(`SELECT * FROM ${sql}`), total: null };
}

describe('readFrame', () => {
  it('reads numbers, codes of texts and booleans, and times in milliseconds; missing is NaN or −1', async () => {
    const rows = await rowsOf(
      `SELECT * FROM (VALUES
        (1, 2.5, 'b''s', true, DATE '1970-01-02', TIMESTAMP '1970-01-01 00:00:01.5', 9007199254740993::BIGINT),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (3, -1.25, 'a', false, DATE '1969-12-31', TIMESTAMP '2026-01-01', 7)) v(i, d, s, f, day, t, big)`,
    );
    const { frame, rowIds } = await readFrame(session, rows, {
      columns: rows.schema.map(({ name }) => name),
      rowId: 'row_number() OVER ()',
    });
    expect(frame.rows).toBe(3);
    const number = (name: string) => [...(frame.columns.get(name) as { values: Float64Array }).values];
    expect(number('i')).toEqual([1, Number.NaN, 3]);
    expect(number('d')).toEqual([2.5, Number.NaN, -1.25]);
    expect(number('day')).toEqual([86_400_000, Number.NaN, -86_400_000]);
    expect(number('t')).toEqual([1500, Number.NaN, Date.UTC(2026, 0, 1)]);
    expect(frame.columns.get('s')).toEqual({
      kind: 'category',
      codes: Int32Array.of(1, -1, 0),
      dictionary: ['a', "b's"],
    });
    expect(frame.columns.get('f')).toEqual({
      kind: 'category',
      codes: Int32Array.of(1, -1, 0),
      dictionary: ['false', 'true'],
    });
    expect([...rowIds].sort()).toEqual([1, 2, 3]);
  });

  it('reads only the columns asked for, and an empty table', async () => {
    const rows = await rowsOf("SELECT 1 AS a, 'x' AS b WHERE false");
    const { frame } = await readFrame(session, rows, { columns: ['b'] });
    expect(frame).toEqual({
      rows: 0,
      columns: new Map([['b', { kind: 'category', codes: new Int32Array(0), dictionary: [] }]]),
    });
  });

  it('lends computed columns to SQL', async () => {
    const rows = 5000;
    const id = Float64Array.from({ length: rows }, (_, row) => row);
    const p = Float32Array.from({ length: rows }, (_, row) => row / 8);
    const lent = await lendColumns(
      session,
      new Map<string, Float64Array | Float32Array>([
        ['id', id],
        ['p', p],
      ]),
    );
    const { columns } = await session.query(`SELECT count(*), sum(p), max(id) FROM ${lent.table}`);
    expect(columns.map((values) => Number(values[0]))).toEqual([5000, (4999 * 5000) / 16, 4999]);
    await lent.drop();
    await expect(session.query(`SELECT * FROM ${lent.table}`)).rejects.toMatchObject({ code: 'SQL_FAILED' });
  });
});
