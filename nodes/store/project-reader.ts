import { basename, join } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import { type Family, familyNames, Id, type Project } from '../contract/project/index.ts';
import { type FileInfo, fileInfo, listFolder, readText } from '../platform/files.ts';
import type { FolderWatch } from '../platform/folder-watch.ts';
import { type EditFamily, firstIssue, isSingle, objectPath, schemaOf } from './project-format.ts';

/** What stands in the project while a single file is not there. */
const absent: Partial<Record<EditFamily, unknown>> = { variables: {}, layout: { nodes: {} } };

interface Known {
  info: FileInfo;
  value: unknown;
}

/** Objects by path, as their files were read last. */
export type KnownFiles = Map<string, Known>;

interface ReaderOptions {
  known: KnownFiles;
  /** Without one, every file is looked at each time. */
  watch: FolderWatch | undefined;
}

/** Reads the project of a folder as it is on disk; of what is known already only the files that may have changed. One call after another. */
export function createProjectReader(folder: string, { known, watch }: ReaderOptions): { load(): Promise<Project> } {
  let last: Project | undefined;
  return {
    async load() {
      const changed = last && (await watch?.take());
      if (last && changed?.size === 0) return last;
      const before = changed && last;
      // What cannot be read is looked at again with everything else.
      last = undefined;
      if (!before) await watch?.begin();
      last = await readProject(folder, { known, before, changed });
      return last;
    },
  };
}

interface Reading {
  known: KnownFiles;
  /** The project before these paths changed; absent, all may have changed. */
  before: Project | undefined;
  changed: ReadonlySet<string> | undefined;
}

async function readProject(folder: string, { known, before, changed }: Reading): Promise<Project> {
  const seen = new Set<string>();
  // Two writes of the same length within a tick of the system's clock have the same time and size.
  for (const path of changed ?? []) known.delete(path);
  const read = async (family: EditFamily, id: string) => {
    const path = objectPath(family, id);
    seen.add(path);
    const old = known.get(path);
    return old && changed ? old.value : readObject({ folder, family, id, path }, known);
  };
  const info = await read('info', '-');
  if (info === undefined) throw fail('PROJECT_MISSING', { folder });
  const variables = (await read('variables', '-')) ?? absent.variables;
  const layout = (await read('layout', '-')) ?? absent.layout;
  const touched = changed && new Set([...changed].map((path) => path.split('/')[0]));
  const objects = {} as Record<Family, Record<string, unknown>>;
  for (const family of familyNames) {
    if (before && !touched?.has(family)) {
      objects[family] = before[family];
      continue;
    }
    const ids = await objectIds(folder, family);
    const values = await Promise.all(ids.map((id) => read(family, id)));
    const entries = ids.flatMap((id, i) => (values[i] === undefined ? [] : [[id, values[i]]]));
    // Ids come from callers: “constructor” must find nothing that is not an object of the project.
    objects[family] = Object.setPrototypeOf(Object.fromEntries(entries), null);
  }
  const isKept = (path: string) => seen.has(path) || (before !== undefined && !touched?.has(path.split('/')[0]));
  for (const path of known.keys()) if (!isKept(path)) known.delete(path);
  return { info, variables, layout, ...objects } as Project;
}

async function objectIds(folder: string, family: Family): Promise<string[]> {
  const ids: string[] = [];
  for (const name of await listFolder(join(folder, family))) {
    if (!name.endsWith('.json') || name.startsWith('.')) continue;
    const id = basename(name, '.json');
    const parsed = Id.safeParse(id);
    if (!parsed.success)
      throw fail('PROJECT_FILE', {
        file: `${family}/${name}`,
        field: 'its name: ',
        problem: firstIssue(parsed.error).problem,
      });
    ids.push(id);
  }
  return ids;
}

export interface ObjectFile {
  folder: string;
  family: EditFamily;
  id: string;
  path: string;
}

/** Undefined when the file is not there. Unchanged files (time and size) are not read again. */
export async function readObject(object: ObjectFile, known: KnownFiles): Promise<unknown> {
  const { folder, family, id, path } = object;
  const file = join(folder, ...path.split('/'));
  const info = await fileInfo(file);
  if (!info) return undefined;
  const before = known.get(path);
  if (before && before.info.changed === info.changed && before.info.size === info.size) return before.value;
  const parsed = schemaOf(family).safeParse(parseFile(await readText(file), path));
  if (!parsed.success) throw fail('PROJECT_FILE', { file: path, ...firstIssue(parsed.error) });
  const found = (parsed.data as { id?: unknown }).id;
  if (!isSingle(family) && found !== id)
    throw fail('PROJECT_FILE', {
      file: path,
      field: 'id: ',
      problem: `it says “${found}” but the file is named “${id}”`,
    });
  known.set(path, { info, value: parsed.data });
  return parsed.data;
}

export function parseFile(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = `it is not JSON (${error instanceof Error ? error.message : error})`;
    throw fail('PROJECT_FILE', { file: path, field: '', problem }, { cause: error });
  }
}
