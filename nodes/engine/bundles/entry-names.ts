import { fail } from '../../contract/errors/index.ts';
import { entryPathProblem, foldedPath } from './entry-path.ts';

/** Takes the paths of an archive one by one and throws at the first that cannot lie beside the others. */
export interface EntryNames {
  /** BUNDLE_PATH, BUNDLE_DUPLICATE, BUNDLE_CASE_COLLISION. */
  add(path: string): void;
}

/** `file` names the archive in messages. */
export function createEntryNames(file: string): EntryNames {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  return {
    add(path) {
      const reason = entryPathProblem(path);
      if (reason) throw fail('BUNDLE_PATH', { file, path, reason });
      const folded = foldedPath(path);
      const same = files.get(folded);
      if (same === path) throw fail('BUNDLE_DUPLICATE', { file, path });
      if (same !== undefined) throw fail('BUNDLE_CASE_COLLISION', { file, path, other: same });
      if (folders.has(folded)) throw fail('BUNDLE_PATH', { file, path, reason: 'another entry uses it as a folder' });
      files.set(folded, path);
      for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const folder = path.slice(0, slash);
        const known = folders.get(foldedPath(folder));
        if (known !== undefined && known !== folder)
          throw fail('BUNDLE_CASE_COLLISION', { file, path, other: `${known}/` });
        if (files.has(foldedPath(folder)))
          throw fail('BUNDLE_PATH', { file, path, reason: 'another entry is a file where it needs a folder' });
        folders.set(foldedPath(folder), folder);
      }
    },
  };
}
