import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { inferTypes, strictCast, tryCast } from '../cast-text.ts';
import { textSignature } from '../file-signature.ts';
import { fileList, fileName, missingColumn } from '../file-sql.ts';
import { defineFormat, type FilesInput } from '../format-kind.ts';
import { declaredKeys, groupByFolders, partitionColumns } from '../partitions.ts';
import { unreadable } from '../read-error.ts';
import { csvSettings, lineOptions, readLines } from './csv-settings.ts';
import { encodingField, encodings, readableText } from './encodings.ts';
import { findColumns } from './fixed-columns.ts';
import { decimalField, misfitsField } from './text-fields.ts';

const settingsSchema = z.object({
  /** Empty: found from columns of blanks. */
  columns: z
    .array(z.object({ name: z.string().min(1), start: z.number().int().min(0), width: z.number().int().min(1) }))
    .default([]),
  header: z.boolean().default(false),
  skip: z.number().int().min(0).default(0),
  encoding: z.enum(encodings).default('utf-8'),
  nulls: z.array(z.string()).default([]),
  dateFormat: z.string().optional(),
  timestampFormat: z.string().optional(),
  decimalSeparator: z.enum(['.', ',']).optional(),
  misfits: z.enum(['stop', 'empty']).optional(),
});
type Settings = z.output<typeof settingsSchema>;
type Input = FilesInput<Settings>;

const asCsv = ({ skip, encoding }: Settings) => csvSettings.parse({ skip, encoding });

/** All columns as trimmed texts, blank ones null. */
function textSql({ files, settings }: Input): string {
  const nulls = settings.nulls.map(quoteText).join(', ');
  const cells = settings.columns.map(({ name, start, width }) => {
    const text = `nullif(trim(substr(line, ${start + 1}, ${width})), '')`;
    const cell = nulls ? `CASE WHEN ${text} IN (${nulls}) THEN NULL ELSE ${text} END` : text;
    return `${cell} AS ${quoteIdentifier(name)}`;
  });
  const options = lineOptions({ ...asCsv(settings), skip: settings.skip + (settings.header ? 1 : 0) });
  return `SELECT ${cells.join(', ')} FROM read_csv(${fileList(files)}${options}) WHERE trim(line) <> ''`;
}

export const fixedFormat = defineFormat({
  id: 'fixed',
  version: 1,
  label: 'Fixed width',
  category: 'text',
  icon: 'columns',
  keywords: ['text', 'mainframe', 'positions', 'aligned'],
  help: 'Text whose columns stand at the same place in every line. Columns are found where all lines are blank, and can be changed.',
  extensions: ['fwf', 'fixed', 'prn'],
  settings: settingsSchema,
  form: [
    {
      title: 'Layout',
      fields: [
        {
          key: 'columns',
          label: 'Columns',
          widget: 'list',
          help: 'First character (from 0) and width of each.',
          items: [
            { key: 'name', label: 'Name', widget: 'text' },
            { key: 'start', label: 'Start', widget: 'number' },
            { key: 'width', label: 'Width', widget: 'number' },
          ],
        },
        { key: 'header', label: 'First line names the columns', widget: 'switch' },
        { key: 'skip', label: 'Lines to skip', widget: 'number', help: 'Lines before the header or the first row.' },
        encodingField,
      ],
    },
    {
      title: 'Values',
      fields: [
        { key: 'nulls', label: 'Texts that mean empty', widget: 'strings', help: 'Besides blanks.' },
        { key: 'dateFormat', label: 'Date format', widget: 'text', placeholder: '%Y-%m-%d' },
        { key: 'timestampFormat', label: 'Timestamp format', widget: 'text', placeholder: '%Y-%m-%d %H:%M:%S' },
        decimalField,
        misfitsField,
      ],
    },
  ],
  async detect(input) {
    const file = input.files[0]!;
    await textSignature(file);
    try {
      const readable = await readableText({ ...input, files: [file] });
      const lines = await readLines(input.session, readable.files[0]!, {
        settings: asCsv(readable.settings),
        limit: 1000,
      });
      const found = findColumns(lines, input.settings.header);
      const columns = input.settings.columns.length > 0 ? input.settings.columns : found;
      if (columns.length === 0)
        throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'fixed width', reason: 'it is empty' });
      const settings = { ...input.settings, columns };
      const { schema, style } = await inferTypes(
        input.session,
        `(${textSql({ ...readable, settings: { ...settings, encoding: readable.settings.encoding } })})`,
        {
          names: columns.map(({ name }) => name),
          style: settings,
          signal: input.signal,
        },
      );
      const { dateFormat, timestampFormat } = style;
      return {
        settings: { ...settings, ...(dateFormat && { dateFormat }), ...(timestampFormat && { timestampFormat }) },
        schema: [...schema, ...(await partitionColumns(input.session, input.files, { ...input, known: schema }))],
      };
    } catch (error) {
      throw unreadable(error, file, 'fixed width');
    }
  },
  async relation(given, schema) {
    const input = await readableText(given);
    const found: Schema = input.settings.columns.map(({ name }) => ({ name, type: 'string' }));
    const names = found.map(({ name }) => name);
    const keys = declaredKeys(given, names, schema);
    for (const { name } of schema)
      if (!names.includes(name) && !keys.includes(name)) throw missingColumn(name, found, fileName(input.files[0]!));
    const own = schema.filter(({ name }) => !keys.includes(name));
    const cells = own.map((column) => {
      const name = quoteIdentifier(column.name);
      const cast =
        input.settings.misfits === 'empty'
          ? tryCast(name, column.type, input.settings)
          : strictCast(column, input.settings);
      return `${cast} AS ${name}`;
    });
    const placed = input.files.map((file, at) => ({ path: given.files[at]!, file }));
    const parts = groupByFolders(placed, { keys, schema, folder: given.folder }).map(
      ({ files, columns }) => `SELECT ${[...cells, ...columns].join(', ')} FROM (${textSql({ ...input, files })})`,
    );
    const select = schema.map(({ name }) => quoteIdentifier(name)).join(', ');
    const sql = `(SELECT ${select} FROM (${parts.join('\nUNION ALL\n')}))`;
    return { sql, schema, extra: [], derived: input.derived };
  },
  cast: (settings, text, type) => tryCast(text, type, settings),
  cases: [
    {
      title: 'columns are found where every line is blank',
      files: {
        'a.fwf': '1  Al Capone 2024-02-13  12.50\n22 Bobby Lee 2024-02-14   7.00\n3            2024-02-15 100.00\n',
      },
      settings: {},
      expect: {
        rows: [
          ['1', 'Al Capone', '2024-02-13', 12.5],
          ['22', 'Bobby Lee', '2024-02-14', 7],
          ['3', null, '2024-02-15', 100],
        ],
      },
    },
    {
      title: 'columns as given, with a header and a title above it',
      files: { 'a.fwf': 'Report\nid amount\n01   1,50\n02    n/a\n' },
      settings: {
        skip: 1,
        header: true,
        nulls: ['n/a'],
        decimalSeparator: ',',
        columns: [
          { name: 'id', start: 0, width: 2 },
          { name: 'amount', start: 2, width: 7 },
        ],
      },
      schema: [
        { name: 'id', type: 'string' },
        { name: 'amount', type: 'double' },
      ],
      expect: {
        rows: [
          ['01', 1.5],
          ['02', null],
        ],
      },
    },
    {
      title: 'a cell that does not fit its type is named',
      files: { 'a.fwf': '1 x\n2 y\n' },
      settings: {
        columns: [
          { name: 'a', start: 0, width: 1 },
          { name: 'b', start: 2, width: 1 },
        ],
      },
      schema: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'int' },
      ],
      expect: { error: 'DATA_CELL_MISFIT' },
    },
  ],
});
