import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { tryCast } from '../cast-text.ts';
import { columnTypes, extraColumns, fileList, fileName, missingColumn, readOptions } from '../file-sql.ts';
import { defineFormat, type FileRelation } from '../format-kind.ts';
import { folderKeys, folderValues, isShadowed, partitionColumns, partitionOptions, usedKeys } from '../partitions.ts';
import { nameCells } from './column-names.ts';
import { csvCases } from './csv-cases.ts';
import { detectCsv } from './csv-detect.ts';
import { splitLine } from './csv-line.ts';
import { type CsvInput, commonOptions, csvSettings, firstLine } from './csv-settings.ts';
import { castSql, type FolderGroup, folderColumn, readsTexts } from './csv-text.ts';
import { encodingField, readableText } from './encodings.ts';
import { decimalField, misfitsField, newColumnsField } from './text-fields.ts';

const delimiters = [',', ';', '\t', '|'];

/** How a file is laid out: the delimiter and the names of its columns, in order. */
async function layoutOf(
  input: CsvInput,
  file: string,
  schema: Schema,
): Promise<{ delimiter: string; names: string[]; header: boolean }> {
  const { settings } = input;
  const line = (await firstLine(input.session, file, settings)) ?? '';
  const known = new Set(schema.map((column) => column.name));
  const score = (delimiter: string) =>
    splitLine(line, delimiter, settings.quote).filter((cell) => known.has(cell.trim())).length;
  const candidates = settings.delimiter === undefined ? delimiters : [settings.delimiter];
  const delimiter = candidates.reduce((best, each) => (score(each) > score(best) ? each : best), candidates[0]!);
  const cells = splitLine(line, delimiter, settings.quote);
  const header = settings.header ?? (score(delimiter) > 0 || schema.length === 0);
  return { delimiter, header, names: header ? nameCells(cells) : schema.map((column) => column.name) };
}

/** Files with the same first line are read together, where what their folders say is written out those of one folder. */
async function groupFiles(input: CsvInput, schema: Schema, { files, folder }: CsvInput): Promise<FolderGroup[]> {
  const groups = new Map<string, FolderGroup & { files: string[] }>();
  const folders = folderKeys(files, folder);
  for (const [at, file] of input.files.entries()) {
    const layout = await layoutOf(input, file, schema);
    const keys = usedKeys(folders, layout.names).filter((key) => schema.some(({ name }) => name === key));
    // The database reads folders of the paths it is given: those of a copy say nothing, those above may say too much.
    const isCopy = input.files !== files;
    const isOwn = keys.length > 0 && (isCopy || isShadowed(folders, layout.names));
    const values = isOwn ? folderValues(files[at]!, { keys, schema, folder }) : new Map<string, string>();
    const key = JSON.stringify([layout, [...values]]);
    const group = groups.get(key);
    if (group) group.files.push(file);
    else groups.set(key, { ...layout, keys, values, files: [file] });
  }
  return [...groups.values()];
}

/** Every option is given, nothing is guessed: guessing would quietly drop rows that do not fit the guess. */
async function relation(given: CsvInput, schema: Schema): Promise<FileRelation> {
  const input = await readableText(given);
  const groups = await groupFiles(input, schema, given);
  const extra = new Map<string, Schema[number]>();
  const types = new Map(schema.map((column) => [column.name, column]));
  const parts = groups.map((group) => {
    const found: Schema = group.names.map((name) => types.get(name) ?? { name, type: 'string' });
    const { keys, values } = group;
    const read = keys.filter((key) => !values.has(key));
    for (const column of schema)
      if (!group.names.includes(column.name) && !keys.includes(column.name))
        throw missingColumn(column.name, found, fileName(group.files[0]!));
    for (const column of extraColumns(found, schema)) extra.set(column.name, column);
    if (readsTexts(input.settings)) return castSql(input, group, schema);
    const options = readOptions({
      auto_detect: 'false',
      delim: quoteText(group.delimiter),
      header: String(group.header),
      ...commonOptions(input.settings),
      ...partitionOptions(read, schema),
      columns: columnTypes(found),
    });
    const select = schema.map(({ name }) => folderColumn(name, group) ?? quoteIdentifier(name)).join(', ');
    return `SELECT ${select} FROM read_csv(${fileList(group.files)}${options})`;
  });
  return { sql: `(${parts.join('\nUNION ALL\n')})`, schema, extra: [...extra.values()], derived: input.derived };
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
  settings: csvSettings,
  form: [
    {
      title: 'Layout',
      fields: [
        {
          key: 'delimiter',
          label: 'Delimiter',
          widget: 'choice',
          help: 'The character between two cells.',
          choices: [
            { value: ',', label: 'Comma ,' },
            { value: ';', label: 'Semicolon ;' },
            { value: '\t', label: 'Tab' },
            { value: '|', label: 'Bar |' },
            { value: ' ', label: 'Space' },
            { value: ':', label: 'Colon :' },
          ],
        },
        {
          key: 'quote',
          label: 'Quote',
          widget: 'text',
          help: 'Stands around cells that hold the delimiter. Empty: none.',
        },
        {
          key: 'escape',
          label: 'Escape',
          widget: 'text',
          placeholder: 'the quote',
          help: 'Stands before a quote inside a quoted cell.',
        },
        { key: 'header', label: 'First line names the columns', widget: 'switch' },
        {
          key: 'skip',
          label: 'Lines to skip',
          widget: 'number',
          help: 'Lines before the header: titles, notes, blank lines.',
        },
        encodingField,
        { key: 'comment', label: 'Comment lines start with', widget: 'text', placeholder: 'none' },
        {
          key: 'compression',
          label: 'Compression',
          widget: 'choice',
          help: 'Files that end with .gz or .zst are unpacked without this.',
          choices: ['none', 'gzip', 'zstd'].map((value) => ({ value, label: value })),
        },
      ],
    },
    {
      title: 'Values',
      fields: [
        {
          key: 'nulls',
          label: 'Texts that mean empty',
          widget: 'strings',
          help: 'n/a, NULL, - …, besides nothing at all.',
        },
        {
          key: 'dateFormat',
          label: 'Date format',
          widget: 'text',
          placeholder: '%Y-%m-%d',
          help: '%d day, %m month, %Y year with four digits, %y with two, %b month by name.',
        },
        {
          key: 'timestampFormat',
          label: 'Timestamp format',
          widget: 'text',
          placeholder: '%Y-%m-%d %H:%M:%S',
          help: 'As dates, and %H hour, %M minute, %S second.',
        },
        decimalField,
        {
          key: 'thousandsSeparator',
          label: 'Thousands separator',
          widget: 'choice',
          help: 'Between groups of three digits. None when nothing is chosen.',
          choices: [
            { value: '.', label: 'Point 1.000' },
            { value: ',', label: 'Comma 1,000' },
          ],
        },
      ],
    },
    {
      title: 'When something does not fit',
      fields: [
        {
          key: 'ragged',
          label: 'Rows with more or fewer cells',
          widget: 'choice',
          help: 'Missing cells become empty; cells beyond the last column are cut.',
          choices: [
            { value: 'stop', label: 'Stop' },
            { value: 'fit', label: 'Fill up and cut' },
          ],
        },
        misfitsField,
        {
          key: 'repeatedHeader',
          label: 'Leave out rows that repeat the header',
          widget: 'switch',
          help: 'For files that were glued together.',
        },
        {
          key: 'skipBroken',
          label: 'Leave broken rows out',
          widget: 'switch',
          help: 'Rows that cannot be read, whatever the reason.',
        },
        newColumnsField,
      ],
    },
  ],
  async detect(input) {
    const found = await detectCsv(input);
    const { session, files, folder, signal } = input;
    return {
      ...found,
      schema: [...found.schema, ...(await partitionColumns(session, files, { known: found.schema, folder, signal }))],
    };
  },
  relation,
  cast: (settings, text, type) => tryCast(text, type, settings),
  cases: csvCases,
});
