import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../sql/session.ts';
import { explainReadError } from '../read-error.ts';
import { detectFiles, readFiles } from '../source.ts';
import { formats } from './registry.ts';

let session: Session;
let folder: string;
beforeAll(async () => {
  session = await openSession({ threads: 2 });
  folder = await mkdtemp(join(tmpdir(), 'formats-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(input: Parameters<typeof readFiles>[0]): Promise<unknown[][]> {
  try {
    const relation = await readFiles(input, { session });
    const { columns, rowCount } = await session.query(`SELECT * FROM ${relation.sql}`);
    return Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row]));
  } catch (error) {
    throw explainReadError(error);
  }
}

describe.each(formats.list.map((kind) => [kind.id, kind] as const))('format %s', (id, kind) => {
  it.each(kind.cases.map((each) => [each.title, each] as const))('%s', async (title, example) => {
    const files: string[] = [];
    for (const [name, text] of Object.entries(example.files)) {
      const file = join(folder, `${id}-${title.replace(/\W+/g, '-').slice(0, 60)}-${name}`);
      await writeFile(file, text);
      files.push(file);
    }
    const input = { dataset: 'case', files, format: { kind: id, ...example.settings }, schema: example.schema };
    const { expect: expected } = example;
    if ('error' in expected) await expect(read(input)).rejects.toMatchObject({ code: expected.error });
    else
      expect((await read(input)).map((row) => JSON.stringify(row)).sort()).toEqual(
        expected.rows.map((row) => JSON.stringify(row)).sort(),
      );
  });
});

describe('reading files', () => {
  it('names file, line, column and value of a broken row', async () => {
    const file = join(folder, 'broken.csv');
    await writeFile(file, 'id,amount\n1,2\n2,much\n');
    const schema = [
      { name: 'id', type: 'int' as const },
      { name: 'amount', type: 'double' as const },
    ];
    const reading = read({ dataset: 'case', files: [file], format: { kind: 'csv' }, schema });
    await expect(reading).rejects.toMatchObject({
      message: 'broken.csv, line 3, column “amount”: not a valid double: “much”',
      data: { line: 3, columnName: 'amount', found: 'much' },
    });
  });

  it('reads compressed files and odd column names', async () => {
    const file = join(folder, 'packed [1].csv.gz');
    await writeFile(file, gzipSync('"a ""b""",größe,"c, d"\n1,2,"x\ny"\n'));
    const rows = await read({ dataset: 'case', files: [file], format: { kind: 'csv' } });
    expect(rows).toEqual([['1', '2', 'x\ny']]);
  });

  it('finds the encoding of files that are not UTF-8', async () => {
    const latin = join(folder, 'latin.csv');
    await writeFile(latin, Buffer.from('name,n\nGröße,1\n', 'latin1'));
    const wide = join(folder, 'wide.csv');
    await writeFile(wide, Buffer.from('\ufeffname,n\nGröße,1\n', 'utf16le'));
    for (const [file, encoding] of [
      [latin, 'latin-1'],
      [wide, 'utf-16'],
    ] as const) {
      const found = await detectFiles({ dataset: 'case', files: [file], format: { kind: 'csv' } }, { session });
      expect(found.format).toMatchObject({ encoding });
      expect(await read({ dataset: 'case', files: [file], format: found.format, schema: found.schema })).toEqual([
        ['Größe', '1'],
      ]);
    }
  });

  it('skips comments and reads spaces and line breaks in headers', async () => {
    const file = join(folder, 'notes.csv');
    await writeFile(file, '# made by hand\nid, "full\nname"\n1,Ann\n# more\n2,Bob\n');
    const found = await detectFiles(
      { dataset: 'case', files: [file], format: { kind: 'csv', comment: '#' } },
      { session },
    );
    expect(found.schema[0]).toEqual({ name: 'id', type: 'bigint' });
    const spaced = join(folder, 'spaced.csv');
    await writeFile(spaced, 'id, name\n1, Ann\n');
    expect(await read({ dataset: 'case', files: [spaced], format: { kind: 'csv' } })).toEqual([['1', ' Ann']]);
  });

  it('reads the rows that a Parquet file holds', async () => {
    const file = join(folder, 'rows.parquet');
    await session.copyToParquet("SELECT 1 AS id, 'x' AS name UNION ALL SELECT 2, NULL ORDER BY 1", file);
    const schema = [
      { name: 'name', type: 'string' as const },
      { name: 'id', type: 'bigint' as const },
    ];
    expect(await read({ dataset: 'case', files: [file], format: { kind: 'parquet' }, schema })).toEqual([
      ['x', '1'],
      [null, '2'],
    ]);
  });

  it('suggests the nearest format', async () => {
    await expect(read({ dataset: 'case', files: [], format: { kind: 'csvv' } })).rejects.toMatchObject({
      code: 'DATA_FORMAT_UNKNOWN',
      message: expect.stringContaining('csv'),
    });
  });
});
