import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInvalidCell, ownMeaningId, withRules } from '../../contract/meanings.ts';
import { OwnMeaning, type OwnMeanings } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { openSession, type Session } from '../sql/session.ts';
import { columnValues } from './column-values.ts';
import { columnStats } from './stats.ts';

let session: Session;
let folder = '';
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
  folder = await mkdtemp(join(tmpdir(), 'own-meanings-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

const define = (meaning: object) => OwnMeaning.parse({ id: 'm', name: 'Code', ...meaning });
const cells = ['AB-01', ' ab-01 ', 'AB-02', 'XX', '', '  ', null, 'Ärger', "O'Neil"];

const meanings = {
  'a list': define({ kind: 'values', values: ['AB-01', 'AB-02', "O'Neil"] }),
  'a list where the case counts': define({ kind: 'values', values: ['AB-01', 'AB-02'], caseSensitive: true }),
  'an empty list': define({ kind: 'values', values: [] }),
  'a pattern': define({ kind: 'pattern', pattern: '[A-Z]{2}-\\d{2}|ä[a-z]+' }),
  'a pattern where the case counts': define({ kind: 'pattern', pattern: '[A-Z]{2}-\\d{2}', caseSensitive: true }),
};

test.each(Object.entries(meanings))(
  '%s says the same of a cell in the grid and in the database',
  async (_, meaning) => {
    const schema: Schema = [{ name: 'code', type: 'string', meaning: ownMeaningId('m') }];
    const own: OwnMeanings = { m: meaning };
    const [column] = withRules(schema, own);
    const invalid = cells.filter((cell) => column && isInvalidCell(column, cell));
    const list = cells.map((cell) => (cell === null ? '(NULL)' : `('${cell.replaceAll("'", "''")}')`)).join(', ');
    const rows = { dataset: 'd', sql: `(SELECT * FROM (VALUES ${list}) v(code))`, schema, total: cells.length };
    const { columns } = await columnStats(session, rows, { column: 'code', sample: 'all', own });
    expect(columns[0]?.invalid).toBe(invalid.length);
    expect(columns[0]?.misfits.map(({ value }) => value).sort()).toEqual([...(invalid as string[])].sort());
    expect(columns[0]?.column).toEqual(schema[0]);
    const unknown = await columnStats(session, rows, { column: 'code', sample: 'all', own: {} });
    expect(unknown.columns[0]?.invalid).toBe(0);
  },
);

test('whole numbers fit by how they are written', async () => {
  const schema: Schema = [{ name: 'n', type: 'bigint', meaning: ownMeaningId('m') }];
  const own = { m: define({ kind: 'values', values: ['1', '20'] }) };
  const rows = { dataset: 'd', sql: '(SELECT * FROM (VALUES (1::BIGINT), (20), (3)) v(n))', schema, total: 3 };
  const { columns } = await columnStats(session, rows, { sample: 'all', own });
  expect(columns[0]?.invalid).toBe(1);
  const [column] = withRules(schema, own);
  expect(column && ['1', '20', '3'].map((cell) => isInvalidCell(column, cell))).toEqual([false, false, true]);
});

test('a pattern that the database cannot read is refused where it is defined', () => {
  for (const pattern of ['(?=a)b', '(a)\\1', '(?<!x)y', '[a', '(?i)a', 'a)|(b', '']) {
    expect(OwnMeaning.safeParse({ id: 'm', name: 'Code', kind: 'pattern', pattern }).success, pattern).toBe(false);
  }
});

test('the values of a column come with their counts, the most frequent first, searched and cut', async () => {
  const list = "('b'), ('a'), ('b'), (''), (NULL), ('Abc'), ('%')";
  const schema: Schema = [{ name: 'v', type: 'string' }];
  const rows = { dataset: 'd', sql: `(SELECT * FROM (VALUES ${list}) t(v))`, schema, total: 7 };
  expect(await columnValues(session, rows, { column: 'v', limit: 10 })).toEqual({
    values: [
      { value: 'b', count: 2 },
      { value: '%', count: 1 },
      { value: 'Abc', count: 1 },
      { value: 'a', count: 1 },
    ],
    isWhole: true,
  });
  const found = await columnValues(session, rows, { column: 'v', search: 'A', limit: 1 });
  expect(found).toEqual({ values: [{ value: 'Abc', count: 1 }], isWhole: false });
  await expect(columnValues(session, rows, { column: 'w', limit: 1 })).rejects.toMatchObject({
    code: 'DATA_COLUMN_UNKNOWN',
  });
});
