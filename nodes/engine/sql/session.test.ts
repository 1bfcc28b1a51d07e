import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parquetRelation, quoteText } from './quote.ts';
import { openSession, type Session } from './session.ts';

let folder: string;
let session: Session;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-sql-'));
  session = await openSession({ threads: 2, memoryLimit: '512MB', tempDir: folder });
});

afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true, force: true });
});

test('values keep their precision on the wire', async () => {
  const result = await session.query(`
    SELECT 9007199254740993::BIGINT AS big, 0.10::DECIMAL(10, 2) AS dec, 'nan'::DOUBLE AS nan,
      DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 10:00:00.5' AS at, TIMESTAMPTZ '2024-02-29 10:00:00+02' AS zoned,
      [1, NULL] AS list, {'lat': 1.5::DOUBLE, 'lon': 2::DOUBLE} AS place, TIME '10:00:00' AS clock, NULL::INT AS none`);
  expect(result.schema.map((column) => column.type)).toEqual([
    ...['bigint', 'decimal', 'double', 'date', 'timestamp', 'timestamptz', 'array', 'geopoint', 'string', 'int'],
  ]);
  expect(result.columns.map((column) => column[0])).toEqual([
    '9007199254740993',
    '0.10',
    'NaN',
    '2024-02-29',
    '2024-02-29T10:00:00.5',
    '2024-02-29T08:00:00Z',
    [1, null],
    { lat: 1.5, lon: 2 },
    '10:00:00',
    null,
  ]);
});

test('a copy to Parquet reports its rows and is read back, whatever characters the file name has', async () => {
  const file = join(folder, "odd [name] *it's.parquet");
  expect(await session.copyToParquet('SELECT i FROM range(1000) AS t(i)', file)).toBe(1000);
  const back = await session.query(`SELECT count(*) AS n FROM ${parquetRelation(file)}`);
  expect(back.columns).toEqual([['1000']]);
});

test('an aborted query ends with ABORTED', async () => {
  const abort = new AbortController();
  const running = session.query('SELECT count(*) FROM range(100000000000)', { signal: abort.signal });
  setImmediate(() => abort.abort());
  await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  expect((await session.query('SELECT 1 AS one')).columns).toEqual([[1]]);
});

test('nothing stays of a copy that is aborted', async () => {
  const abort = new AbortController();
  const file = join(folder, 'aborted.parquet');
  const select = 'SELECT i, hash(i) AS h FROM range(100000000000) AS t(i)';
  const running = session.copyToParquet(select, file, { signal: abort.signal });
  await expect.poll(() => existsSync(file)).toBe(true);
  abort.abort();
  await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  await expect.poll(() => existsSync(file)).toBe(false);
});

test('a call that waits for its memory hears the signal', async () => {
  const gate = { wait: Promise.resolve() };
  const waiting = await openSession({ onBusy: () => gate.wait });
  try {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate.wait = promise;
    const abort = new AbortController();
    const running = waiting.query('SELECT 1', { signal: abort.signal });
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    resolve();
    expect((await waiting.query('SELECT 1 AS one')).columns).toEqual([[1]]);
  } finally {
    waiting.close();
  }
});

test('a session is closed under a query that runs', async () => {
  const closing = await openSession({ threads: 1 });
  const running = closing.query('SELECT count(*) FROM range(100000000000)');
  setImmediate(() => closing.close());
  await expect(running).rejects.toThrow();
  await expect(closing.query('SELECT 1')).rejects.toThrow('closed');
});

test('engine errors become codes with a clean message', async () => {
  await expect(session.query(`SELECT 'abc'::INT`)).rejects.toMatchObject({
    code: 'SQL_VALUE_UNFIT',
    message: "A value does not fit: Could not convert string 'abc' to INT32",
  });
  await expect(session.query('SELECT 9223372036854775807 + 1')).rejects.toMatchObject({ code: 'SQL_OUT_OF_RANGE' });
  await expect(session.query('SELEC 1')).rejects.toMatchObject({ code: 'SQL_FAILED' });
});

test('numeric columns arrive as doubles with NaN for null, across blocks', async () => {
  const { names, columns } = await session.readNumericColumns(
    `SELECT i AS "A b", CASE WHEN i % 2 = 0 THEN i * 0.5 END AS half, i % 2 = 0 AS even FROM range(100000) AS t(i) ORDER BY i`,
  );
  expect(names).toEqual(['A b', 'half', 'even']);
  expect(columns.map((column) => column.length)).toEqual([100000, 100000, 100000]);
  expect(columns.map((column) => column[99_999])).toEqual([99_999, Number.NaN, 0]);
  expect(columns[1]?.[99_998]).toBe(49_999);
  const empty = await session.readNumericColumns('SELECT 1 AS x WHERE false');
  expect(empty).toEqual({ names: ['x'], columns: [new Float64Array(0)] });
});

test('describe tells columns and types without running the query', async () => {
  expect(await session.describe(`SELECT i AS n, CAST(error('never') AS VARCHAR) AS e FROM range(3) AS t(i)`)).toEqual([
    { name: 'n', type: 'bigint' },
    { name: 'e', type: 'string' },
  ]);
});

test('with allowed folders given, other files stay closed', async () => {
  const limited = await openSession({ allowedDirectories: [folder] });
  try {
    await limited.copyToParquet('SELECT 1 AS one', join(folder, 'inside.parquet'));
    const outside = join(tmpdir(), 'millrace-outside.parquet');
    await expect(limited.copyToParquet('SELECT 1 AS one', outside)).rejects.toMatchObject({ code: 'SQL_FORBIDDEN' });
    await expect(limited.query(`SELECT * FROM read_csv(${quoteText('/etc/hostname')})`)).rejects.toMatchObject({
      code: 'SQL_FORBIDDEN',
    });
  } finally {
    limited.close();
  }
});

test('a query larger than the memory spills to the temporary folder, and says so when there is none', async () => {
  const sort = 'SELECT i, md5(i::VARCHAR) AS h FROM range(3000000) AS t(i) ORDER BY h';
  const file = join(folder, 'sorted.parquet');
  const roomy = await openSession({ memoryLimit: '120MB', threads: 1, tempDir: folder, allowedDirectories: [folder] });
  try {
    expect(await roomy.copyToParquet(sort, file)).toBe(3_000_000);
  } finally {
    roomy.close();
  }
  const tight = await openSession({ memoryLimit: '60MB', threads: 1 });
  try {
    await expect(tight.copyToParquet(sort, file)).rejects.toMatchObject({
      code: 'SQL_OUT_OF_MEMORY',
      message: 'The query needs more memory than the node allows (60MB)',
    });
  } finally {
    tight.close();
  }
});

test('queries of one session run side by side', async () => {
  const counts = await Promise.all(
    Array.from({ length: 8 }, (_, n) => session.query(`SELECT count(*) AS c FROM range(${n + 1} * 100000)`)),
  );
  expect(counts.map((result) => result.columns[0]?.[0])).toEqual(
    Array.from({ length: 8 }, (_, n) => String((n + 1) * 100_000)),
  );
});
