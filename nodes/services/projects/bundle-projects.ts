import { join } from 'node:path';
import { z } from 'zod';
import type { DeploymentSettings } from '../../contract/deploy.ts';
import type { Scenario } from '../../contract/project/index.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, fileInfo, makeFolder, readJson } from '../../platform/files.ts';
import { memoryBudget } from '../../platform/memory.ts';
import type { Activation, Activations } from '../../store/activations.ts';
import { mappedConnection } from '../archives/bundle-target.ts';
import { bundledModels } from '../archives/bundled-models.ts';
import { createLocks } from '../mutation.ts';
import type { Connections } from '../nodes/connections.ts';
import { createMemoryShares, dataShare } from '../workspace/memory-shares.ts';
import { type Projects, readableFolders, unknownProject } from './design-projects.ts';
import { type OpenProject, type OpenProjectOptions, openProject, summaryOf } from './open-project.ts';

export interface BundleActivation {
  id: string;
  /** Where the bundle is unpacked. */
  folder: string;
  settings: DeploymentSettings;
}

/** Projects of an Automation node: the files of the active bundle, read-only; data, models and history of the node's own. */
export interface BundleProjects extends Projects {
  /** Switches a project to an unpacked bundle. `store` moves the durable pointer when everything is ready for it. */
  activate(activation: BundleActivation, store: () => void): Promise<void>;
  /** Whether a scenario runs by itself here: as the deployment says, else as the bundle. */
  isActive(project: string, scenario: Scenario): boolean;
}

export interface BundleProjectsOptions extends Pick<OpenProjectOptions, 'jobs' | 'hub' | 'log' | 'quality'> {
  /** Data folder of the node; state of projects lies in `state/<project>/` and survives activations. */
  folder: string;
  store: Activations;
  connections: Connections;
  /** Memory in bytes, shared by the data of all open projects. */
  memoryBytes?: number;
  folderOf: (item: string, version: string) => string;
}

export function openBundleProjects(options: BundleProjectsOptions): BundleProjects {
  const { store, connections, folderOf } = options;
  const opened = new Map<string, Promise<OpenProject>>();
  const memory = createMemoryShares((options.memoryBytes ?? memoryBudget()) * dataShare);
  const lockOf = createLocks();
  const open = async (id: string, folder: string, settings: DeploymentSettings) =>
    openProject({
      ...options,
      id,
      workspace: {
        projectDir: join(folder, 'project'),
        stateDir: await makeFolder(join(options.folder, 'state', id)),
        connections: (connection) => connections.folder(mappedConnection(settings, connection)),
        variables: settings.variables,
        readOnly: true,
        folders: () => readableFolders(options),
        memory,
      },
    });
  const openActive = async (active: Activation): Promise<OpenProject> => {
    const folder = folderOf(active.item, active.version);
    const project = await open(active.item, folder, active.settings);
    return orClosed(project, () => adoptModels(project, { ...active, folder }));
  };
  const get = (id: string): Promise<OpenProject> => {
    const known = opened.get(id);
    if (known) return known;
    const active = store.active(id);
    if (!active)
      throw unknownProject(
        id,
        store.allActive().map(({ item }) => item),
      );
    const opening = openActive(active);
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
  const close = async (id: string) => {
    const project = await opened.get(id)?.catch(() => undefined);
    opened.delete(id);
    await project?.close();
  };
  const summary = async (id: string, changedAt: string) => summaryOf((await get(id)).workspace.project, changedAt);
  return {
    list: () => Promise.all(store.allActive().map(({ item, activatedAt }) => summary(item, activatedAt))),
    get: (id) =>
      lockOf(id, async () => {
        const project = await get(id);
        await project.workspace.fence();
        return project;
      }),
    activate: ({ id, folder, settings }, moveInStore) =>
      lockOf(id, async () => {
        if (!(await fileInfo(join(folder, 'project', 'millrace.json')))) throw new Error(`${folder} holds no project`);
        // Builds of the former version are cancelled: the state folder has one owner at a time.
        await close(id);
        const next = await open(id, folder, settings);
        await orClosed(next, async () => {
          // Kept before the switch, so that little can fail after it; the switch decides which are active.
          for (const { model, version, files } of await bundledModels(folder))
            await next.workspace.models.put(model, version, files);
          moveInStore();
          const active = store.active(id);
          if (active) await adoptModels(next, { ...active, folder });
        });
        opened.set(id, Promise.resolve(next));
        next.publishFlow();
      }),
    isActive: (project, scenario) => store.active(project)?.settings.scenarios[scenario.id] ?? scenario.active,
    closeAll: async () => {
      await Promise.allSettled([...opened.keys()].map(close));
    },
  };
}

/** Which activation the active models of a project were set by. */
const Adopted = z.object({ version: z.string(), activatedAt: z.string() });

/**
 * Makes the models of a newly activated bundle the active ones: once for each activation, so that what the node trains later stays active
 * over restarts. A process killed between the switch and this makes up for it when the project is next opened.
 */
async function adoptModels(
  { workspace }: OpenProject,
  { version, activatedAt, folder }: Pick<Activation, 'version' | 'activatedAt'> & { folder: string },
): Promise<void> {
  const path = join(workspace.stateDir, 'adopted.json');
  const before = (await exists(path)) ? await readJson(path, Adopted) : undefined;
  if (before?.version === version && before.activatedAt === activatedAt) return;
  for (const model of await bundledModels(folder))
    await workspace.models.put(model.model, model.version, model.files, { activate: true });
  await writeFileAtomic(path, JSON.stringify({ version, activatedAt }));
}

/** Work on a project just opened; it is closed again when that fails. */
async function orClosed(project: OpenProject, work: () => Promise<void>): Promise<OpenProject> {
  try {
    await work();
    return project;
  } catch (error) {
    await project.close();
    throw error;
  }
}
