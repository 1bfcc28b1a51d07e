import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGEST_BYTES = 5 * 1024 * 1024;
const KEPT_LINES = 40;

/** The Design node's log file and the last lines of it, for messages. */
export interface NodeLog {
  readonly file: string;
  write(line: string): void;
  lastLines(): string[];
  close(): void;
}

/** Opens the log for appending; a log over 5 MiB becomes `<file>.old` first. */
export function openNodeLog(file: string): NodeLog {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_BYTES) renameSync(file, `${file}.old`);
  const handle = openSync(file, 'a', 0o600);
  const kept: string[] = [];
  let isOpen = true;
  return {
    file,
    write(line) {
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      if (isOpen) writeSync(handle, `${line}\n`);
    },
    lastLines: () => [...kept],
    close() {
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}
