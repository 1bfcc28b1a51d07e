import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { exists } from '../../platform/files.ts';

const longestName = 200;

/**
 * The name under which an uploaded file is kept: the last part of what the caller gave, without leading dots. INPUT_INVALID for one that
 * cannot be a file name everywhere, or that looks like a file on its way.
 */
export function fileNameOf(given: string): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '').replace(/^[.\s]+/, '').trim() || 'file';
  const problem = problemOf(name);
  if (problem) throw fail('INPUT_INVALID', { where: 'name', problem });
  return name;
}

const deepestFolder = 20;

/** The folders that an upload is kept in, from the outside in, each named as a file could be. INPUT_INVALID. */
export function folderPartsOf(given: string): string[] {
  const parts = given.split(/[\\/]/).filter((part) => part !== '');
  if (parts.length > deepestFolder)
    throw fail('INPUT_INVALID', { where: 'folder', problem: `it is more than ${deepestFolder} folders deep` });
  return parts.map(fileNameOf);
}

function problemOf(name: string): string | undefined {
  if (Buffer.byteLength(name) > longestName) return `a file name has at most ${longestName} bytes`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f<>:"|?*]/.test(name)) return 'the file name holds a character that some systems forbid';
  return /\.tmp-\d+-[0-9a-f]{8}-\d+$/.test(name) ? 'names that end so are kept for files on their way' : undefined;
}

/** The name, or with the first number that no file of the folder has: `orders.csv`, `orders 2.csv`. */
export async function freeFileName(folder: string, name: string): Promise<string> {
  const [, stem = name, ending = ''] = /^(.+?)((?:\.[A-Za-z0-9]+){0,2})$/.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${stem} ${number}${ending}`;
    if (!(await exists(join(folder, tried)))) return tried;
  }
}
