import { join } from 'node:path';
import { closest } from '../../base/closest.ts';
import { freeIdOf } from '../../base/id-of.ts';
import { fail } from '../../contract/errors/index.ts';
import { familyNames } from '../../contract/project/index.ts';
import type { ProjectSummary } from '../../contract/routes/projects.ts';
import { createAtomicFolder, moveDurably, removeLeftovers, writeFileAtomic } from '../../platform/atomic-write.ts';
import { copyFolder, exists, fileInfo, listFolder, makeFolder, readJson } from '../../platform/files.ts';
import { type Lock, lockFolder } from '../../platform/lock.ts';
import { memoryBudget } from '../../platform/memory.ts';
import { createProject, openProjectFiles } from '../../store/project-files.ts';
import { singleFiles } from '../../store/project-format.ts';
import type { Connections } from '../nodes/connections.ts';
import { createMemoryShares, dataShare } from '../workspace/memory-shares.ts';
import { type OpenProject, type OpenProjectOptions, openProject, summaryOf } from './open-project.ts';
import { type SampleId, samples } from './samples.ts';

/** The projects of a node, opened when first asked for. */
export interface Projects {
  list(): Promise<ProjectSummary[]>;
  /** NOT_FOUND with the nearest name. */
  get(id: string): Promise<OpenProject>;
  closeAll(): Promise<void>;
}

export interface DesignProjects extends Projects {
  /** An empty project, or a sample with its data and the connection to them. The id is made from the name. */
  create(name: string, sample?: SampleId): Promise<ProjectSummary>;
  /** A project like the one in `template`, a folder with project files, under a new name and id. */
  createFrom(template: string, name: string): Promise<ProjectSummary>;
  /** To the trash folder of the node, under the name that is returned. */
  remove(id: string): Promise<string>;
  /** Out of the trash, with its data and history; under another id when its own was taken meanwhile. NOT_FOUND. */
  restore(entry: string): Promise<ProjectSummary>;
}

export interface DesignProjectsOptions extends Pick<OpenProjectOptions, 'jobs' | 'hub' | 'log' | 'quality'> {
  /** Data folder of the node; projects lie in `projects/`, removed ones in `trash/`. */
  folder: string;
  connections: Connections;
  /** Memory in bytes, shared by the data of all open projects. */
  memoryBytes?: number;
}

interface Opened {
  project: OpenProject;
  lock: Lock;
}

/**
 * When the parts of a project were written last, in ms: other numbers when objects came, went or were written anew. They are
 * replaced, which changes their folder.
 */
async function writtenAt(folder: string): Promise<number[]> {
  const names = [...Object.values(singleFiles), ...familyNames];
  const infos = await Promise.all(names.map((name) => fileInfo(join(folder, name))));
  return infos.map((info) => info?.changed ?? 0);
}

export async function openDesignProjects(options: DesignProjectsOptions): Promise<DesignProjects> {
  const root = await makeFolder(join(options.folder, 'projects'));
  await removeLeftovers(root);
  const trash = join(options.folder, 'trash');
  const opened = new Map<string, Promise<Opened>>();
  const memory = createMemoryShares((options.memoryBytes ?? memoryBudget()) * dataShare);
  const leaving = new Set<string>();
  const ids = async () => {
    const names = await listFolder(root);
    const found = await Promise.all(names.map((name) => exists(join(root, name, 'millrace.json'))));
    return names.filter((name, i) => found[i] && !leaving.has(name));
  };
  const open = async (id: string): Promise<Opened> => {
    const folder = join(root, id);
    const known = await ids();
    if (!known.includes(id)) throw unknownProject(id, known);
    const lock = await lockFolder(join(folder, '.millrace'), `The project “${id}”`);
    try {
      const project = await openProject({
        ...options,
        id,
        editFolder: folder,
        workspace: {
          dir: folder,
          connections: (connection) => options.connections.folder(connection),
          folders: () => readableFolders(options),
          memory,
        },
      });
      return { project, lock };
    } catch (error) {
      await lock.release();
      throw error;
    }
  };
  const get = (id: string): Promise<Opened> => {
    const known = opened.get(id);
    if (known) return known;
    const opening = open(id);
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
  const summaries = new Map<string, { stamp: string; summary: ProjectSummary }>();
  const summary = async (id: string) => {
    const folder = join(root, id);
    const open = opened.get(id);
    const written = await writtenAt(folder);
    const modifiedAt = new Date(Math.max(...written)).toISOString();
    if (open) return summaryOf((await open).project.workspace.project, modifiedAt);
    const stamp = written.join(' ');
    const known = summaries.get(id);
    if (known?.stamp === stamp) return known.summary;
    const made = summaryOf(await (await openProjectFiles(folder, { readOnly: true })).load(), modifiedAt);
    summaries.set(id, { stamp, summary: made });
    return made;
  };
  const close = async (id: string) => {
    const entry = await opened.get(id);
    opened.delete(id);
    await entry?.project.close();
    await entry?.lock.release();
  };
  return {
    async list() {
      const found = await Promise.allSettled((await ids()).map(summary));
      // One project that cannot be read must not hide the others; opening it tells what is wrong.
      for (const one of found)
        if (one.status === 'rejected') options.log.warn({ err: one.reason }, 'a project cannot be read');
      return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    },
    async get(id) {
      const { project } = await get(id);
      await project.workspace.fence();
      return project;
    },
    async create(name, sample) {
      const id = freeIdOf(name, new Set(await ids()));
      if (sample === undefined) await createProject(join(root, id), { id, name });
      else {
        const data = await samples.makeData(sample, join(options.folder, 'samples', sample));
        if (options.connections.folder(samples.connection) === undefined)
          await options.connections.put({ id: samples.connection, kind: 'folder', path: data });
        await copyTemplate(await samples.folder(sample), { root, id, name });
      }
      return summary(id);
    },
    async createFrom(template, name) {
      const id = freeIdOf(name, new Set(await ids()));
      await copyTemplate(template, { root, id, name });
      return summary(id);
    },
    async remove(id) {
      await get(id);
      // Who asks for it from now on must not open it again under the move.
      leaving.add(id);
      try {
        await close(id);
        const entry = `${id}-${Date.now()}`;
        await moveDurably(join(root, id), join(trash, entry));
        return entry;
      } finally {
        leaving.delete(id);
      }
    },
    async restore(entry) {
      if (!(await listFolder(trash)).includes(entry))
        throw fail('NOT_FOUND', { kind: 'project in the trash', id: entry, suggestion: '' });
      const from = join(trash, entry);
      const info = (await readJson(join(from, 'millrace.json'))) as { id: string; name: string };
      const taken = new Set(await ids());
      const id = taken.has(info.id) ? freeIdOf(info.name, taken) : info.id;
      if (id !== info.id) await writeInfo(from, { ...info, id });
      await moveDurably(from, join(root, id));
      return summary(id);
    },
    closeAll: async () => {
      await Promise.allSettled([...opened.keys()].map(close));
    },
  };
}

const writeInfo = (folder: string, info: object): Promise<void> =>
  writeFileAtomic(join(folder, 'millrace.json'), `${JSON.stringify(info, null, 2)}\n`);

/** A template's files with the new project's own id and name, published as a whole. */
async function copyTemplate(template: string, to: { root: string; id: string; name: string }): Promise<void> {
  const pending = await createAtomicFolder(join(to.root, to.id));
  try {
    await copyFolder(template, pending.path, (path) => !path.startsWith('.millrace'));
    const info = (await readJson(join(pending.path, 'millrace.json'))) as object;
    await writeInfo(pending.path, { ...info, id: to.id, name: to.name });
    await pending.commit();
  } catch (error) {
    await pending.discard();
    throw error;
  }
}

/** What SQL of a project may touch beyond the project itself: the connections of the node, and where it puts files to download. */
export function readableFolders(node: { folder: string; connections: Connections }): string[] {
  return [join(node.folder, 'uploads'), ...node.connections.list().map(({ path }) => path)];
}

export function unknownProject(id: string, known: readonly string[]) {
  const near = closest(id, known);
  return fail('NOT_FOUND', { kind: 'project', id, suggestion: near ? `; did you mean “${near}”?` : '' });
}
