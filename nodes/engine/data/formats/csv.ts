import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { columnTypes, extraColumns, fileList, fileName, missingColumn, readOptions } from '../file-sql.ts';
import { defineFormat, type FileRelation } from '../format-kind.ts';
import { csvCases } from './csv-cases.ts';
import { detectCsv } from './csv-detect.ts';
import { splitLine } from './csv-line.ts';
import { type CsvInput, commonOptions, csvSettings, firstLine } from './csv-settings.ts';

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

/** Names as DuckDB gives them: empty ones numbered, repeated ones suffixed. */
function nameCells(cells: readonly string[]): string[] {
  const used = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() || `column${index}`;
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
async function groupFiles(input: CsvInput, schema: Schema): Promise<Group[]> {
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
async function relation(input: CsvInput, schema: Schema): Promise<FileRelation> {
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
  detect: detectCsv,
  relation,
  cases: csvCases,
});
