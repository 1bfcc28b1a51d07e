import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../sql/session.ts';
import { checkTypes } from '../check-types.ts';
import { explainReadError } from '../read-error.ts';
import { detectFiles, readFiles } from '../source.ts';

let session: Session;
let folder: string;
let count = 0;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
  folder = await mkdtemp(join(tmpdir(), 'messy-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(content: string | Buffer, name = 'a.csv'): Promise<string> {
  count += 1;
  const file = join(folder, `${count}-${name}`);
  await writeFile(file, content);
  return file;
}

/** A text in an encoding that Node only decodes: each letter is looked for among the 256 bytes. */
function bytesIn(text: string, encoding: string): Buffer {
  const letters = [...new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
}

/** Detects a file as it would be added, and reads it the way that was found. */
async function open(content: string | Buffer, options: { name?: string; settings?: Record<string, unknown> } = {}) {
  const files = [await fileOf(content, options.name)];
  const given = { dataset: 'a', files, format: { kind: 'csv', ...options.settings } };
  const { format, schema } = await detectFiles(given, { session });
  try {
    const { sql } = await readFiles({ ...given, format, schema }, { session });
    const { columns, rowCount } = await session.query(`SELECT * FROM ${sql}`);
    const rows = Array.from({ length: rowCount }, (_, row) => columns.map((values) => values[row]));
    return { format, schema: schema.map(({ name, type }) => `${name}:${type}`), rows };
  } catch (error) {
    throw explainReadError(error);
  }
}

describe('a messy file', () => {
  it('with rows of different lengths keeps its columns and every row', async () => {
    const { format, schema, rows } = await open('a,b,c\n1,2\n3,4,5\n6,7,8,9\n10,11,12\n');
    expect(format).toMatchObject({ delimiter: ',', ragged: 'fit', skip: 0 });
    expect(schema).toEqual(['a:bigint', 'b:bigint', 'c:bigint']);
    expect(rows).toEqual([
      ['1', '2', null],
      ['3', '4', '5'],
      ['6', '7', '8'],
      ['10', '11', '12'],
    ]);
  });

  it('with a title, blank lines and a padded line above the header begins at the header', async () => {
    const { format, schema, rows } = await open('Sales of 2024\n\n,,\nid,city,amount\n1,Oslo,5\n2,Rome,6\n');
    expect(format).toMatchObject({ skip: 3, header: true });
    expect(schema).toEqual(['id:bigint', 'city:string', 'amount:bigint']);
    expect(rows).toHaveLength(2);
  });

  it('that was glued together leaves out the headers in between', async () => {
    const { format, schema, rows } = await open('id,n\n1,2\n2,3\nid,n\n3,4\n');
    expect(format).toMatchObject({ repeatedHeader: true });
    expect(schema).toEqual(['id:bigint', 'n:bigint']);
    expect(rows).toEqual([
      ['1', '2'],
      ['2', '3'],
      ['3', '4'],
    ]);
  });

  it('shows how numbers and missing values are written in it', async () => {
    const german = await open('id;betrag;tag\n1;"1.234,56";01.02.2024\n2;n/a;n/a\n3;7,5;28.02.2024\n');
    expect(german.format).toMatchObject({ decimalSeparator: ',', thousandsSeparator: '.', nulls: ['n/a'] });
    expect(german.rows).toEqual([
      ['1', 1234.56, '2024-02-01'],
      ['2', null, null],
      ['3', 7.5, '2024-02-28'],
    ]);
    const english = await open('id,total\n1,"1,234"\n2,"12,345,678"\n3,5\n');
    expect(english.format).toMatchObject({ thousandsSeparator: ',' });
    expect(english.rows.map((row) => row[1])).toEqual(['1234', '12345678', '5']);
  });

  it('shows that also when rows are missing cells and the header comes again', async () => {
    const text = 'Titel;;\n\nNr;Betrag;Ort\n1;"1.234,50";Köln\n2;7,5\nNr;Betrag;Ort\n3;n/a;Münster\n';
    const { format, schema, rows } = await open(Buffer.from(text, 'latin1'));
    expect(format).toMatchObject({
      encoding: 'latin-1',
      skip: 2,
      decimalSeparator: ',',
      nulls: ['n/a'],
      ragged: 'fit',
    });
    expect(schema).toEqual(['Nr:bigint', 'Betrag:double', 'Ort:string']);
    expect(rows).toEqual([
      ['1', 1234.5, 'Köln'],
      ['2', 7.5, null],
      ['3', null, 'Münster'],
    ]);
  });

  it('keeps a dash that is a text, and codes with leading zeros', async () => {
    const { format, schema } = await open('grade,zip\nA,01234\n-,02345\nB,10000\nC,\n');
    expect(format.nulls).toEqual([]);
    expect(schema).toEqual(['grade:string', 'zip:string']);
  });

  it('that is packed without saying so is unpacked', async () => {
    const { format, rows } = await open(gzipSync('id,n\n1,2\n'));
    expect(format).toMatchObject({ compression: 'gzip' });
    expect(rows).toEqual([['1', '2']]);
  });

  it('with line breaks inside quotes of ragged rows is read to its end', async () => {
    const { rows } = await open('id,note\n1,"two\nlines"\n2\n3,x\n');
    expect(rows).toEqual([
      ['1', 'two\nlines'],
      ['2', null],
      ['3', 'x'],
    ]);
  });

  it('has names as in its header, quotes and line breaks aside', async () => {
    const { schema } = await open('id, "unit price","net\ntotal",,id\n1,2,3,4,5\n');
    expect(schema).toEqual(['id:bigint', 'unit price:bigint', 'net\ntotal:bigint', 'column3:bigint', 'id_1:bigint']);
  });

  it('makes cells empty that do not fit, when asked, and names them otherwise', async () => {
    const text = 'id,amount,day\n1,5,2024-01-02\n2,much,soon\n';
    const file = await fileOf(text);
    const schema = [
      { name: 'id', type: 'int' as const },
      { name: 'amount', type: 'double' as const },
      { name: 'day', type: 'date' as const },
    ];
    const source = { dataset: 'a', files: [file], format: { kind: 'csv', misfits: 'empty' }, schema };
    const { sql } = await readFiles(source, { session });
    const { columns } = await session.query(`SELECT * FROM ${sql}`);
    expect(columns).toEqual([
      [1, 2],
      [5, null],
      ['2024-01-02', null],
    ]);
    expect(await checkTypes({ ...source, format: { kind: 'csv' } }, { session })).toEqual({
      rows: 2,
      columns: [
        { name: 'id', cells: 0, examples: [] },
        { name: 'amount', cells: 1, examples: ['much'] },
        { name: 'day', cells: 1, examples: ['soon'] },
      ],
    });
    const glued = { ...source, format: { kind: 'csv', repeatedHeader: true } };
    const strict = await readFiles(glued, { session });
    const reading = session.query(`SELECT * FROM ${strict.sql}`).catch((error: unknown) => {
      throw explainReadError(error);
    });
    await expect(reading).rejects.toMatchObject({
      code: 'DATA_CELL_MISFIT',
      message: 'Column “amount”: “much” is not a valid double',
    });
  });

  it('that is no text says what it is and what to do', async () => {
    const foreign: [Buffer, string, string][] = [
      [Buffer.from('504b0304aabb', 'hex'), 'book.xlsx', 'an Excel workbook'],
      [Buffer.from('504b0304aabb', 'hex'), 'files.csv.zip', 'a ZIP archive'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'book.xls', 'an old Excel workbook (.xls)'],
      [Buffer.from('425a6839', 'hex'), 'a.csv.bz2', 'compressed with bzip2'],
      [Buffer.from('50415231aabb', 'hex'), 'a.csv', 'a Parquet file'],
      [gzipSync(Buffer.alloc(1024)), 'a.tgz', 'a TAR archive'],
      [Buffer.from('0388010304000000a100c80000000000', 'hex'), 'a.dbf', 'a binary file'],
    ];
    for (const [content, name, what] of foreign) {
      await expect(open(content, { name })).rejects.toMatchObject({ code: 'DATA_FILE_FOREIGN', data: { what } });
    }
  });

  it('is read in whatever encoding it is in: found where that can be, else chosen', async () => {
    const text = 'name;n\nKöln – Zoë’s;1\nŁódź;2\n';
    const western = text.replace('Łódź', 'Paris');
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    const bare = Buffer.from(text, 'utf16le');
    const found: [Buffer, string, string][] = [
      [bytesIn(western, 'windows-1252'), 'a.csv', 'windows-1252'],
      [gzipSync(bytesIn(western, 'windows-1252')), 'a.csv.gz', 'windows-1252'],
      [Buffer.from(western.replace(/[–’]/g, '-'), 'latin1'), 'a.csv', 'latin-1'],
      [wide, 'a.csv', 'utf-16-be'],
      [bare, 'a.csv', 'utf-16'],
      [gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le')), 'a.csv.gz', 'utf-16'],
      [zstdCompressSync(bytesIn(western, 'windows-1252')), 'a.csv.zst', 'windows-1252'],
    ];
    for (const [content, name, encoding] of found) {
      const { format, rows } = await open(content, { name });
      expect(format).toMatchObject({ encoding, delimiter: ';' });
      expect(rows[0]?.[0]).toMatch(/^Köln . Zoë.s$/);
    }
    const chosen = await open(bytesIn(text, 'windows-1250'), { settings: { encoding: 'windows-1250' } });
    expect(chosen.rows.map(([name]) => name)).toEqual(['Köln – Zoë’s', 'Łódź']);
  });

  it('may end its lines in different ways', async () => {
    const { format, rows } = await open('id,n\r\n1,5\n2,6\r\n3,7\n');
    expect(format).toMatchObject({ ragged: 'fit', delimiter: ',' });
    expect(rows).toEqual([
      ['1', '5'],
      ['2', '6'],
      ['3', '7'],
    ]);
  });

  it('names the file a person knows when a converted copy cannot be read', async () => {
    const content = bytesIn('a;b\n“1”;2\n3;x\n', 'windows-1252');
    const files = [await fileOf(content, 'prices.csv')];
    const schema = [
      { name: 'a', type: 'string' as const },
      { name: 'b', type: 'int' as const },
    ];
    const format = { kind: 'csv', delimiter: ';', encoding: 'windows-1252' };
    const { sql } = await readFiles({ dataset: 'a', files, format, schema }, { session });
    const error = explainReadError(await session.query(`SELECT * FROM ${sql}`).catch((cause: unknown) => cause));
    expect((error as Error).message).toMatch(/^\d+-prices\.csv, line 3, column “b”/);
  });

  it('that has gone or may not be read says so', async () => {
    const gone = join(folder, 'gone.csv');
    const given = { dataset: 'a', files: [gone], format: { kind: 'csv' } };
    await expect(detectFiles(given, { session })).rejects.toMatchObject({ code: 'DATA_FILE_GONE' });
    const { sql } = await readFiles(
      { ...given, files: [await fileOf('a\n1\n', 'gone.csv')], schema: [{ name: 'a', type: 'int' }] },
      { session },
    );
    await rm(join(folder, `${count}-gone.csv`));
    const error = explainReadError(await session.query(`SELECT * FROM ${sql}`).catch((cause: unknown) => cause));
    expect(error).toMatchObject({ code: 'DATA_FILE_GONE', data: { file: `${count}-gone.csv` } });
    const forbidden = new Error('IO Error: Cannot open file "/data/secret.csv": Permission denied');
    expect(explainReadError(forbidden)).toMatchObject({ code: 'DATA_FILE_FORBIDDEN', data: { file: 'secret.csv' } });
  });

  it('finds how numbers are written once it is told what means empty', async () => {
    const text = 'id;betrag\n1;"1.234,50"\n2;k.A.\n3;7,5\n';
    expect((await open(text)).schema).toEqual(['id:bigint', 'betrag:string']);
    const told = await open(text, { settings: { nulls: ['k.A.'] } });
    expect(told.rows.map((row) => row[1])).toEqual([1234.5, null, 7.5]);
  });

  it('keeps what the settings say, and finds the rest', async () => {
    const { format, schema } = await open('a;b\n1,5;2\n', { settings: { header: false, nulls: ['-'] } });
    expect(format).toMatchObject({ header: false, nulls: ['-'], delimiter: ';' });
    expect(schema).toHaveLength(2);
  });
});
