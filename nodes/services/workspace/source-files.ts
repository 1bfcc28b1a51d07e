import { join } from 'node:path';
import { isSideFile } from '../../base/side-files.ts';
import { fail } from '../../contract/errors/index.ts';
import type { SourceFile } from '../../engine/flow/ports.ts';
import { exists, fileInfo, isReallyInside, walkFiles } from '../../platform/files.ts';
import { joinInside } from '../../platform/paths.ts';
import { globPattern } from './glob.ts';

/**
 * The files of a dataset in a connection's folder, in order of their names. `*` and `?` match within a folder, `**` across
 * folders; a path that names a folder means all files in it. Hidden files and marks beside the data are left out. DATA_CONNECTION_MISSING,
 * DATA_CONNECTION_FOLDER, INPUT_INVALID for a path that leaves it.
 */
export async function findSourceFiles(
  source: { connection: string; path: string; dataset: string },
  folderOf: (connection: string) => string | undefined,
): Promise<SourceFile[]> {
  const folder = folderOf(source.connection);
  if (folder === undefined) throw fail('DATA_CONNECTION_MISSING', source);
  const files = await matchingFiles(folder, source);
  if (files.length === 0 && source.connection !== 'project' && !(await exists(folder)))
    throw fail('DATA_CONNECTION_FOLDER', { ...source, folder });
  return files;
}

async function matchingFiles(folder: string, source: { path: string }): Promise<SourceFile[]> {
  if (!/[*?]/.test(source.path)) return namedFiles(folder, source.path);
  joinInside(folder, source.path.replace(/[*?]/g, '_'));
  if (!(await exists(folder))) return [];
  const fixed = source.path
    .split('/')
    .slice(
      0,
      source.path.split('/').findIndex((part) => /[*?]/.test(part)),
    )
    .join('/');
  const root = join(folder, fixed);
  if (!(await exists(root))) return [];
  const pattern = globPattern(source.path);
  const names = (await walkFiles(root))
    .map((name) => (fixed ? `${fixed}/${name}` : name))
    .filter((name) => pattern.test(name) && !isSideFile(name));
  return describeFiles(folder, names);
}

async function namedFiles(folder: string, path: string): Promise<SourceFile[]> {
  const found = await fileInfo(joinInside(folder, path));
  if (found?.kind === 'file') return describeFiles(folder, [path]);
  if (found?.kind !== 'folder') return [];
  const names = await walkFiles(join(folder, path));
  return describeFiles(
    folder,
    names.filter((name) => !isSideFile(name)).map((name) => `${path}/${name}`),
  );
}

async function describeFiles(folder: string, names: readonly string[]): Promise<SourceFile[]> {
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, ...name.split('/'));
      const info = await fileInfo(path);
      if (info && !(await isReallyInside(folder, path)))
        throw fail('INPUT_INVALID', { where: 'path', problem: `“${name}” is a link that leaves its folder` });
      return info ? [{ path, name, size: info.size, changed: info.changed }] : [];
    }),
  );
  return files.flat();
}
