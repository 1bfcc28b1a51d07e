import type { Schema } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { columnTypes, fileList, readOptions } from './file-sql.ts';

const keysOf = (path: string): string[] =>
  path
    .split(/[\\/]/)
    .slice(0, -1)
    .flatMap((part) => /^([^=]+)=[^=]*$/.exec(part)?.[1] ?? []);

/** Names of the Hive-style folders (`day=2026-01-31`) that all of the files lie in; none when the files differ in them. */
export function partitionKeys(files: readonly string[]): string[] {
  const first = keysOf(files[0] ?? '');
  const isSame = files.every((path) => keysOf(path).join('=') === first.join('='));
  return isSame ? [...new Set(first)] : [];
}

/** Columns that the folders of text files give, with their types: dates, times and whole numbers where all values are such. */
export async function partitionColumns(
  session: Session,
  files: readonly string[],
  { known, ...options }: QueryOptions & { known: Schema },
): Promise<Schema> {
  const keys = usedKeys(
    files,
    known.map(({ name }) => name),
  );
  if (keys.length === 0) return [];
  const line = readOptions({ auto_detect: 'false', columns: "{'line': 'VARCHAR'}", hive_partitioning: 'true' });
  return session.describe(
    `SELECT ${keys.map(quoteIdentifier).join(', ')} FROM read_csv(${fileList(files)}${line})`,
    options,
  );
}

/** The folders that are columns of files with these columns: the files' own columns win. */
export function usedKeys(files: readonly string[], names: readonly string[]): string[] {
  const keys = partitionKeys(files);
  return keys.some((key) => names.includes(key)) ? [] : keys.sort();
}

/** Options of `read_csv` that read folders as columns of declared types, or leave them alone. */
export function partitionOptions(keys: readonly string[], schema: Schema): Record<string, string> {
  if (keys.length === 0) return { hive_partitioning: 'false' };
  const types = keys.map((key) => schema.find(({ name }) => name === key) ?? { name: key, type: 'string' as const });
  return { hive_partitioning: 'true', hive_types: columnTypes(types) };
}
