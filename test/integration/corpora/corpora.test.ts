import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../../nodes/engine/sql/session.ts';
import { cellsOf, corpora, filesIn, has, openFile, openOrCode, plain } from './open-file.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(() => session.close());

const absent = '(skipped where ../shared/data is absent)';

/** Each file is read, or refused with the code that stands here: whatever else happens fails. */
const refused: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  csv_papaparse: {},
  csv_commons: { DATA_FILE_FOREIGN: /csvRecord\.bin$/, DATA_FORMAT_UNREADABLE: /empty\.txt$/ },
  messy_real: {
    DATA_FILE_FOREIGN: /\.(zip|bz2|dbf)$|implicit-zip\.csv$/,
    DATA_FORMAT_UNREADABLE: /empty\.csv$/,
    DATA_ROW_BROKEN: /escaping\.csv$/,
  },
  parquet_testing: {
    DATA_FORMAT_UNREADABLE:
      /^bad_data\/|encrypt_columns_plaintext_footer|byte_stream_split_extended|hadoop_lz4|map_no_value/,
    DATA_FILE_FOREIGN: /\.(encrypted|bin)$/,
  },
  xlsx_calamine: {
    DATA_FORMAT_UNREADABLE:
      /OOM_alloc3|capitalized_wbook|empty_sheet|errors\.xlsx|issue127|issue343|issue_385|issue_594_dos|issue_666|misc_biff5|pass_protected|picture|pictures_in_cell/,
  },
  aws_fraud_samples: {},
  taxis: {},
  geo: {},
  adult: {},
  bank_marketing: {},
  california_housing: { DATA_FILE_FOREIGN: /\.tgz$/ },
};

/** A text of two gigabytes in one cell: nothing is wrong with it, but reading it here takes minutes. */
const tooLarge = /large_string_map/;

describe.each(Object.entries(refused))(`the files of %s ${absent}`, (folder, codes) => {
  const root = join(corpora, folder);
  const names = has(folder) ? filesIn(root).filter((name) => !tooLarge.test(name)) : [];
  it.skipIf(names.length === 0)('are read, or refused with a code', { timeout: 300_000 }, async () => {
    const surprises: string[] = [];
    for (const name of names) {
      const opened = await openOrCode(session, root, name);
      const code = typeof opened === 'string' ? opened : undefined;
      const wanted = Object.entries(codes).find(([, pattern]) => pattern.test(name))?.[0];
      // Of bad data some is good enough to be read.
      if (code !== wanted && !(code === undefined && name.startsWith('bad_data'))) surprises.push(`${name}: ${code}`);
    }
    expect(surprises).toEqual([]);
  });
});

describe.skipIf(!has('csv_spectrum'))(`csv_spectrum ${absent}`, () => {
  const root = join(corpora, 'csv_spectrum');
  // The JSON of one has another telephone number than its CSV.
  const names = has('csv_spectrum') ? filesIn(join(root, 'csvs')).filter((name) => !name.startsWith('location')) : [];
  it.each(names)('%s has the rows of its JSON', async (name) => {
    const { schema, rows } = await openFile(session, join(root, 'csvs'), name);
    const text = readFileSync(join(root, 'json', name.replace('.csv', '.json')), 'utf8').replaceAll('\ufffd', '°');
    const wanted = [JSON.parse(text)].flat() as Record<string, string>[];
    const found = rows.map((row) => Object.fromEntries(schema.map(({ name }, at) => [name, plain(row[at])])));
    const same = (text: string) => plain(text.replaceAll('\r\n', '\n').replaceAll('\ufffd', '°'));
    expect(found.map((row) => Object.values(row).map(same))).toEqual(wanted.map((row) => Object.values(row).map(same)));
    expect(schema.map(({ name }) => name)).toEqual(Object.keys(wanted[0] ?? {}));
  });
});

describe.skipIf(!has('messy_real', 'csvkit'))(`what csvkit converted ${absent}`, () => {
  const root = join(corpora, 'messy_real', 'csvkit');
  it.each([
    ['test.xlsx', 'testxlsx_converted.csv'],
    ['test.xls', 'testxls_converted.csv'],
    ['testjson.json', 'testjson_converted.csv'],
    ['test_date_format.csv', 'test_date_format_converted.csv'],
  ])('%s is what %s says', async (name, converted) => {
    const { schema, rows } = await openFile(session, root, name);
    const [names = [], ...wanted] = cellsOf(join(root, converted));
    const at = names.map((name) => schema.findIndex((column) => column.name === name));
    const named = names.filter((_, index) => at[index] !== -1);
    expect(named).toEqual(expect.arrayContaining(names.filter((name) => !['_unnamed', 'h'].includes(name))));
    for (const [row, cells] of wanted.entries())
      for (const [index, place] of at.entries())
        if (place !== -1) expect(plain(rows[row]?.[place]), `row ${row}, ${names[index]}`).toBe(plain(cells[index]));
    expect(rows).toHaveLength(wanted.length);
  });
});

describe.skipIf(!has('csv_duckdb.tar.gz'))(`the files that DuckDB is tested on ${absent}`, () => {
  it('are read, or refused with a code', { timeout: 600_000 }, async () => {
    const root = mkdtempSync(join(tmpdir(), 'csv-duckdb-'));
    try {
      execFileSync('tar', ['xzf', join(corpora, 'csv_duckdb.tar.gz'), '-C', root]);
      const names = filesIn(root);
      const counts = { read: 0, refused: 0 };
      for (const name of names) {
        const opened = await openOrCode(session, root, name);
        if (typeof opened === 'string') counts.refused += 1;
        else counts.read += 1;
      }
      expect(counts.read + counts.refused).toBe(names.length);
      // Files of fuzzers and of broken rows are the rest.
      expect(counts.read).toBeGreaterThan(850);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
