import { join } from 'node:path';
import { listFolder, makeFolder, removePath, writeStream } from '../../platform/files.ts';

type Stream = ReturnType<typeof writeStream>;

export interface RotatingFileOptions {
  folder: string;
  /** Part of the file names: several processes write beside each other. */
  writer: string;
  /** Size at which a new file is begun (default 64 MB). */
  fileBytes?: number;
  /** Most files kept in the folder; the oldest go first (default 32). */
  keepFiles?: number;
}

export interface RotatingFile {
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Files `<time>-<writer>.jsonl` that are begun anew when full, the oldest removed. */
export function createRotatingFile(options: RotatingFileOptions): RotatingFile {
  const fileBytes = options.fileBytes ?? 64 * 2 ** 20;
  let current: Stream | undefined;
  let size = 0;
  const end = (stream: Stream) => new Promise<void>((resolve) => stream.end(() => resolve()));
  const begin = async () => {
    if (current) await end(current);
    await makeFolder(options.folder);
    await removeOldest(options);
    const time = new Date().toISOString().replace(/[:.]/g, '-');
    current = writeStream(join(options.folder, `${time}-${options.writer}.jsonl`), { append: true, mode: 0o600 });
    // A failure is told by the callback of `write`; without a listener it would end the process.
    current.on('error', () => {
      current = undefined;
    });
    size = 0;
    return current;
  };
  return {
    async append(bytes) {
      const stream = current && size < fileBytes ? current : await begin();
      await new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())));
      size += bytes.length;
    },
    async close() {
      if (current) await end(current);
      current = undefined;
    },
  };
}

async function removeOldest(options: RotatingFileOptions): Promise<void> {
  const files = (await listFolder(options.folder)).filter((name) => name.endsWith('.jsonl'));
  const surplus = files.length + 1 - (options.keepFiles ?? 32);
  for (const name of files.slice(0, Math.max(0, surplus))) await removePath(join(options.folder, name));
}
