import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../platform/atomic-write.ts';
import { exists, readJson } from '../platform/files.ts';

const Folders = z.record(z.string(), z.string());

/** Points a connection of the project at a folder of this machine. It stays here: bundles never carry it. */
export async function connectFolder(dir: string, connection: string, folder: string): Promise<void> {
  const all = { ...(await readConnections(dir)), [connection]: folder };
  await writeFileAtomic(connectionsFile(dir), `${JSON.stringify(all, null, 2)}\n`);
}

/** Folders that a project opened from the command line reads from, by connection id; relative ones start at the project. */
export async function readConnections(dir: string): Promise<Record<string, string>> {
  const file = connectionsFile(dir);
  return (await exists(file)) ? await readJson(file, Folders) : {};
}

function connectionsFile(dir: string): string {
  return join(dir, '.millrace', 'connections.json');
}
