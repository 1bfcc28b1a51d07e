import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quoteText } from '../sql/quote.ts';
import { openSession, type Session } from '../sql/session.ts';
import { folderKeys } from './partitions.ts';
import { detectFiles, readFiles } from './source.ts';

let session: Session;
let folder = '';
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
  folder = await mkdtemp(join(tmpdir(), 'partitions-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes files at paths below a folder of their own. */
async function files(name: string, contents: Record<string, string>): Promise<string[]> {
  const paths = Object.keys(contents).map((path) => join(folder, name, path));
  for (const [at, content] of Object.values(contents).entries()) {
    await mkdir(dirname(paths[at]!), { recursive: true });
    await writeFile(paths[at]!, content);
  }
  return paths;
}

async function read(
  paths: string[],
  kind: string,
  { folder, ...settings }: { folder?: string; encoding?: string; header?: boolean } = {},
) {
  const source = { dataset: 'd', files: paths, folder, format: { kind, ...settings } };
  const { format, schema } = await detectFiles(source, { session });
  const { sql, extra } = await readFiles({ ...source, format, schema }, { session });
  const { columns } = await session.query(`SELECT * FROM ${sql} ORDER BY ALL`);
  return { format, schema: schema.map(({ name, type }) => [name, type]), columns, extra };
}

const days = { 'region=eu/day=2026-01-01/a': 1, 'region=eu/day=2026-01-02/a': 2, 'region=n%20a/day=2026-01-01/a': 3 };
const expected = [
  ['1', '2', '3'],
  ['x', 'x', 'x'],
  ['2026-01-01', '2026-01-02', '2026-01-01'],
  ['eu', 'eu', 'n a'],
];

/** Columns of the files, then those of their folders. */
const withFolders = [
  ['id', 'bigint'],
  ['t', 'string'],
  ['day', 'date'],
  ['region', 'string'],
];

it.each(['csv', 'json', 'parquet'])('folders of the Hive style are columns of %s files', async (kind) => {
  const content = (id: number) => (kind === 'csv' ? `id,t\n${id},x\n` : `{"id": ${id}, "t": "x"}\n`);
  const named = Object.entries(days).map(([path, id]) => [`${path}.${kind}`, content(id)] as const);
  const paths = await files(kind, Object.fromEntries(named));
  if (kind === 'parquet')
    for (const [at, path] of paths.entries())
      await session.query(`COPY (SELECT ${at + 1}::BIGINT AS id, 'x' AS t) TO ${quoteText(path)} (FORMAT parquet)`);
  const { schema, columns } = await read(paths, kind);
  expect(schema).toEqual(withFolders);
  expect(columns).toEqual(expected);
});

it('a messy CSV file in such a folder has them too, also where cells do not fit', async () => {
  const paths = await files('messy', {
    'year=2025/a.csv': 'title;;\n\nid;t;u\n1;x;1,5\nid;t;u\n2;y\n',
    'year=2026/a.csv': 'title;;\n\nid;t;u\n3;x;2,5\n',
  });
  const { schema, columns, format } = await read(paths, 'csv');
  expect(format).toMatchObject({ repeatedHeader: true, skip: 2 });
  expect(schema.map(([name]) => name)).toEqual(['id', 't', 'u', 'year']);
  expect(columns.at(-1)?.map(Number)).toEqual([2025, 2025, 2026]);
});

it('columns of the file win over a folder of the same name, and folders that are not everywhere are none', async () => {
  const same = await files('same', { 'id=7/a.csv': 'id,t\n1,x\n', 'id=8/a.csv': 'id,t\n2,x\n' });
  expect((await read(same, 'csv')).columns.map((values) => values.map(String))).toEqual([
    ['1', '2'],
    ['x', 'x'],
  ]);
  const some = await files('some', { 'day=1/a.csv': 'id,t\n1,x\n', 'b.csv': 'id,t\n2,x\n' });
  expect(folderKeys(some).inner).toEqual([]);
  expect((await read(some, 'csv')).schema.map(([name]) => name)).toEqual(['id', 't']);
});

it('a dataset that was declared without them is read as it was', async () => {
  const paths = await files('former', { 'day=1/a.csv': 'id,t\n1,x\n', 'day=2/a.csv': 'id,t\n2,x\n' });
  const schema = [
    { name: 'id', type: 'bigint' as const },
    { name: 't', type: 'string' as const },
  ];
  const { sql, extra } = await readFiles({ dataset: 'd', files: paths, format: { kind: 'csv' }, schema }, { session });
  expect(extra).toEqual([]);
  expect((await session.query(`SELECT * FROM ${sql}`)).columns).toHaveLength(2);
});

const kinds = ['csv', 'json', 'parquet'] as const;

/** A file of a kind with the columns `id` and `t`. */
async function writeRow(path: string, kind: (typeof kinds)[number], id: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const sql = `COPY (SELECT ${id}::BIGINT AS id, 'x' AS t) TO ${quoteText(path)}`;
  if (kind === 'parquet') await session.query(`${sql} (FORMAT parquet)`);
  else await writeFile(path, kind === 'csv' ? `id,t\n${id},x\n` : `{"id": ${id}, "t": "x"}\n`);
}

it.each(kinds)(
  'folders above that of the dataset are no columns of %s files, whatever they are called',
  async (kind) => {
    for (const above of ['region=eu', 'id=7', 'day=1999-01-01']) {
      const root = join(folder, `above ${kind}`, above, 'shop/');
      const paths = [1, 2].map((id) => join(root, `day=2026-01-0${id}`, `a.${kind}`));
      for (const [at, path] of paths.entries()) await writeRow(path, kind, at + 1);
      const { schema, columns, extra } = await read(paths, kind, { folder: root });
      expect(schema, above).toEqual([
        ['id', 'bigint'],
        ['t', 'string'],
        ['day', 'date'],
      ]);
      expect(
        columns.map((values) => values.map(String)),
        above,
      ).toEqual([
        ['1', '2'],
        ['x', 'x'],
        ['2026-01-01', '2026-01-02'],
      ]);
      expect(extra).toEqual([]);
      const inside = [1, 2].map((id) => join(root, 'flat', `${id}.${kind}`));
      for (const [at, path] of inside.entries()) await writeRow(path, kind, at + 1);
      expect(
        (await read(inside, kind, { folder: root })).schema.map(([name]) => name),
        above,
      ).toEqual(['id', 't']);
    }
  },
);

it.each([
  ['windows-1250', Buffer.from('id;t\n1;Luk\xe1\x9a\n', 'latin1'), 'Lukáš'],
  ['utf-16-be', Buffer.from('id;t\n1;Lukáš\n', 'utf16le').swap16(), 'Lukáš'],
])('files in %s, which are converted first, have the columns of their folders too', async (encoding, content, name) => {
  const root = join(folder, `coded ${encoding}/`);
  const paths = ['day=2026-01-01/city=Z%C3%BCrich', 'day=2026-01-02/city=__HIVE_DEFAULT_PARTITION__'].map((one) =>
    join(root, one, 'a.csv'),
  );
  for (const path of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const { schema, columns } = await read(paths, 'csv', { folder: root, encoding });
  expect(schema).toEqual([
    ['id', 'bigint'],
    ['t', 'string'],
    ['city', 'string'],
    ['day', 'date'],
  ]);
  expect(columns).toEqual([
    ['1', '1'],
    [name, name],
    ['Zürich', null],
    ['2026-01-01', '2026-01-02'],
  ]);
});

/** A file of fixed width or a workbook with the columns `id` and `t`. */
async function writeTable(path: string, kind: 'excel' | 'fixed', id: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (kind === 'fixed') return writeFile(path, `id t\n${id}  x\n`);
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['id', 't'],
      [id, 'x'],
    ]),
    'Sheet',
  );
  await writeFile(path, write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer);
}

it.each([
  ['excel', 'xlsx'],
  ['fixed', 'fwf'],
] as const)(
  'folders of the Hive style are columns of %s files, those above the dataset’s are not',
  async (kind, ending) => {
    const root = join(folder, `tables ${kind}`, 'region=above', 'shop/');
    const paths = Object.keys(days).map((path) => join(root, `${path}.${ending}`));
    for (const [at, path] of paths.entries()) await writeTable(path, kind, at + 1);
    const settings = { folder: root, ...(kind === 'fixed' && { header: true }) };
    const { schema, columns, extra } = await read(paths, kind, settings);
    expect(schema).toEqual(withFolders);
    expect(columns).toEqual(expected);
    expect(extra).toEqual([]);
  },
);

it.each(['excel', 'fixed'] as const)(
  'a dataset of %s files that was declared without its folders is read as it was, and a column of the file wins',
  async (kind) => {
    const header = kind === 'fixed' && { header: true };
    const namesOf = async (place: string) => {
      const paths = [1, 2].map((day) => join(folder, `declared ${kind}`, `day=${day}`, place, 'a.fwf'));
      for (const [at, path] of paths.entries()) await writeTable(path, kind, at + 1);
      const { format, schema } = await detectFiles(
        { dataset: 'd', files: paths, format: { kind, ...header } },
        { session },
      );
      return { paths, format, schema, names: schema.map(({ name }) => name) };
    };
    expect((await namesOf('id=9')).names).toEqual(['id', 't']);
    const { paths, format, schema, names } = await namesOf('');
    expect(names).toEqual(['id', 't', 'day']);
    const declared = schema.slice(0, 2);
    const { sql, extra } = await readFiles({ dataset: 'd', files: paths, format, schema: declared }, { session });
    expect(extra).toEqual([]);
    expect((await session.query(`SELECT * FROM ${sql}`)).columns).toHaveLength(2);
    expect((await session.query(`SELECT id::INTEGER FROM ${sql}`)).columns).toEqual([[1, 2]]);
  },
);
