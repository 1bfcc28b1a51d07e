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
  /** Line (from 0) at which the chain was found broken when the log was opened, or -1. */
  readonly brokenLine: number;
  add(caller: Caller, entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export async function openAuditLog(folder: string): Promise<AuditLog> {
  const path = join(folder, 'audit.jsonl');
  const text = (await exists(path)) ? await readText(path) : '';
  let previous = hashOf(lastLine(text));
  const stream = writeStream(path, { append: true, mode: 0o600 });
  // A line cut by a crash is closed, so that the next one stands alone.
  if (text !== '' && !text.endsWith('\n')) stream.write('\n');
  return {
    brokenLine: firstBrokenLine(text),
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
