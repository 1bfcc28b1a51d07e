import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exists, fileInfo, listFolder, removePath, systemCode, walkFiles, writing } from './files.ts';
import { isAlive, runToken } from './process-identity.ts';

let counter = 0;
const leftover = /\.tmp-(\d+)-([0-9a-f]{8})-\d+$/;

/** A name beside `target` that nobody else uses; recognised by `removeLeftovers` after a crash. */
export function temporaryName(target: string): string {
  counter += 1;
  return join(dirname(target), `${basename(target)}.tmp-${process.pid}-${runToken}-${counter}`);
}

/**
 * Writes the whole file so that a reader, or a process that starts after a crash, sees the old content or the new, never a part:
 * temporary name, fsync, rename, fsync of the folder. NODE_WRITE_FAILED.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: { mode?: number } = {},
): Promise<void> {
  await writing(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const temporary = temporaryName(path);
    try {
      const file = await open(temporary, 'wx', options.mode ?? 0o666);
      try {
        await file.writeFile(data);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  });
}

/** Something being written under a temporary name. `commit` publishes it, `discard` removes it. */
export interface Pending {
  /** Where to write. */
  readonly path: string;
  /** All is written: brings it to disk already, while there is other work to do before `commit`. */
  sync(): Promise<void>;
  /** Fsync and rename to the target, replacing what is there. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** For writers that want a path (DuckDB's COPY, a stream): write to `pending.path`, then `commit`. */
export async function createAtomicFile(target: string): Promise<Pending> {
  await writing(target, () => mkdir(dirname(target), { recursive: true }));
  const path = temporaryName(target);
  let synced: Promise<void> | undefined;
  const sync = () => {
    synced ??= writing(target, () => syncFile(path));
    return synced;
  };
  return {
    path,
    sync,
    commit: () =>
      writing(target, async () => {
        await sync();
        await rename(path, target);
        await syncFolder(dirname(target));
      }),
    discard: () => removePath(path),
  };
}

/**
 * A whole folder published in one step. `commit` on an existing target: `replace` swaps it (the old one is moved away first),
 * otherwise the target stays and the new folder is dropped, as suits content-addressed names.
 */
export interface PendingFolder {
  readonly path: string;
  commit(options?: { replace?: boolean }): Promise<'published' | 'kept'>;
  discard(): Promise<void>;
}

export async function createAtomicFolder(target: string): Promise<PendingFolder> {
  const path = temporaryName(target);
  await writing(target, () => mkdir(path, { recursive: true }));
  return {
    path,
    commit: (options = {}) => writing(target, () => publishFolder(path, target, options.replace ?? false)),
    discard: () => removePath(path),
  };
}

async function publishFolder(path: string, target: string, replace: boolean): Promise<'published' | 'kept'> {
  for (const file of await walkFiles(path)) await syncFile(join(path, file));
  await syncFolder(path);
  let old: string | undefined;
  if (await exists(target)) {
    if (!replace) {
      await rm(path, { recursive: true, force: true });
      return 'kept';
    }
    old = temporaryName(target);
    await rename(target, old);
  }
  try {
    await rename(path, target);
  } catch (error) {
    if (old) await rename(old, target);
    throw error;
  }
  await syncFolder(dirname(target));
  if (old) await rm(old, { recursive: true, force: true });
  return 'published';
}

/** Moves a file (whose content is synced first) or a folder within one disk and makes the move durable. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await writing(to, async () => {
    await mkdir(dirname(to), { recursive: true });
    if ((await fileInfo(from))?.kind === 'file') await syncFile(from);
    await rename(from, to);
    await syncFolder(dirname(to));
  });
}

/**
 * Removes what killed processes left under temporary names in `folder` and, when `deep`, below it. Call at start.
 * Files of processes that still run stay. Returns how many were removed.
 */
export async function removeLeftovers(folder: string, options: { deep?: boolean } = {}): Promise<number> {
  let removed = 0;
  const visit = async (path: string): Promise<void> => {
    for (const name of await listFolder(path)) {
      const match = leftover.exec(name);
      if (match) {
        const pid = Number(match[1]);
        const isOwn = pid === process.pid && match[2] === runToken;
        const isOthers = pid !== process.pid && isAlive(pid);
        if (isOwn || isOthers) continue;
        await removePath(join(path, name));
        removed += 1;
      } else if (options.deep && (await isFolder(join(path, name)))) await visit(join(path, name));
    }
  };
  await visit(folder);
  return removed;
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** Fsync of a file's content. */
export async function syncFile(path: string): Promise<void> {
  await withHandle(await open(path, 'r+'), (file) => file.sync());
}

/** Fsync of a folder's names; systems that cannot (Windows) are let pass. */
export async function syncFolder(path: string): Promise<void> {
  try {
    await withHandle(await open(path, 'r'), (folder) => folder.sync());
  } catch (error) {
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES'].includes(systemCode(error) ?? '')) throw error;
  }
}

async function withHandle(handle: FileHandle, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
