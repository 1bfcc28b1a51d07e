import { isAbsolute, join, resolve } from 'node:path';
import { type Lock, lockFolder } from '../platform/lock.ts';
import { createEventHub } from '../services/event-hub.ts';
import { createQuality, type Quality } from '../services/quality/quality.ts';
import type { Workspace } from '../services/workspace/types.ts';
import { openWorkspace } from '../services/workspace/workspace.ts';
import { openDatabase } from '../store/database.ts';
import { openMetricsHistory } from '../store/metrics-history.ts';
import { openProjectFiles } from '../store/project-files.ts';
import { readConnections } from './connections.ts';

/** A project folder opened by one command. */
export interface LocalProject {
  id: string;
  dir: string;
  workspace: Workspace;
  quality: Quality;
}

/**
 * Runs `use` on the project folder `dir`, locked, and closes it whatever happens. `more` are folders that this one command may
 * read from beside the project's connections. PROJECT_MISSING, LOCKED.
 */
export async function withProject<T>(
  dir: string,
  use: (project: LocalProject) => Promise<T>,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const root = resolve(dir);
  await openProjectFiles(root, { readOnly: true });
  const lock: Lock = await lockFolder(join(root, '.millrace'), `The project in ${dir}`);
  try {
    return await withWorkspace(root, { ...(await readConnections(root)), ...more }, use);
  } finally {
    await lock.release();
  }
}

async function withWorkspace<T>(
  dir: string,
  connections: Readonly<Record<string, string>>,
  use: (project: LocalProject) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(join(dir, '.millrace', 'quality.db'));
  const quality = createQuality(openMetricsHistory(database), createEventHub());
  const workspace: Workspace = await openWorkspace({
    dir,
    connections: (id) => {
      const folder = connections[id];
      return folder === undefined || isAbsolute(folder) ? folder : join(dir, folder);
    },
    checkRules: async ({ dataset, ...request }) => {
      const { info, datasets, meanings } = workspace.project;
      const { id } = info;
      const declared = datasets[dataset]?.schema;
      const results = await quality.check({ ...request, project: id, declared, meanings });
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
