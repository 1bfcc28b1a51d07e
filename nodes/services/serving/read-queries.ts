import { join } from 'node:path';
import { fileInfo, listFolder, readStream } from '../../platform/files.ts';

type LoggedQuery = Record<string, unknown>;

/** How much is read from the end of each file: enough for some thousand queries. */
const tailBytes = 4 * 2 ** 20;

/** The latest logged queries of a service over all files in the folder, newest first. */
export async function readQueries(folder: string, want: { service: string; limit: number }): Promise<LoggedQuery[]> {
  const names = (await listFolder(folder)).filter((name) => name.endsWith('.jsonl')).reverse();
  const found: LoggedQuery[] = [];
  const readers = new Set<string>();
  for (const name of names) {
    const writer = name.slice(name.indexOf('Z-') + 2);
    // Files of one writer are read from the newest on until there is enough; other writers' files may hold newer queries.
    if (found.length >= want.limit && readers.has(writer)) continue;
    readers.add(writer);
    for (const line of await lastLines(join(folder, name))) {
      const query = parse(line);
      if (query?.service === want.service) found.push(query);
    }
  }
  return found.sort((a, b) => String(b.at).localeCompare(String(a.at))).slice(0, want.limit);
}

async function lastLines(path: string): Promise<string[]> {
  const size = (await fileInfo(path))?.size ?? 0;
  const start = Math.max(0, size - tailBytes);
  const pieces: Buffer[] = [];
  for await (const piece of readStream(path, { start })) pieces.push(piece as Buffer);
  const lines = Buffer.concat(pieces).toString('utf8').split('\n');
  return start > 0 ? lines.slice(1) : lines;
}

/** A last line cut by a crash is no query. */
function parse(line: string): LoggedQuery | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as LoggedQuery;
  } catch {
    return undefined;
  }
}
