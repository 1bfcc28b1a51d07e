import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fail } from '../contract/errors/index.ts';
import { temporaryName } from '../platform/atomic-write.ts';
import { makeFolder, removePath, writeStream, writing } from '../platform/files.ts';

/** A body received into a temporary file, which is removed after the request unless the handler moved it away. */
export interface Upload {
  path: string;
  bytes: number;
  /** SHA-256 in hex. */
  sha256: string;
}

export interface UploadOptions {
  /** Folder for temporary files, on the disk where the result will lie. */
  folder: string;
  /** Most bytes that are taken. */
  limit: number;
  /** Length the caller announced, if any: a body too large is refused before it is read. */
  announced?: number;
}

/** Streams a body to a temporary file. BODY_TOO_LARGE, REQUEST_UNREADABLE when the caller hangs up, NODE_WRITE_FAILED. */
export async function receiveUpload(body: Readable, options: UploadOptions): Promise<Upload> {
  const { limit } = options;
  if ((options.announced ?? 0) > limit) throw fail('BODY_TOO_LARGE', { limit });
  const path = temporaryName(join(await makeFolder(options.folder), 'upload'));
  const hash = createHash('sha256');
  const file = writeStream(path, { mode: 0o600 });
  // A disk that fails while the caller is waited for is told by the next piece.
  file.on('error', () => undefined);
  let bytes = 0;
  try {
    // Not a pipeline: that would destroy the request, and with it the connection on which the refusal must go back.
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limit) throw fail('BODY_TOO_LARGE', { limit });
      if (file.errored) throw file.errored;
      hash.update(piece);
      if (!file.write(piece)) await once(file, 'drain');
    }
    file.end();
    await finished(file);
  } catch (error) {
    file.destroy();
    // What cannot be written cannot be removed either.
    await removePath(path).catch(() => undefined);
    const { errored } = file;
    if (errored) return writing(path, () => Promise.reject(errored));
    const code = (error as { code?: string }).code;
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw fail('REQUEST_UNREADABLE', { reason: 'the connection was cut before the body was complete' });
    throw error;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}
