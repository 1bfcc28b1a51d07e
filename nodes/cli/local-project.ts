import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { fail } from '../contract/errors/index.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';
import { exists, readJson } from '../platform/files.ts';
import { checkRulesOf } from '../services/quality/check-rules.ts';
import type { Workspace } from '../services/workspace/types.ts';
import { openWorkspace } from '../services/workspace/workspace.ts';

const Folders = z.record(z.string(), z.string());

/** Folders that a project opened from the command line reads from, by connection id; relative ones start at the project. */
export async function readConnections(dir: string): Promise<Record<string, string>> {
  const file = connectionsFile(dir);
  return (await exists(file)) ? await readJson(file, Folders) : {};
}

/** Points a connection of the project at a folder of this machine. It stays here: bundles never carry it. */
export async function connectFolder(dir: string, connection: string, folder: string): Promise<void> {
  const all = { ...(await readConnections(dir)), [connection]: folder };
  await writeFileAtomic(connectionsFile(dir), `${JSON.stringify(all, null, 2)}\n`);
}

/** Opens the project folder `dir` for one command; the caller closes it. PROJECT_MISSING. */
export async function openProject(dir: string): Promise<Workspace> {
  const root = resolve(dir);
  if (!(await exists(join(root, 'millrace.json')))) throw fail('PROJECT_MISSING', { path: dir });
  const connections = await readConnections(root);
  return openWorkspace({
    dir: root,
    connections: (id) => {
      const folder = connections[id];
      return folder === undefined || isAbsolute(folder) ? folder : join(root, folder);
    },
    checkRules: checkRulesOf(join(root, '.millrace')),
  });
}

/** Runs `use` on the opened project and closes it whatever happens. */
export async function withProject<T>(dir: string, use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openProject(dir);
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}

function connectionsFile(dir: string): string {
  return join(dir, '.millrace', 'connections.json');
}

/** Aborts on Ctrl+C; a second Ctrl+C ends the process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}
