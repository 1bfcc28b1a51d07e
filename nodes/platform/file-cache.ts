import { createHash } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import { orAborted } from './abort.ts';
import { createAtomicFile, removeLeftovers } from './atomic-write.ts';
import { type FileInfo, fileInfo, listFolder, makeFolder, makeTemporaryFolder, removePath } from './files.ts';

/** Writes the file at `path`; `signal` says that nobody waits for it any more. */
export type MakeFile = (path: string, signal: AbortSignal) => Promise<void>;

export interface FileCacheOptions {
  /** Made when the first file is; undefined: a temporary folder, which `close` removes. */
  folder?: string | undefined;
  /** Bytes kept; the files used longest ago go first. */
  budget: number;
}

interface Making {
  done: Promise<string>;
  waiting: number;
  stop: AbortController;
}

/** Files used so short a time ago are never removed: someone may be reading them. */
const inUse = 10 * 60_000;

/** Files made of others, which can be made again: converted, sorted. Each appears whole under a key that changes with its content. */
export class FileCache {
  private readonly options: FileCacheOptions;
  private readonly making = new Map<string, Making>();
  private opened: Promise<string> | undefined;
  private isClosed = false;

  constructor(options: FileCacheOptions) {
    this.options = options;
  }

  /**
   * Where the file of a key is, made first when it is not there; callers at the same time wait for one making. `name` is what it is
   * called behind its hash. ABORTED, NODE_WRITE_FAILED.
   */
  async get(
    key: string,
    make: MakeFile,
    { name, signal }: { name?: string; signal?: AbortSignal | undefined } = {},
  ): Promise<string> {
    if (signal?.aborted || this.isClosed) throw fail('ABORTED');
    const found = await this.find(key, name);
    if (found) return found;
    let making = this.making.get(key);
    if (!making) {
      const stop = new AbortController();
      making = { done: this.make(key, { make, name, signal: stop.signal }), waiting: 0, stop };
      this.making.set(key, making);
      making.done.catch(() => {}).finally(() => this.making.delete(key));
    }
    return waitFor(making, signal);
  }

  /** Where the file of a key is; undefined when it is not there. It counts as used now. */
  async find(key: string, name?: string): Promise<string | undefined> {
    if (this.opened === undefined && this.options.folder === undefined) return undefined;
    const path = pathIn(this.options.folder ?? (await this.folder()), key, name);
    return (await this.touch(path)) ? path : undefined;
  }

  /** False when the file has been removed; else it counts as used now. */
  async touch(path: string): Promise<boolean> {
    const now = new Date();
    return utimes(path, now, now).then(
      () => true,
      () => false,
    );
  }

  /** Ends what is being made; a temporary folder goes. */
  async close(): Promise<void> {
    this.isClosed = true;
    const ending = [...this.making.values()].map(({ stop, done }) => {
      stop.abort();
      return done.catch(() => {});
    });
    await Promise.all(ending);
    if (this.options.folder === undefined && this.opened) await removePath(await this.opened);
  }

  private async make(
    key: string,
    { make, name, signal }: { make: MakeFile; name: string | undefined; signal: AbortSignal },
  ): Promise<string> {
    const folder = await this.folder();
    const path = pathIn(folder, key, name);
    const pending = await createAtomicFile(path);
    try {
      if (signal.aborted) throw fail('ABORTED');
      await make(pending.path, signal);
      if (signal.aborted) throw fail('ABORTED');
      await pending.commit();
    } catch (error) {
      await pending.discard();
      throw error;
    }
    await this.tidy(folder, path);
    return path;
  }

  private folder(): Promise<string> {
    this.opened ??= this.open();
    return this.opened;
  }

  private async open(): Promise<string> {
    const { folder } = this.options;
    if (folder === undefined) return makeTemporaryFolder('millrace-cache-');
    await makeFolder(folder);
    await removeLeftovers(folder);
    return folder;
  }

  private async tidy(folder: string, newest: string): Promise<void> {
    const names = await listFolder(folder);
    const files: (FileInfo & { path: string })[] = [];
    for (const name of names) {
      const path = join(folder, name);
      const info = /^[0-9a-f]{40}(-|$)/.test(name) && !name.includes('.tmp-') ? await fileInfo(path) : undefined;
      if (info) files.push({ ...info, path });
    }
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size, changed } of files.sort((a, b) => a.changed - b.changed)) {
      if (bytes <= this.options.budget) return;
      if (path === newest || changed > Date.now() - inUse) continue;
      await removePath(path);
      bytes -= size;
    }
  }
}

function pathIn(folder: string, key: string, name?: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return join(folder, name === undefined ? hash : `${hash}-${name}`);
}

/** The file when it is made. When all who wait have given up, the making ends. */
async function waitFor(making: Making, signal: AbortSignal | undefined): Promise<string> {
  making.waiting += 1;
  try {
    return await orAborted(making.done, signal);
  } finally {
    making.waiting -= 1;
    if (making.waiting === 0) making.stop.abort();
  }
}
