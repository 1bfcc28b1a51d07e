import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { createEntryNames } from './entry-names.ts';
import { type ArchiveLimits, ratioFreeBytes } from './limits.ts';

/** The entries by path, each of them a plain file with an allowed path and size. Reads the central directory only. */
export async function listEntries(zip: ZipFile, file: string, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const names = createEntryNames(file);
  const exceeded = (what: string, found: number, limit: number) =>
    fail('BUNDLE_TOO_LARGE', { file, what, found, limit });
  if (zip.entryCount > limits.entries) throw exceeded('the number of entries', zip.entryCount, limits.entries);
  let total = 0;
  await reading(file, async () => {
    for await (const entry of zip.eachEntry()) {
      const path = decodePath(entry, file);
      const kind = unusualKind(entry, path);
      if (kind) throw fail('BUNDLE_NOT_A_FILE', { file, path, found: kind });
      names.add(path);
      const size = entry.uncompressedSize;
      total += size;
      if (size > limits.entryBytes) throw exceeded(`the size of “${path}”`, size, limits.entryBytes);
      if (total > limits.totalBytes) throw exceeded('the size of all entries', total, limits.totalBytes);
      const ratio = Math.round(size / Math.max(1, entry.compressedSize));
      if (size > ratioFreeBytes && ratio > limits.ratio) throw exceeded(`the ratio of “${path}”`, ratio, limits.ratio);
      entries.set(path, entry);
    }
  });
  return entries;
}

function decodePath(entry: Entry, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw);
  } catch (error) {
    const path = entry.fileNameRaw.toString('latin1');
    throw fail('BUNDLE_PATH', { file, path, reason: 'it is not UTF-8' }, { cause: error });
  }
}

/** The upper half of the attributes holds the Unix mode of those who made the entry. */
function unusualKind(entry: Entry, path: string): string | undefined {
  if (entry.isEncrypted()) return 'encrypted';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'packed by an unknown method';
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (type === 0o120000) return 'a link';
  if (type === 0o040000 || path.endsWith('/') || (entry.externalFileAttributes & 0x10) !== 0) return 'a folder';
  if (type !== 0 && type !== 0o100000) return 'a device or pipe';
  return undefined;
}

/** A stream's bytes. */
export async function collect(stream: Readable, file: string): Promise<Uint8Array> {
  return reading(file, async () => {
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  });
}

/** What the zip reader throws are findings about the file, not bugs. */
export async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw fail('BUNDLE_NOT_AN_ARCHIVE', { file, reason }, { cause: error });
  }
}
