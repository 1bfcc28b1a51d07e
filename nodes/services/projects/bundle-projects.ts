import { join } from 'node:path';
import type { DeploymentSettings } from '../../contract/deploy.ts';
import type { Scenario } from '../../contract/project/index.ts';
import { fileInfo, makeFolder } from '../../platform/files.ts';
import type { Activations } from '../../store/activations.ts';
import { type BundledModel, mappedConnection } from '../archives/bundle-target.ts';
import { createLocks } from '../mutation.ts';
import type { Connections } from '../nodes/connections.ts';
import { type Projects, unknownProject } from './design-projects.ts';
import { type OpenProject, type OpenProjectOptions, openProject, summaryOf } from './open-project.ts';

export interface BundleActivation {
  id: string;
  /** Where the bundle is unpacked. */
  folder: string;
  settings: DeploymentSettings;
  models: readonly BundledModel[];
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
  /** Memory of each open project's data in bytes. */
  memoryBytes?: number;
  folderOf: (item: string, version: string) => string;
}

export function openBundleProjects(options: BundleProjectsOptions): BundleProjects {
  const { store, connections, folderOf } = options;
  const opened = new Map<string, Promise<OpenProject>>();
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
        ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
      },
    });
  const get = (id: string): Promise<OpenProject> => {
    const known = opened.get(id);
    if (known) return known;
    const active = store.active(id);
    if (!active)
      throw unknownProject(
        id,
        store.allActive().map(({ item }) => item),
      );
    const opening = open(id, folderOf(id, active.version), active.settings);
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
    get: async (id) => lockOf(id, async () => get(id)),
    activate: ({ id, folder, settings, models }, moveInStore) =>
      lockOf(id, async () => {
        if (!(await fileInfo(join(folder, 'project', 'millrace.json')))) throw new Error(`${folder} holds no project`);
        // Builds of the former version are cancelled: the state folder has one owner at a time.
        await close(id);
        const next = await open(id, folder, settings);
        try {
          for (const { model, version, files } of models)
            await next.workspace.models.put(model, version, files, { activate: true });
          moveInStore();
        } catch (error) {
          await next.close();
          throw error;
        }
        opened.set(id, Promise.resolve(next));
        next.publishFlow();
      }),
    isActive: (project, scenario) => store.active(project)?.settings.scenarios[scenario.id] ?? scenario.active,
    closeAll: async () => {
      await Promise.allSettled([...opened.keys()].map(close));
    },
  };
}
