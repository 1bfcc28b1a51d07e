import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import type { Session } from '../../sql/session.ts';
import { columnTypes, extraColumns, fileList, fileName, missingColumn, readOptions } from '../file-sql.ts';
import { defineFormat, type FileRelation, type FilesInput } from '../format-kind.ts';
import { unreadable } from '../read-error.ts';
import { csvCases } from './csv-cases.ts';
import { splitLine } from './csv-line.ts';

const settingsSchema = z.object({
  /** One character; absent: detected. */
  delimiter: z.string().min(1).max(4).optional(),
  /** Empty: no quoting. */
  quote: z.string().max(1).default('"'),
  escape: z.string().max(1).optional(),
  /** True: the first line names the columns. Absent: detected. */
  header: z.boolean().optional(),
  /** Lines before the header or the first row. */
  skip: z.number().int().min(0).default(0),
  /** Texts that mean an empty cell, besides nothing at all. */
  nulls: z.array(z.string()).default([]),
  encoding: z.enum(['utf-8', 'latin-1', 'utf-16']).default('utf-8'),
  /** strptime formats; absent: ISO. */
  dateFormat: z.string().optional(),
  timestampFormat: z.string().optional(),
  decimalSeparator: z.enum(['.', ',']).default('.'),
  comment: z.string().max(1).optional(),
  /** Leave broken rows out instead of stopping. */
  skipBroken: z.boolean().default(false),
  newColumns: z.enum(['error', 'ignore']).default('error'),
});
type Settings = z.output<typeof settingsSchema>;
type Input = FilesInput<Settings>;

const delimiters = [',', ';', '\t', '|'];

function commonOptions(settings: Settings): Record<string, string | undefined> {
  const nulls = settings.nulls.length > 0 ? `[${['', ...settings.nulls].map(quoteText).join(', ')}]` : undefined;
  return {
    quote: quoteText(settings.quote),
    escape: quoteText(settings.escape ?? settings.quote),
    skip: String(settings.skip),
    nullstr: nulls,
    encoding: settings.encoding === 'utf-8' ? undefined : quoteText(settings.encoding),
    dateformat: settings.dateFormat === undefined ? undefined : quoteText(settings.dateFormat),
    timestampformat: settings.timestampFormat === undefined ? undefined : quoteText(settings.timestampFormat),
    decimal_separator: settings.decimalSeparator === '.' ? undefined : quoteText(settings.decimalSeparator),
    comment: settings.comment === undefined ? undefined : quoteText(settings.comment),
    ignore_errors: settings.skipBroken ? 'true' : undefined,
  };
}

/** The first line after `skip`, as it stands in the file; undefined in an empty file. */
async function firstLine(session: Session, file: string, settings: Settings): Promise<string | undefined> {
  const options = readOptions({
    auto_detect: 'false',
    header: 'false',
    delim: "'\u001f'",
    quote: "''",
    escape: "''",
    skip: String(settings.skip),
    encoding: settings.encoding === 'utf-8' ? undefined : quoteText(settings.encoding),
    columns: "{'line': 'VARCHAR'}",
    parallel: 'false',
  });
  try {
    const { columns } = await session.query(`SELECT line FROM read_csv(${fileList([file])}${options}) LIMIT 1`);
    const line = columns[0]?.[0];
    return typeof line === 'string' ? line.replace(/^\uFEFF/, '').replace(/\r$/, '') : undefined;
  } catch (error) {
    throw unreadable(error, file, 'CSV');
  }
}

/** How a file is laid out: the delimiter and the names of its columns, in order. */
async function layoutOf(
  input: Input,
  file: string,
  schema: Schema,
): Promise<{ delimiter: string; names: string[]; header: boolean }> {
  const { settings } = input;
  const line = (await firstLine(input.session, file, settings)) ?? '';
  const known = new Set(schema.map((column) => column.name));
  const score = (delimiter: string) =>
    splitLine(line, delimiter, settings.quote).filter((cell) => known.has(cell)).length;
  const candidates = settings.delimiter === undefined ? delimiters : [settings.delimiter];
  const delimiter = candidates.reduce((best, each) => (score(each) > score(best) ? each : best), candidates[0]!);
  const cells = splitLine(line, delimiter, settings.quote);
  const header = settings.header ?? (score(delimiter) > 0 || schema.length === 0);
  return { delimiter, header, names: header ? nameCells(cells) : schema.map((column) => column.name) };
}

/** Names as DuckDB gives them: empty ones numbered, repeated ones suffixed. */
function nameCells(cells: readonly string[]): string[] {
  const used = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `column${index}` : cell;
    const count = used.get(name.toLowerCase());
    used.set(name.toLowerCase(), (count ?? 0) + 1);
    return count === undefined ? name : `${name}_${count}`;
  });
}

interface Group {
  delimiter: string;
  header: boolean;
  names: string[];
  files: string[];
}

/** Files with the same first line are read together. */
async function groupFiles(input: Input, schema: Schema): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const file of input.files) {
    const layout = await layoutOf(input, file, schema);
    const key = JSON.stringify(layout);
    const group = groups.get(key);
    if (group) group.files.push(file);
    else groups.set(key, { ...layout, files: [file] });
  }
  return [...groups.values()];
}

/** Every option is given, nothing is guessed: guessing would quietly drop rows that do not fit the guess. */
async function relation(input: Input, schema: Schema): Promise<FileRelation> {
  const groups = await groupFiles(input, schema);
  const extra = new Map<string, Schema[number]>();
  const types = new Map(schema.map((column) => [column.name, column]));
  const parts = groups.map((group) => {
    const found: Schema = group.names.map((name) => types.get(name) ?? { name, type: 'string' });
    for (const column of schema)
      if (!group.names.includes(column.name)) throw missingColumn(column.name, found, fileName(group.files[0]!));
    for (const column of extraColumns(found, schema)) extra.set(column.name, column);
    const options = readOptions({
      auto_detect: 'false',
      delim: quoteText(group.delimiter),
      header: String(group.header),
      ...commonOptions(input.settings),
      columns: columnTypes(found),
    });
    const select = schema.map((column) => quoteIdentifier(column.name)).join(', ');
    return `SELECT ${select} FROM read_csv(${fileList(group.files)}${options})`;
  });
  return { sql: `(${parts.join('\nUNION ALL\n')})`, schema, extra: [...extra.values()] };
}

interface Sniffed {
  settings: Settings;
  columns: { name: string; type: string }[];
}

async function sniff(input: Input): Promise<Sniffed> {
  const { settings, session } = input;
  const file = input.files[0]!;
  const { quote, escape: escapeWith, skip, ...others } = commonOptions(settings);
  const options = readOptions({
    ...others,
    delim: settings.delimiter === undefined ? undefined : quoteText(settings.delimiter),
    header: settings.header === undefined ? undefined : String(settings.header),
    quote: settings.quote === '"' ? undefined : quote,
    escape: settings.escape === undefined ? undefined : escapeWith,
    skip: settings.skip === 0 ? undefined : skip,
  });
  const names =
    '"Delimiter", "Quote", "Escape", "HasHeader", "SkipRows", "DateFormat", "TimestampFormat", "Columns", "Comment"';
  const path = quoteText(file.replace(/[*?[]/g, (found) => `[${found}]`));
  const { columns } = await session.query(`SELECT ${names} FROM sniff_csv(${path}${options})`, {
    signal: input.signal,
  });
  const [delimiter, foundQuote, foundEscape, header, skipped, date, timestamp, found] = columns.map(
    (values) => values[0],
  );
  const character = (value: unknown) => (typeof value === 'string' && value !== '(empty)' ? value : undefined);
  return {
    settings: {
      ...settings,
      delimiter: settings.delimiter ?? character(delimiter) ?? ',',
      quote: character(foundQuote) ?? settings.quote,
      ...(character(foundEscape) &&
        character(foundEscape) !== (character(foundQuote) ?? '"') && { escape: character(foundEscape) }),
      header: settings.header ?? header === true,
      skip: settings.skip || Number(skipped ?? 0),
      ...(typeof date === 'string' && { dateFormat: date }),
      ...(typeof timestamp === 'string' && { timestampFormat: timestamp }),
    },
    columns: found as Sniffed['columns'],
  };
}

const isoFormats = ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f'];

async function detect(input: Input) {
  const file = input.files[0]!;
  try {
    if ((await firstLine(input.session, file, input.settings)) === undefined)
      throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'CSV', reason: 'it is empty' });
    const sniffed = await sniff(input);
    const settings = { ...sniffed.settings };
    if (isoFormats.includes(settings.dateFormat ?? '')) delete settings.dateFormat;
    if (isoFormats.includes(settings.timestampFormat ?? '')) delete settings.timestampFormat;
    const casts = sniffed.columns.map(({ type }, index) => `CAST(NULL AS ${type}) AS c${index}`);
    const types = casts.length === 0 ? [] : await input.session.describe(`SELECT ${casts.join(', ')}`);
    const schema = sniffed.columns.map(({ name }, index): Schema[number] => ({
      name,
      type: types[index]?.type ?? 'string',
    }));
    return { settings, schema };
  } catch (error) {
    throw unreadable(error, file, 'CSV');
  }
}

export const csvFormat = defineFormat({
  id: 'csv',
  version: 1,
  label: 'CSV',
  category: 'text',
  icon: 'file-type-csv',
  keywords: ['tsv', 'text', 'delimiter', 'comma', 'semicolon', 'tab', 'gz', 'zst'],
  help: 'Text files with one row a line: comma, semicolon, tab or any other delimiter, also compressed (gz, zst). Delimiter, quotes, header and dates are detected once and can be changed.',
  extensions: ['csv', 'tsv', 'txt'],
  settings: settingsSchema,
  form: [
    {
      title: 'Layout',
      fields: [
        { key: 'delimiter', label: 'Delimiter', widget: 'text', placeholder: 'detected' },
        { key: 'quote', label: 'Quote', widget: 'text' },
        { key: 'escape', label: 'Escape', widget: 'text', placeholder: 'the quote' },
        { key: 'header', label: 'First line names the columns', widget: 'switch' },
        { key: 'skip', label: 'Lines to skip', widget: 'number' },
        {
          key: 'encoding',
          label: 'Encoding',
          widget: 'choice',
          choices: ['utf-8', 'latin-1', 'utf-16'].map((value) => ({ value, label: value })),
        },
        { key: 'comment', label: 'Comment lines start with', widget: 'text' },
      ],
    },
    {
      title: 'Values',
      fields: [
        { key: 'nulls', label: 'Texts that mean empty', widget: 'strings' },
        { key: 'dateFormat', label: 'Date format', widget: 'text', placeholder: '%Y-%m-%d' },
        { key: 'timestampFormat', label: 'Timestamp format', widget: 'text', placeholder: '%Y-%m-%d %H:%M:%S' },
        {
          key: 'decimalSeparator',
          label: 'Decimal separator',
          widget: 'choice',
          choices: ['.', ','].map((value) => ({ value, label: value })),
        },
      ],
    },
    {
      title: 'When something does not fit',
      fields: [
        { key: 'skipBroken', label: 'Leave broken rows out', widget: 'switch' },
        {
          key: 'newColumns',
          label: 'New columns in the file',
          widget: 'choice',
          choices: [
            { value: 'error', label: 'Stop' },
            { value: 'ignore', label: 'Ignore them' },
          ],
        },
      ],
    },
  ],
  detect,
  relation,
  cases: csvCases,
});
