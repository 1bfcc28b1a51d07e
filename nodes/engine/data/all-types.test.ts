import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataType, Schema } from '../../contract/schema.ts';
import { quoteText } from '../sql/quote.ts';
import { openSession, type Session } from '../sql/session.ts';
import { columnValues } from './column-values.ts';
import { csvSelect } from './csv-export.ts';
import { readPage } from './rows.ts';
import { readFiles } from './source.ts';
import { columnStats } from './stats.ts';

let session: Session;
let folder = '';
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
  folder = await mkdtemp(join(tmpdir(), 'all-types-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

const values: Record<DataType, string> = {
  string: `'a "b", c'`,
  int: '(-2147483648)::INTEGER',
  bigint: '9007199254740993',
  double: '0.1::DOUBLE',
  decimal: "'12345678901234567890.12345678'::DECIMAL(28, 8)",
  boolean: 'true',
  date: "DATE '2024-02-29'",
  timestamp: "TIMESTAMP '2024-02-29 23:59:59.123456'",
  timestamptz: "TIMESTAMPTZ '2024-02-29 23:59:59+02'",
  geopoint: "{'lat': 59.9::DOUBLE, 'lon': 10.7::DOUBLE}",
  array: "['a', 'b, c', NULL]",
  object: `'{"p": [1, null], "q": "x"}'::JSON`,
};
const names = Object.keys(values) as DataType[];
const select = names.map((name) => `${values[name]} AS "${name}"`).join(', ');
const nothing = names.map((name) => `NULL AS "${name}"`).join(', ');
const schema: Schema = names.map((name) => ({ name, type: name }));
const rows = { dataset: 'd', sql: `(SELECT ${select} UNION ALL SELECT ${nothing})`, schema, total: 2 };
const page = { offset: 0, limit: 10, sort: [], sample: 'all' as const };

it('a value of every type reaches the grid whole, and what is in its column is told', async () => {
  const { columns } = await readPage(session, rows, page);
  const first = Object.fromEntries(names.map((name, at) => [name, columns[at]?.[0]]));
  expect(first).toEqual({
    string: 'a "b", c',
    int: -2147483648,
    bigint: '9007199254740993',
    double: 0.1,
    decimal: '12345678901234567890.12345678',
    boolean: true,
    date: '2024-02-29',
    timestamp: '2024-02-29T23:59:59.123456',
    timestamptz: expect.stringMatching(/^2024-02-29T21:59:59(\.0+)?(Z|\+00(:00)?)$/),
    geopoint: { lat: 59.9, lon: 10.7 },
    array: ['a', 'b, c', null],
    object: { p: [1, null], q: 'x' },
  });
  expect(columns.map((cells) => cells[1])).toEqual(names.map(() => null));
  for (const column of names) {
    const { columns: figures } = await columnStats(session, rows, { column, sample: 'all' });
    expect(figures[0]).toMatchObject({ rows: 2, empty: 1, invalid: 0, distinct: 1 });
    expect((await columnValues(session, rows, { column, limit: 5 })).values).toHaveLength(1);
  }
});

it('a CSV file of every type is read again as it was', async () => {
  const path = join(folder, 'all.csv');
  await session.run(`COPY (${csvSelect(rows)}) TO ${quoteText(path)} (FORMAT csv, HEADER true)`);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('"[""a"",""b, c"",null]"');
  expect(text).toContain('"{""lat"":59.9,""lon"":10.7}"');
  const same = schema.filter(({ type }) => type !== 'geopoint' && type !== 'array');
  const texts = schema.map((column) => (same.includes(column) ? column : { ...column, type: 'string' as const }));
  const source = { dataset: 'd', files: [path], format: { kind: 'csv' }, schema: texts };
  const { sql } = await readFiles(source, { session });
  const again = await readPage(session, { ...rows, sql, schema: texts }, page);
  const { columns } = await readPage(session, rows, page);
  for (const { name } of same)
    expect(again.columns[names.indexOf(name as DataType)]).toEqual(columns[names.indexOf(name as DataType)]);
});
