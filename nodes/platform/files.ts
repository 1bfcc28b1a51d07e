import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream, type Stats, type WriteStream } from 'node:fs';
import {
  appendFile,
  copyFile as copy,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  truncate,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { z } from 'zod';
import { isAppError } from '../base/app-error.ts';
import { fail } from '../contract/errors/index.ts';
import { isInside } from './paths.ts';

/** What `stat` tells about a file, as far as Millrace needs it. Times in milliseconds since 1970. */
export interface FileInfo {
  size: number;
  changed: number;
  kind: 'file' | 'folder' | 'other';
}

/** The whole file as UTF-8 text. FILE_MISSING, FILE_UNREADABLE. */
export async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString('utf8');
}

/** The whole file. FILE_MISSING, FILE_UNREADABLE. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw readFailure(path, error);
  }
}

/** The file parsed as JSON, checked by `schema` when given. FILE_MISSING, FILE_UNREADABLE (naming the field that is wrong). */
export async function readJson(path: string): Promise<unknown>;
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
export async function readJson(path: string, schema?: z.ZodType): Promise<unknown> {
  const text = await readText(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail('FILE_UNREADABLE', { path, reason: `it is not JSON (${messageOf(error)})` }, { cause: error });
  }
  if (!schema) return value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? `field ${issue.path.join('.')}: ` : '';
  throw fail('FILE_UNREADABLE', { path, reason: `${where}${issue?.message ?? 'not as expected'}` });
}

/** What is at `path`, or undefined when nothing is. */
export async function fileInfo(path: string): Promise<FileInfo | undefined> {
  try {
    const found: Stats = await stat(path);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { size: found.size, changed: found.mtimeMs, kind };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw readFailure(path, error);
  }
}

export async function exists(path: string): Promise<boolean> {
  return (await fileInfo(path)) !== undefined;
}

/** True when `path`, links followed, is `folder` or lies below it. FILE_MISSING, FILE_UNREADABLE. */
export async function isReallyInside(folder: string, path: string): Promise<boolean> {
  try {
    return isInside(await realpath(folder), await realpath(path));
  } catch (error) {
    throw readFailure(path, error);
  }
}

/** Names in a folder, in order; an absent folder is empty. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw readFailure(path, error);
  }
}

/** All regular files below `folder`, as paths relative to it with forward slashes, in order. Links are not followed. */
export async function walkFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(folder, relative), { withFileTypes: true });
    for (const entry of entries) {
      const path = relative ? `${relative}/${entry.name}` : entry.name;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  try {
    await visit('');
  } catch (error) {
    throw readFailure(folder, error);
  }
  return found.sort();
}

/** Makes the folder and those above it; `mode` is for those made now. NODE_WRITE_FAILED. */
export async function makeFolder(path: string, options: { mode?: number } = {}): Promise<string> {
  await writing(path, () => mkdir(path, { recursive: true, ...options }));
  return path;
}

/** Copies one file, making the target's folder. */
export async function copyFile(from: string, to: string): Promise<void> {
  if (!(await exists(from))) throw fail('FILE_MISSING', { path: from });
  await makeFolder(dirname(to));
  await writing(to, () => copy(from, to));
}

/** Copies a folder with all in it; `filter` decides by path relative to `from` (forward slashes). */
export async function copyFolder(
  from: string,
  to: string,
  filter: (path: string) => boolean = () => true,
): Promise<void> {
  if (!(await exists(from))) throw fail('FILE_MISSING', { path: from });
  await makeFolder(to);
  const relative = (source: string) => source.slice(from.length).split(sep).join('/').replace(/^\//, '');
  await writing(to, () =>
    cp(from, to, { recursive: true, filter: (source) => relative(source) === '' || filter(relative(source)) }),
  );
}

/** Removes a file or a whole folder; nothing there is fine. */
export async function removePath(path: string): Promise<void> {
  await writing(path, () => rm(path, { recursive: true, force: true, maxRetries: 3 }));
}

/** A stream over the file, or bytes `start`…`end` (inclusive) of it. Errors arrive on the stream. */
export function readStream(path: string, range: { start?: number; end?: number } = {}): ReadStream {
  return createReadStream(path, range);
}

/** A stream into a file that is created or emptied; `append` adds to its end. */
export function writeStream(path: string, options: { append?: boolean; mode?: number } = {}): WriteStream {
  return createWriteStream(path, { flags: options.append ? 'a' : 'w', mode: options.mode ?? 0o666 });
}

/** Adds bytes to the end of a file, which is made when it is not there. NODE_WRITE_FAILED. */
export async function appendBytes(
  path: string,
  bytes: string | Uint8Array,
  options: { mode?: number } = {},
): Promise<void> {
  await writing(path, () => appendFile(path, bytes, options));
}

/** Cuts a file off after `length` bytes. NODE_WRITE_FAILED. */
export async function cutFile(path: string, length: number): Promise<void> {
  await writing(path, () => truncate(path, length));
}

/** SHA-256 of the file (or of its first `length` bytes) in hex, read in pieces. FILE_MISSING, FILE_UNREADABLE. */
export async function hashFile(path: string, length?: number): Promise<string> {
  const hash = createHash('sha256');
  if (length === 0) return hash.digest('hex');
  try {
    for await (const piece of createReadStream(path, {
      highWaterMark: 1 << 20,
      ...(length === undefined ? {} : { end: length - 1 }),
    }))
      hash.update(piece as Buffer);
  } catch (error) {
    throw readFailure(path, error);
  }
  return hash.digest('hex');
}

/** Runs a change on disk; a failure of the system becomes NODE_WRITE_FAILED with its reason in words. */
export async function writing<T>(path: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (isAppError(error)) throw error;
    throw fail('NODE_WRITE_FAILED', { path, reason: reasonOf(error) }, { cause: error });
  }
}

function readFailure(path: string, error: unknown) {
  if (isMissing(error)) return fail('FILE_MISSING', { path }, { cause: error });
  return fail('FILE_UNREADABLE', { path, reason: reasonOf(error) }, { cause: error });
}

/** The system's code of an error (`ENOENT`), if it has one. */
export function systemCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

function isMissing(error: unknown): boolean {
  return systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR';
}

const reasons: Record<string, string> = {
  EACCES: 'no right to do so',
  EPERM: 'no right to do so',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it exists already',
};

function reasonOf(error: unknown): string {
  return reasons[systemCode(error) ?? ''] ?? messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Makes a folder of its own for something that passes; the caller removes it. */
export async function makeTemporaryFolder(prefix: string): Promise<string> {
  return mkdtemp(join(tmpdir(), prefix));
}
