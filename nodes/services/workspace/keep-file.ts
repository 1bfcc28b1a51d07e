import { join } from 'node:path';
import { createAtomicFile } from '../../platform/atomic-write.ts';
import { copyFile, fileInfo, makeFolder } from '../../platform/files.ts';
import { fileNameOf, folderPartsOf, freeFileName } from './file-name.ts';

export interface KeepFile {
  /** The file as it is now. */
  path: string;
  name: string;
  /** Folders to keep it in, below the root. */
  folder?: string | undefined;
  /** Takes a free name where one of that name is there already; otherwise that is replaced. */
  keepOthers?: boolean | undefined;
}

/** Copies a file below `root`, all or nothing, and says where it is there and its size in bytes. INPUT_INVALID for names. */
export async function keepFile(
  root: string,
  { path, name, folder: below, keepOthers }: KeepFile,
): Promise<{ path: string; bytes: number }> {
  const parts = below ? folderPartsOf(below) : [];
  const folder = join(root, ...parts);
  const safe = keepOthers ? await freeFileName(folder, fileNameOf(name)) : fileNameOf(name);
  await makeFolder(folder);
  const target = join(folder, safe);
  const pending = await createAtomicFile(target);
  try {
    await copyFile(path, pending.path);
    await pending.commit();
  } catch (error) {
    await pending.discard();
    throw error;
  }
  return { path: [...parts, safe].join('/'), bytes: (await fileInfo(target))?.size ?? 0 };
}
