import type { Schema } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { duckDbTypeName } from '../sql/types.ts';
import { columnTypes, fileList, readOptions } from './file-sql.ts';

/** How Hive names the folder of rows without a value. */
const NO_VALUE = '__HIVE_DEFAULT_PARTITION__';

/** Folders of the Hive style in a path, from the outside in. */
const foldersIn = (path: string): [key: string, value: string][] =>
  path
    .split(/[\\/]/)
    .slice(0, -1)
    .flatMap((part): [string, string][] => {
      const [, key, value = ''] = /^([^=]+)=([^=]*)$/.exec(part) ?? [];
      return key === undefined ? [] : [[key, value]];
    });

/** The part of a path that lies in the dataset's folder; all of it when that is not known. */
const inside = (path: string, folder: string | undefined): string =>
  folder !== undefined && path.startsWith(folder) ? path.slice(folder.length) : path;

const keysOf = (path: string): string[] => foldersIn(path).map(([key]) => key);

/** Names of the Hive-style folders that files lie in. */
export interface FolderKeys {
  /** Below the dataset's own folder, the same for all files; none when they differ. */
  inner: readonly string[];
  /** Above it. */
  outer: ReadonlySet<string>;
}

/** The folders of the Hive style (`day=2026-01-31`) of all files; without `folder` all count as the dataset's own. */
export function folderKeys(files: readonly string[], folder?: string): FolderKeys {
  const first = keysOf(inside(files[0] ?? '', folder));
  const isSame = files.every((path) => keysOf(inside(path, folder)).join('=') === first.join('='));
  const above = (path: string) => keysOf(path.slice(0, path.length - inside(path, folder).length));
  return { inner: isSame ? [...new Set(first)] : [], outer: new Set(files.flatMap(above)) };
}

/** True when a folder above the dataset's own is called as if it were one of these columns: the database would take it for that. */
export const isShadowed = ({ inner, outer }: FolderKeys, names: readonly string[]): boolean =>
  [...names, ...inner].some((name) => outer.has(name));

/** Columns that the folders of text files give, with their types: dates, times and whole numbers where all values are such. */
export async function partitionColumns(
  session: Session,
  files: readonly string[],
  { known, folder, ...options }: QueryOptions & { known: Schema; folder?: string | undefined },
): Promise<Schema> {
  const names = known.map(({ name }) => name);
  const keys = usedKeys(folderKeys(files, folder), names);
  if (keys.length === 0) return [];
  const line = readOptions({ auto_detect: 'false', columns: "{'line': 'VARCHAR'}", hive_partitioning: 'true' });
  return session.describe(
    `SELECT ${keys.map(quoteIdentifier).join(', ')} FROM read_csv(${fileList(files)}${line})`,
    options,
  );
}

/** The folders that are columns of files with these columns: the files' own columns win. */
export const usedKeys = ({ inner }: FolderKeys, names: readonly string[]): string[] =>
  inner.some((key) => names.includes(key)) ? [] : inner.toSorted();

/** Options of `read_csv` that read folders as columns of declared types, or leave them alone. */
export function partitionOptions(keys: readonly string[], schema: Schema): Record<string, string> {
  if (keys.length === 0) return { hive_partitioning: 'false' };
  const types = keys.map((key) => schema.find(({ name }) => name === key) ?? { name: key, type: 'string' as const });
  return { hive_partitioning: 'true', hive_types: columnTypes(types) };
}

/** What the folders of a file say of the keys, each as SQL of its declared type: for files that the database is not to read folders of. */
export function folderValues(path: string, { keys, schema, folder }: FolderChoice): ReadonlyMap<string, string> {
  const found = new Map(foldersIn(inside(path, folder)));
  return new Map(
    keys.map((key): [string, string] => {
      const type = schema.find(({ name }) => name === key)?.type ?? 'string';
      const value = found.get(key);
      const text = value === undefined || value === NO_VALUE ? 'NULL' : quoteText(decoded(value));
      return [key, `CAST(${text} AS ${duckDbTypeName(type)})`];
    }),
  );
}

interface FolderChoice {
  keys: readonly string[];
  schema: Schema;
  folder?: string | undefined;
}

/** Files whose folders say the same of the keys, in the order of their first ones, with that as select list: `CAST('eu' AS VARCHAR) AS "region"`. */
export function groupByFolders<F>(
  files: readonly { path: string; file: F }[],
  how: FolderChoice,
): { files: F[]; columns: string[] }[] {
  const groups = new Map<string, { files: F[]; columns: string[] }>();
  for (const { path, file } of files) {
    const columns = [...folderValues(path, how)].map(([key, sql]) => `${sql} AS ${quoteIdentifier(key)}`);
    const key = columns.join();
    const group = groups.get(key);
    if (group) group.files.push(file);
    else groups.set(key, { files: [file], columns });
  }
  return [...groups.values()];
}

/** The folder columns that a dataset declares, of files with these columns of their own. */
export function declaredKeys(
  { files, folder }: { files: readonly string[]; folder?: string | undefined },
  names: readonly string[],
  declared: Schema,
): string[] {
  return usedKeys(folderKeys(files, folder), names).filter((key) => declared.some(({ name }) => name === key));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
