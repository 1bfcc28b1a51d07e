import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { appendBytes, cutFile, exists, fileInfo, readText } from '../platform/files.ts';
import type { Caller } from './context.ts';

/** One change of the node: who did what to which thing, and how it went. */
export interface AuditEntry {
  action: string;
  target: string;
  outcome: 'done' | 'failed';
  /** Code of the error. */
  code?: string;
}

/**
 * `audit.jsonl` of a node. Each line carries the hash of the line before, so a line that is changed or taken out later breaks the chain.
 */
export interface AuditLog {
  /** Line (from 0) at which the chain was found broken when the log was opened, or -1. */
  readonly brokenLine: number;
  /** NODE_WRITE_FAILED; the next one may go well again. */
  add(caller: Caller, entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export async function openAuditLog(folder: string): Promise<AuditLog> {
  const path = join(folder, 'audit.jsonl');
  const text = (await exists(path)) ? await readText(path) : '';
  let previous = hashOf(lastLine(text));
  // A line cut by a crash is closed, so that the next one stands alone.
  if (text !== '' && !text.endsWith('\n')) await appendBytes(path, '\n');
  let length = (await fileInfo(path))?.size ?? 0;
  let last: Promise<unknown> = Promise.resolve();
  const append = async (by: Pick<Caller, 'id' | 'name'>, entry: AuditEntry) => {
    const line = JSON.stringify({ at: new Date().toISOString(), by, ...entry, previous });
    try {
      await appendBytes(path, `${line}\n`, { mode: 0o600 });
    } catch (error) {
      // On a full disk a part of the line may stand there.
      await cutFile(path, length).catch(() => undefined);
      throw error;
    }
    previous = hashOf(line);
    length += Buffer.byteLength(line) + 1;
  };
  return {
    brokenLine: firstBrokenLine(text),
    add({ id, name }, entry) {
      const added = last.then(() => append({ id, name }, entry));
      last = added.catch(() => undefined);
      return added;
    },
    close: async () => void (await last),
  };
}

/** Index of the first line that does not follow from the one before, or -1. */
export function firstBrokenLine(text: string): number {
  let previous = '';
  for (const [i, line] of text.trimEnd().split('\n').entries()) {
    if (line === '') continue;
    if (previousOf(line) !== previous) return i;
    previous = hashOf(line);
  }
  return -1;
}

function previousOf(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { previous?: string }).previous;
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function hashOf(line: string): string {
  return line === '' ? '' : createHash('sha256').update(line).digest('hex');
}
