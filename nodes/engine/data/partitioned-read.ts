import type { Schema } from '../../contract/schema.ts';
import type { FilesInput } from './format-kind.ts';
import { folderKeys, groupByFolders, isShadowed, partitionColumns, usedKeys } from './partitions.ts';

/** Reads files as SQL after FROM: with their folders as columns or without. */
export type ReadFiles = (files: readonly string[], folders: boolean) => string;

interface Found {
  /** Columns of the files and of their folders. */
  schema: Schema;
  /** Columns that the database does not read: what the folders say is written beside the files. */
  written: readonly string[];
  /** SQL after FROM that has them, by another way to read the same files where one is given; what is written is of the types of `types`. */
  sql(how?: { read: ReadFiles; types: Schema }): string;
}

/** Columns and rows of files which say themselves what their columns are, with those of the folders in the dataset's own folder. */
export async function readPartitioned(
  { session, files, folder, signal }: Omit<FilesInput, 'settings'>,
  read: ReadFiles,
): Promise<Found> {
  const describe = (sql: string) => session.describe(`SELECT * FROM ${sql}`, { signal });
  const found = folderKeys(files, folder);
  const own = await describe(read(files, false));
  const names = own.map(({ name }) => name);
  const keys = usedKeys(found, names);
  if (keys.length === 0)
    return { schema: own, written: [], sql: (how = { read, types: own }) => how.read(files, false) };
  if (isShadowed(found, names)) {
    const types = await partitionColumns(session, files, { known: own, folder, signal });
    return {
      schema: [...own, ...types],
      written: keys,
      sql: (how = { read, types }) => byFolder(files, { keys, schema: how.types, folder }, how.read),
    };
  }
  const all = await describe(read(files, true));
  const known = new Set([...names, ...keys]);
  const schema = all.filter(({ name }) => known.has(name));
  return { schema, written: [], sql: (how = { read, types: schema }) => how.read(files, true) };
}

/** The files of each folder on their own, with what the folder says as columns. */
function byFolder(files: readonly string[], how: Parameters<typeof groupByFolders>[1], read: ReadFiles): string {
  const groups = groupByFolders(
    files.map((file) => ({ path: file, file })),
    how,
  );
  const parts = groups.map((group) => `SELECT *, ${group.columns.join(', ')} FROM ${read(group.files, false)}`);
  return `(${parts.join('\nUNION ALL BY NAME\n')})`;
}
