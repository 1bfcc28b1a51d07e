import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { strictCast, tryCast } from '../cast-text.ts';
import { columnTypes, fileList, readOptions } from '../file-sql.ts';
import { partitionOptions } from '../partitions.ts';
import { type CsvInput, type CsvSettings, commonOptions } from './csv-settings.ts';

/** Files of one layout: the delimiter and the names of their columns, in order. */
export interface CsvGroup {
  delimiter: string;
  header: boolean;
  names: string[];
  files: readonly string[];
}

/** With the folders that are columns of the files. */
export interface FolderGroup extends CsvGroup {
  keys: readonly string[];
  /** What they say of all these files, as SQL; of others the database reads it from their paths. */
  values: ReadonlyMap<string, string>;
}

/** What the folder of a group says of a column, named as that; undefined when it is read. */
export function folderColumn(name: string, { values }: FolderGroup): string | undefined {
  const value = values.get(name);
  return value === undefined ? undefined : `${value} AS ${quoteIdentifier(name)}`;
}

/** True when cells are read as texts first: some need a look before their type is asked for. */
export const readsTexts = ({ misfits, repeatedHeader }: CsvSettings): boolean =>
  misfits === 'empty' || repeatedHeader === true;

/** SELECT of all columns as texts; rows that repeat the header are left out when the settings say so. */
export function textSql(
  { settings }: CsvInput,
  { delimiter, header, names, files }: CsvGroup,
  folders?: Record<string, string>,
): string {
  const texts: Schema = names.map((name) => ({ name, type: 'string' }));
  const options = readOptions({
    auto_detect: 'false',
    delim: quoteText(delimiter),
    header: String(header),
    ...commonOptions(settings),
    dateformat: undefined,
    timestampformat: undefined,
    decimal_separator: undefined,
    thousands: undefined,
    ...(folders ?? partitionOptions([], [])),
    columns: columnTypes(texts),
  });
  const same = names.map((name) => `trim(${quoteIdentifier(name)}) IS NOT DISTINCT FROM ${quoteText(name)}`);
  const where = settings.repeatedHeader && header ? ` WHERE NOT (${same.join(' AND ')})` : '';
  return `SELECT * FROM read_csv(${fileList(files)}${options})${where}`;
}

/** SELECT of the declared columns, read as texts and then as their types. */
export function castSql(input: CsvInput, group: FolderGroup, schema: Schema): string {
  const { settings } = input;
  const read = group.keys.filter((key) => !group.values.has(key));
  const select = schema.map((column) => {
    const name = quoteIdentifier(column.name);
    if (group.keys.includes(column.name)) return folderColumn(column.name, group) ?? name;
    return `${settings.misfits === 'empty' ? tryCast(name, column.type, settings) : strictCast(column, settings)} AS ${name}`;
  });
  return `SELECT ${select.join(', ')} FROM (${textSql(input, group, partitionOptions(read, schema))})`;
}
