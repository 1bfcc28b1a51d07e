import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { exists, readText, writeStream } from '../platform/files.ts';
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
  add(caller: Caller, entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export async function openAuditLog(folder: string): Promise<AuditLog> {
  const path = join(folder, 'audit.jsonl');
  let previous = (await exists(path)) ? hashOf(lastLine(await readText(path))) : '';
  const stream = writeStream(path, { append: true, mode: 0o600 });
  return {
    add: ({ id, name }, entry) => {
      const line = JSON.stringify({ at: new Date().toISOString(), by: { id, name }, ...entry, previous });
      previous = hashOf(line);
      return new Promise((resolve, reject) =>
        stream.write(`${line}\n`, (error) => (error ? reject(error) : resolve())),
      );
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

/** Index of the first line that does not follow from the one before, or -1. */
export function firstBrokenLine(text: string): number {
  let previous = '';
  for (const [i, line] of text.trimEnd().split('\n').entries()) {
    if (line === '') continue;
    if ((JSON.parse(line) as { previous: string }).previous !== previous) return i;
    previous = hashOf(line);
  }
  return -1;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function hashOf(line: string): string {
  return line === '' ? '' : createHash('sha256').update(line).digest('hex');
}
