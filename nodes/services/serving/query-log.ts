import type { Log } from '../../platform/log.ts';
import { createRotatingFile, type RotatingFileOptions } from './rotating-file.ts';

export interface QueryLogOptions extends RotatingFileOptions {
  log: Log;
  /** Bytes collected in memory before they are written (default 256 kB). */
  blockBytes?: number;
  /** Longest time a query waits in memory, in milliseconds (default 500). */
  flushMs?: number;
}

/**
 * The queries of an API node as JSON lines. A request's own bytes are copied into a block of memory; whole blocks are written in the
 * background, so that logging costs a copy and never a system call per request. When the disk cannot follow, blocks are dropped and
 * counted rather than slowing the answers.
 */
export interface QueryLog {
  /** `head` (ASCII) and `tail` are JSON text around the request body: `{"at":…,"request":` body `,"reply":…}`, without line breaks. */
  add(head: string, body: Uint8Array, tail: string): void;
  /** Everything added so far is on disk afterwards. */
  flush(): Promise<void>;
  readonly dropped: number;
  close(): Promise<void>;
}

const newLine = 10;
const space = 32;
/** Blocks that may wait for the disk. */
const mostWaiting = 64;

export function createQueryLog(options: QueryLogOptions): QueryLog {
  const blockBytes = options.blockBytes ?? 256 * 1024;
  const files = createRotatingFile(options);
  let block = Buffer.allocUnsafe(blockBytes);
  let used = 0;
  let dropped = 0;
  let waiting = 0;
  let written = Promise.resolve();
  const append = async (full: Uint8Array) => {
    try {
      await files.append(full);
    } catch (error) {
      dropped += 1;
      options.log.error({ err: error }, 'query log not written');
    }
    waiting -= 1;
  };
  const cut = () => {
    if (used === 0) return;
    const full = block.subarray(0, used);
    block = Buffer.allocUnsafe(blockBytes);
    used = 0;
    if (waiting >= mostWaiting) {
      dropped += 1;
      return;
    }
    waiting += 1;
    written = written.then(() => append(full));
  };
  const timer = setInterval(cut, options.flushMs ?? 500).unref();
  return {
    add(head, body, tail) {
      const most = 3 * (head.length + tail.length) + body.length + 1;
      if (used + most > blockBytes) cut();
      if (most > blockBytes) {
        dropped += 1;
        return;
      }
      used += block.write(head, used, 'latin1');
      block.set(body, used);
      // A line break in JSON text is white space, never part of a value.
      for (let at = body.indexOf(newLine); at >= 0; at = body.indexOf(newLine, at + 1)) block[used + at] = space;
      used += body.length;
      used += block.write(tail, used);
      block[used++] = newLine;
    },
    async flush() {
      cut();
      await written;
    },
    get dropped() {
      return dropped;
    },
    async close() {
      clearInterval(timer);
      cut();
      await written;
      await files.close();
    },
  };
}
