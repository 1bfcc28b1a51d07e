import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellObject, CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileCache } from '../../../platform/file-cache.ts';
import { openSession, type Session } from '../../sql/session.ts';
import { explainReadError } from '../read-error.ts';
import { detectFiles, readFiles } from '../source.ts';

let session: Session;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
async function saved(book: WorkBook, type: 'xlsx' | 'xls' | 'xlsb' | 'ods' = 'xlsx'): Promise<string> {
  count += 1;
  const file = join(folder, `book ${count}.${type}`);
  await writeFile(file, write(book, { bookType: type, type: 'buffer', compression: true }) as Buffer);
  return file;
}

const sheetOf = (rows: unknown[][]): WorkSheet => utils.aoa_to_sheet(rows, { UTC: true });
function bookOf(sheets: Record<string, unknown[][] | WorkSheet>): WorkBook {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    utils.book_append_sheet(book, Array.isArray(sheet) ? sheetOf(sheet) : sheet, name);
  return book;
}

const source = (files: string | string[], settings: object = {}) => ({
  dataset: 'case',
  files: [files].flat(),
  format: { kind: 'excel', ...settings },
});
const detect = (file: string, settings: object = {}) => detectFiles(source(file, settings), { session });

async function read(file: string | string[], settings: object = {}): Promise<{ names: string[]; rows: unknown[][] }> {
  const { sql, schema } = await readFiles(source(file, settings), { session });
  const { columns, rowCount } = await session.query(`SELECT * FROM ${sql}`).catch((error: unknown) => {
    throw explainReadError(error);
  });
  return {
    names: schema.map(({ name, type }) => `${name}:${type}`),
    rows: Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row])),
  };
}

const day = (text: string) => new Date(`${text}Z`);
const typed = [
  ['id', 'name', 'sold', 'at', 'amount', 'paid'],
  [1, 'Ann', day('2024-01-31'), day('2024-01-31T10:30:00'), 12.5, true],
  [2, 'Bob', day('2024-02-29'), day('2024-02-29T23:59:59'), -0.1, false],
];

describe('a workbook', () => {
  it.each(['xlsx', 'xls', 'xlsb', 'ods'] as const)('is read with its types from .%s', async (type) => {
    const { names, rows } = await read(await saved(bookOf({ Data: typed }), type));
    expect(names).toEqual(['id:bigint', 'name:string', 'sold:date', 'at:timestamp', 'amount:double', 'paid:boolean']);
    expect(rows).toEqual([
      ['1', 'Ann', '2024-01-31', '2024-01-31T10:30:00', 12.5, true],
      ['2', 'Bob', '2024-02-29', '2024-02-29T23:59:59', -0.1, false],
    ]);
  });

  it('offers its sheets, and takes the first that is shown and holds something', async () => {
    const book = bookOf({
      Secret: [['a'], [1]],
      Blank: [],
      Sales: [
        ['n', 'm'],
        [1, 2],
      ],
      Notes: [['x']],
    });
    book.Workbook = {
      Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 0 }, { Hidden: 0 }],
      Names: [{ Name: 'top', Ref: 'Sales!$A$1:$B$2' }],
    };
    const file = await saved(book);
    const found = await detect(file);
    expect(found.format).toMatchObject({ sheet: 'Sales', skip: 0, header: true });
    expect(found.choices).toEqual({
      sheet: [
        { value: 'Secret', label: 'Secret (hidden)' },
        ...['Blank', 'Sales', 'Notes'].map((name) => ({ value: name, label: name })),
      ],
      range: [{ value: 'top', label: 'top' }],
    });
    expect(found.problems?.[0]?.message).toContain('Secret, Blank, Notes');
    expect((await read(file, { range: 'top' })).rows).toEqual([['1', '2']]);
    expect((await read(file, { sheet: 'Secret' })).rows).toEqual([['1']]);
    await expect(read(file, { sheet: 'Blank' })).rejects.toMatchObject({
      code: 'DATA_FORMAT_UNREADABLE',
      data: { reason: 'its sheet “Blank” is empty' },
    });
    await expect(read(file, { sheet: 'sales' })).rejects.toMatchObject({ code: 'DATA_SHEET_MISSING' });
    await expect(read(file, { range: 'bottom' })).rejects.toMatchObject({ code: 'DATA_FORMAT_UNREADABLE' });
  });

  it('has titles above its table, blank rows and columns, and notes beside it', async () => {
    const file = await saved(
      bookOf({
        Report: [['Sales of 2024'], [], [null, 'id', 'city', null], [null, 1, 'Oslo'], [], [null, 2, 'Rome', 'late']],
      }),
    );
    expect((await detect(file)).format).toMatchObject({ skip: 2, header: true });
    expect(await read(file)).toEqual({
      names: ['id:bigint', 'city:string', 'column2:string'],
      rows: [
        ['1', 'Oslo', null],
        ['2', 'Rome', 'late'],
      ],
    });
    expect((await read(file, { range: 'B3:C6' })).names).toEqual(['id:bigint', 'city:string']);
    expect((await read(file, { range: 'B4:C6', header: false })).names).toEqual(['column0:bigint', 'column1:string']);
  });

  it('may have no names, names twice, and names of several lines', async () => {
    expect(
      (
        await read(
          await saved(
            bookOf({
              A: [
                [1, 'x'],
                [2, 'y'],
              ],
            }),
          ),
        )
      ).rows,
    ).toHaveLength(2);
    const file = await saved(
      bookOf({
        A: [
          ['id', 'Net\namount', 'id'],
          [1, 2, 3],
        ],
      }),
    );
    expect((await read(file)).names).toEqual(['id:bigint', 'Net amount:bigint', 'id_1:bigint']);
  });

  it('repeats the value of merged cells when asked', async () => {
    const sheet = sheetOf([
      ['region', 'n'],
      ['North', 1],
      [null, 2],
      ['South', 3],
    ]);
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const file = await saved(bookOf({ A: sheet }));
    expect((await read(file)).rows.map(([region]) => region)).toEqual(['North', null, 'South']);
    expect((await read(file, { fillMerged: true })).rows.map(([region]) => region)).toEqual([
      'North',
      'North',
      'South',
    ]);
  });

  it('gives the last value of formulas, nothing for their errors, and says so', async () => {
    const sheet = sheetOf([['n'], [1], [2]]);
    sheet.A3 = { t: 'n', v: 42, f: 'A2*42' };
    sheet.A4 = { t: 'e', v: 7, f: '1/0' } satisfies CellObject;
    sheet.B4 = { t: 's', v: 'kept' };
    sheet['!ref'] = 'A1:B4';
    const file = await saved(bookOf({ A: sheet }));
    expect((await read(file, { header: true })).rows).toEqual([
      ['1', null],
      ['42', null],
      [null, 'kept'],
    ]);
    expect((await detect(file)).problems?.[0]?.message).toBe('1 cell holds the error of a formula: empty here');
  });

  it('tells dates, times and durations by what a cell shows, also counted from 1904', async () => {
    const cells = (format: string, ...values: number[]) => values.map((v): CellObject => ({ t: 'n', v, z: format }));
    const sheet = utils.aoa_to_sheet([
      ['day', 'clock', 'span', 'red', 'plain'],
      [
        ...cells('dd.mm.yyyy', 45_322),
        ...cells('hh:mm', 0.4375),
        ...cells('[h]:mm', 1.5),
        ...cells('[Red]0.00', 3),
        ...cells('"day" 0', 4),
      ],
    ]);
    const row = (await read(await saved(bookOf({ A: sheet })))).rows[0];
    expect(row).toEqual(['2024-01-31', '10:30:00', '36:00:00', '3', '4']);
    const old = bookOf({ A: utils.aoa_to_sheet([['day'], cells('yyyy-mm-dd', 43_860), cells('yyyy-mm-dd', 43_861)]) });
    old.Workbook = { WBProps: { date1904: true } };
    expect((await read(await saved(old, 'xls'))).rows).toEqual([['2024-01-31'], ['2024-02-01']]);
  });

  it('keeps long texts, quotes and line breaks, and numbers as they are stored', async () => {
    const long = 'x'.repeat(32_000);
    const texts = Array.from({ length: 80 }, () => long);
    const file = await saved(
      bookOf({
        A: [
          ['id', 'text', 'n', ...texts.map((_, i) => `t${i}`)],
          ['007', 'a "b",\nc', 0.1 + 0.2, ...texts],
        ],
      }),
    );
    const { rows } = await read(file);
    expect(rows[0]?.slice(0, 4)).toEqual(['007', 'a "b",\nc', 0.1 + 0.2, long]);
  });

  it('is one dataset with others of the same columns; another sheet of a file is missed by name', async () => {
    const files = [
      await saved(
        bookOf({
          A: [
            ['n', 'm'],
            [1, 'x'],
          ],
        }),
      ),
      await saved(
        bookOf({
          A: [
            ['m', 'n'],
            ['y', 2],
          ],
        }),
      ),
    ];
    expect((await read(files)).rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    const other = await saved(
      bookOf({
        A: [
          ['n', 'k'],
          [3, 'z'],
        ],
      }),
    );
    const schema = [
      { name: 'n', type: 'int' as const },
      { name: 'm', type: 'string' as const },
    ];
    await expect(readFiles({ ...source([...files, other]), schema }, { session })).rejects.toMatchObject({
      code: 'DATA_COLUMN_MISSING',
    });
  });

  it('is converted once, and again when it has changed', async () => {
    const cacheFolder = await mkdtemp(join(folder, 'cache-'));
    const own = await openSession({ cache: new FileCache({ folder: cacheFolder, budget: 1e9 }) });
    const file = await saved(bookOf({ A: [['n'], [1], [2]] }));
    const readOwn = async () => (await readFiles(source(file, { header: true }), { session: own })).sql;
    expect(await readOwn()).toBe(await readOwn());
    const before = await readdir(cacheFolder);
    await writeFile(file, write(bookOf({ A: [['n'], [5]] }), { bookType: 'xlsx', type: 'buffer' }) as Buffer);
    const { columns } = await own.query(`SELECT * FROM ${await readOwn()}`);
    expect(columns[0]).toEqual(['5']);
    expect((await readdir(cacheFolder)).length).toBeGreaterThan(before.length);
    own.close();
  });
});

describe('a workbook that cannot be read', () => {
  it('says so when it is an OpenDocument with a password', async () => {
    const zip = CFB.read(await readFile(await saved(bookOf({ one: typed }), 'ods')), { type: 'buffer' });
    const manifest =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    CFB.utils.cfb_add(zip, '/META-INF/manifest.xml', Buffer.from(manifest));
    const file = join(folder, 'secret.ods');
    await writeFile(file, CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Buffer);
    await expect(detect(file)).rejects.toMatchObject({
      code: 'DATA_FORMAT_UNREADABLE',
      message: 'secret.ods cannot be read as a workbook: it is protected by a password',
    });
  });

  /** The workbook with another size of its first part in the directory of the archive. */
  async function withSize(size: number): Promise<string> {
    const file = await saved(bookOf({ A: [['n'], [1]] }));
    const bytes = await readFile(file);
    bytes.writeUInt32LE(size, bytes.indexOf('PK\u0001\u0002') + 24);
    await writeFile(file, bytes);
    return file;
  }

  it('is refused before it is read when its parts unpack to too much, and when they say a wrong size', async () => {
    await expect(detect(await withSize(2 ** 31))).rejects.toMatchObject({
      code: 'DATA_WORKBOOK_TOO_LARGE',
      data: { reason: 'it unpacks to more than 1 GB' },
    });
    await expect(detect(await withSize(1))).rejects.toMatchObject({ code: 'DATA_FORMAT_UNREADABLE' });
  });

  it('is refused when it is cut off', async () => {
    const file = await saved(bookOf({ A: [['n'], [1]] }));
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length / 2));
    await expect(detect(file)).rejects.toMatchObject({ code: 'DATA_FORMAT_UNREADABLE' });
  });

  it('stops when nobody waits for it any more', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [i, `text ${i}`, i / 7]);
    const file = await saved(bookOf({ A: [['a', 'b', 'c'], ...rows] }));
    const stop = new AbortController();
    const reading = detectFiles(source(file), { session, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
