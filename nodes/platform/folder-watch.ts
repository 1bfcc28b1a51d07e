import { type FSWatcher, watch } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** What changed in some folders (not in folders below them). */
export interface FolderWatch {
  /** Begins to watch, anew if it did; from here on changes are noticed, those of files that are read next included. */
  begin(): Promise<void>;
  /**
   * Paths with `/` of what changed since `begin` or the last call; undefined when it is not known, then everything is to be looked at.
   * What was written before the call is among them.
   */
  take(): Promise<ReadonlySet<string> | undefined>;
  close(): void;
}

/**
 * Magic numbers of file systems of this machine alone: ext2–4, XFS, Btrfs, tmpfs, overlayfs, ZFS, F2FS. What others write to a shared
 * folder is told to nobody.
 */
const localSystems = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010]);

/** The system keeps 16,384 events for a process that does not listen, drops more, and libuv does not say so. */
const mostEvents = 8192;
/** Events heard by all watches: they share one queue. */
let heard = 0;

/** Only inotify has told of a change by the time a later call asks: elsewhere nothing is known. */
async function isTold(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const found = await statfs(folder).catch(() => undefined);
  return found !== undefined && localSystems.has(found.type);
}

/** Watches `root` and folders in it, of which any may be missing. It keeps no process alive. */
export function createFolderWatch(root: string, folders: readonly string[]): FolderWatch {
  let watchers: FSWatcher[] = [];
  let changed = new Set<string>();
  let isSure = false;
  let heardBefore = 0;
  const tops = new Set([basename(root), ...folders]);
  const close = () => {
    for (const one of watchers) one.close();
    watchers = [];
    isSure = false;
  };
  const follow = (folder: string) => {
    const path = join(root, folder);
    const watcher = watch(path, { persistent: false }, (_kind, name) => {
      heard += 1;
      // A folder that came or went is not watched rightly any more.
      if (name === null || (folder === '' && tops.has(name)) || name === folder) isSure = false;
      else changed.add(folder === '' ? name : `${folder}/${name}`);
    });
    watcher.on('error', () => {
      isSure = false;
    });
    watchers.push(watcher);
  };
  return {
    async begin() {
      close();
      changed = new Set();
      heardBefore = heard;
      if (!(await isTold(root))) return;
      isSure = true;
      for (const folder of ['', ...folders]) {
        try {
          follow(folder);
        } catch (error) {
          // A missing folder shows up in the root; without watches to give (ENOSPC) nothing is known.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return close();
        }
      }
    },
    async take() {
      // What the system has told so far is heard in the one turn of the event loop that ends between these.
      await setImmediate();
      await setImmediate();
      const isWhole = isSure && heard - heardBefore < mostEvents;
      heardBefore = heard;
      if (!isWhole) return undefined;
      const taken = changed;
      changed = new Set();
      return taken;
    },
    close,
  };
}
