import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../platform/atomic-write.ts';
import { exists, readJson } from '../platform/files.ts';
import { type Lock, lockFolder } from '../platform/lock.ts';
import { createEventHub } from '../services/event-hub.ts';
import { createQuality, type Quality } from '../services/quality/quality.ts';
import type { Workspace } from '../services/workspace/types.ts';
import { openWorkspace } from '../services/workspace/workspace.ts';
import { openDatabase } from '../store/database.ts';
import { openMetricsHistory } from '../store/metrics-history.ts';
import { openProjectFiles } from '../store/project-files.ts';

/** A project folder opened by one command. */
export interface LocalProject {
  id: string;
  dir: string;
  workspace: Workspace;
  quality: Quality;
}

const Folders = z.record(z.string(), z.string());

/** Points a connection of the project at a folder of this machine. It stays here: bundles never carry it. */
export async function connectFolder(dir: string, connection: string, folder: string): Promise<void> {
  const all = { ...(await readConnections(dir)), [connection]: folder };
  await writeFileAtomic(connectionsFile(dir), `${JSON.stringify(all, null, 2)}\n`);
}

/** Runs `use` on the project folder `dir`, locked, and closes it whatever happens. PROJECT_MISSING, LOCKED. */
export async function withProject<T>(dir: string, use: (project: LocalProject) => Promise<T>): Promise<T> {
  const root = resolve(dir);
  await openProjectFiles(root, { readOnly: true });
  const lock: Lock = await lockFolder(join(root, '.millrace'), `The project in ${dir}`);
  try {
    return await withWorkspace(root, use);
  } finally {
    await lock.release();
  }
}

async function withWorkspace<T>(dir: string, use: (project: LocalProject) => Promise<T>): Promise<T> {
  const database = await openDatabase(join(dir, '.millrace', 'quality.db'));
  const quality = createQuality(openMetricsHistory(database), createEventHub());
  const connections = await readConnections(dir);
  const workspace: Workspace = await openWorkspace({
    dir,
    connections: (id) => {
      const folder = connections[id];
      return folder === undefined || isAbsolute(folder) ? folder : join(dir, folder);
    },
    checkRules: async ({ dataset, relation, rules, session, signal }) => {
      const { id } = workspace.project.info;
      const declared = workspace.project.datasets[dataset]?.schema;
      const results = await quality.check({ project: id, relation, rules, declared, session, signal });
      quality.record(id, dataset, results);
      return results;
    },
  });
  try {
    return await use({ id: workspace.project.info.id, dir, workspace, quality });
  } finally {
    await workspace.close();
    database.close();
  }
}

/** Folders that a project opened from the command line reads from, by connection id; relative ones start at the project. */
async function readConnections(dir: string): Promise<Record<string, string>> {
  const file = connectionsFile(dir);
  return (await exists(file)) ? await readJson(file, Folders) : {};
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
