import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { type Schema, temporalTypes } from '../../../contract/schema.ts';
import { fileInfo } from '../../../platform/files.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { columnTypes, extraColumns, fileList, fileName, missingColumn, readOptions } from '../file-sql.ts';
import { defineFormat, type FilesInput } from '../format-kind.ts';
import { type ReadFiles, readPartitioned } from '../partitioned-read.ts';
import { originalText, unreadable } from '../read-error.ts';

const settingsSchema = z.object({
  layout: z.enum(['auto', 'lines', 'array']).default('auto'),
  dateFormat: z.string().optional(),
  timestampFormat: z.string().optional(),
  newColumns: z.enum(['error', 'ignore']).default('error'),
});
type Input = FilesInput<z.output<typeof settingsSchema>>;

/** Rows that are tried. */
const lookedAt = 1000;
const layouts = { auto: 'auto', lines: 'newline_delimited', array: 'array' } as const;

const reader =
  ({ settings }: Input, columns?: Schema): ReadFiles =>
  (files, folders) => {
    const options = readOptions({
      format: quoteText(layouts[settings.layout]),
      dateformat: settings.dateFormat === undefined ? undefined : quoteText(settings.dateFormat),
      timestampformat: settings.timestampFormat === undefined ? undefined : quoteText(settings.timestampFormat),
      columns: columns && columnTypes(columns),
      hive_partitioning: String(folders),
    });
    return `read_json(${fileList(files)}${options})`;
  };

/** SQL after FROM that reads the columns as declared. */
function read(input: Input, found: Described, schema: Schema): string {
  const own = schema.filter(({ name }) => !found.written.includes(name));
  return found.sql({ read: reader(input, own), types: schema });
}

type Described = Awaited<ReturnType<typeof readPartitioned>>;

async function describe(input: Input): Promise<Described> {
  try {
    const found = await readPartitioned(input, reader(input));
    const { schema } = found;
    const isUnparsed = schema.length === 1 && schema[0]?.name === 'json';
    if (schema.length === 0 || isUnparsed) {
      const isEmpty = (await fileInfo(input.files[0]!))?.size === 0;
      const reason = isEmpty ? 'it is empty' : 'its items are no objects, or there are none';
      throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(input.files[0]!), format: 'JSON', reason });
    }
    return found;
  } catch (error) {
    throw unreadable(error, input.files[0]!, 'JSON');
  }
}

/** Times that the first rows show but that are written in another way than the usual stay texts. */
async function readableTimes(input: Input, found: Described): Promise<Schema> {
  const { schema } = found;
  const times = schema.filter(({ type }) => temporalTypes.includes(type));
  if (times.length === 0) return schema;
  const names = times.map(({ name }) => quoteIdentifier(name)).join(', ');
  const sql = `SELECT ${names} FROM ${read(input, found, schema)} LIMIT ${lookedAt}`;
  const isRead = await input.session.query(sql, { signal: input.signal }).then(
    () => true,
    (error: unknown) => !/invalid (timestamp|date) field/.test(originalText(error)),
  );
  return isRead ? schema : schema.map((column) => (times.includes(column) ? { ...column, type: 'string' } : column));
}

export const jsonFormat = defineFormat({
  id: 'json',
  version: 1,
  label: 'JSON',
  category: 'text',
  icon: 'braces',
  keywords: ['jsonl', 'ndjson', 'lines', 'objects'],
  help: 'One object a line, or one array of objects. Members become columns; nested ones stay objects.',
  extensions: ['json', 'jsonl', 'ndjson'],
  settings: settingsSchema,
  form: [
    {
      fields: [
        {
          key: 'layout',
          label: 'Layout',
          widget: 'choice',
          choices: [
            { value: 'auto', label: 'Detected' },
            { value: 'lines', label: 'One object a line' },
            { value: 'array', label: 'An array of objects' },
          ],
        },
        { key: 'dateFormat', label: 'Date format', widget: 'text', placeholder: 'detected' },
        { key: 'timestampFormat', label: 'Timestamp format', widget: 'text', placeholder: 'detected' },
        {
          key: 'newColumns',
          label: 'New members in the file',
          widget: 'choice',
          choices: [
            { value: 'error', label: 'Stop' },
            { value: 'ignore', label: 'Ignore them' },
          ],
        },
      ],
    },
  ],
  async detect(input) {
    return { settings: input.settings, schema: await readableTimes(input, await describe(input)) };
  },
  async relation(input, schema) {
    const found = await describe(input);
    const names = new Set(found.schema.map((column) => column.name));
    for (const column of schema)
      if (!names.has(column.name)) throw missingColumn(column.name, found.schema, fileName(input.files[0]!));
    const select = schema.map((column) => quoteIdentifier(column.name)).join(', ');
    const sql = `(SELECT ${select} FROM ${read(input, found, schema)})`;
    return { sql, schema, extra: extraColumns(found.schema, schema) };
  },
  cases: [
    {
      title: 'one object a line',
      files: { 'a.jsonl': '{"id":1,"name":"Ann","at":"2024-01-02"}\n{"id":2,"name":null,"at":"2024-01-03"}\n' },
      settings: {},
      expect: {
        rows: [
          ['1', 'Ann', '2024-01-02'],
          ['2', null, '2024-01-03'],
        ],
      },
    },
    {
      title: 'an array of objects, types as declared',
      files: { 'a.json': '[{"id":1,"name":"x"},{"name":"y","id":2}]' },
      settings: {},
      schema: [
        { name: 'id', type: 'string' },
        { name: 'name', type: 'string' },
      ],
      expect: {
        rows: [
          ['1', 'x'],
          ['2', 'y'],
        ],
      },
    },
    {
      title: 'a broken line is named',
      files: { 'a.jsonl': '{"id":1}\n{"id":\n{"id":3}\n' },
      settings: { layout: 'lines' },
      schema: [{ name: 'id', type: 'int' }],
      expect: { error: 'DATA_ROW_BROKEN' },
    },
    {
      title: 'a missing member is named',
      files: { 'a.jsonl': '{"id":1}\n' },
      settings: {},
      schema: [
        { name: 'id', type: 'int' },
        { name: 'name', type: 'string' },
      ],
      expect: { error: 'DATA_COLUMN_MISSING' },
    },
  ],
});
