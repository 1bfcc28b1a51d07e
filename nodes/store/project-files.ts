import { join } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import { type Edit, familyNames, Id, type Project } from '../contract/project/index.ts';
import { removeLeftovers } from '../platform/atomic-write.ts';
import { exists, listFolder, readText } from '../platform/files.ts';
import { createFolderWatch } from '../platform/folder-watch.ts';
import { changeFiles, type FileChange, replayJournal } from './edit-journal.ts';
import {
  type EditFamily,
  fileText,
  firstIssue,
  isSingle,
  objectPath,
  schemaOf,
  singleFiles,
} from './project-format.ts';
import { migrateProject, projectFormat, type RawProject } from './project-migrations.ts';
import { createProjectReader, type KnownFiles, type ObjectFile, parseFile, readObject } from './project-reader.ts';

/** What one edit did: the object before and after, null where there was no file. Swapped, it is its own inverse. */
export interface Change {
  family: EditFamily;
  id: string;
  before: unknown;
  after: unknown;
  /** The file before, where it was not as Millrace writes it: edited by hand, or by an older version. */
  textBefore?: string;
}

/** An edit that may say how the file reads: for taking changes back. */
export type FileEdit = Edit & { text?: string | undefined };

/** The files of one project folder. Calls run one after another. */
export interface ProjectFiles {
  readonly folder: string;
  /**
   * The project as it is on disk now, edits by other programs included. Objects whose file did not change are the same instances as
   * before; never modify them. PROJECT_MISSING, PROJECT_FILE, PROJECT_TOO_NEW.
   */
  load(): Promise<Project>;
  /** Ends the watch; the files can still be read and changed. */
  close(): void;
  /** Applies edits, all or none, also through a crash. PROJECT_EDIT, PROJECT_READ_ONLY. */
  apply(edits: readonly FileEdit[]): Promise<Change[]>;
}

interface OpenOptions {
  readOnly?: boolean;
  /** Notice what changes instead of looking at every file each time; for projects that are open for long. */
  watch?: boolean;
}

/** Opens a project folder: finishes an interrupted edit and migrates older formats, unless `readOnly`. */
export async function openProjectFiles(folder: string, options: OpenOptions = {}): Promise<ProjectFiles> {
  const readOnly = options.readOnly ?? false;
  if (!readOnly && (await exists(folder))) {
    await replayJournal(folder);
    for (const family of familyNames) await removeLeftovers(join(folder, family));
  }
  if (!(await exists(join(folder, singleFiles.info)))) throw fail('PROJECT_MISSING', { folder });
  const known: KnownFiles = new Map();
  await migrateOnDisk(folder, readOnly);
  const watch = options.watch ? createFolderWatch(folder, familyNames) : undefined;
  const reader = createProjectReader(folder, { known, watch });
  const oneByOne = createQueue();
  return {
    folder,
    load: () => oneByOne(() => reader.load()),
    close: () => watch?.close(),
    apply: (edits) =>
      oneByOne(async () => {
        if (readOnly) throw fail('PROJECT_READ_ONLY', { folder });
        return applyEdits(folder, edits, known);
      }),
  };
}

/** Makes a new, empty project. PROJECT_EXISTS. */
export async function createProject(
  folder: string,
  info: { id: string; name: string; description?: string },
): Promise<ProjectFiles> {
  if (await exists(join(folder, singleFiles.info))) throw fail('PROJECT_EXISTS', { folder });
  const value = { format: projectFormat, id: info.id, name: info.name, description: info.description ?? '' };
  await changeFiles(folder, [{ path: singleFiles.info, text: checkedText('info', '-', value) }]);
  return openProjectFiles(folder);
}

async function applyEdits(folder: string, edits: readonly FileEdit[], known: KnownFiles): Promise<Change[]> {
  const changes = new Map<string, Change>();
  const files = new Map<string, FileChange>();
  for (const { family, id, value, text: exact } of edits) {
    checkTarget(family, id, value);
    const path = objectPath(family, id);
    const text = value === null ? null : checkedText(family, id, value);
    const before = changes.get(path) ?? (await fileBefore({ folder, family, id, path }, known));
    changes.set(path, { ...before, family, id, after: text === null ? null : JSON.parse(text) });
    files.set(path, { path, text: exact ?? text });
  }
  await changeFiles(folder, [...files.values()]);
  return [...changes.values()];
}

/** What undo goes back to. */
async function fileBefore(object: ObjectFile, known: KnownFiles): Promise<Pick<Change, 'before' | 'textBefore'>> {
  const before = await readObject(object, known);
  if (before === undefined) return { before: null };
  const text = await readText(join(object.folder, ...object.path.split('/')));
  return text === fileText(object.family, before) ? { before } : { before, textBefore: text };
}

function checkTarget(family: EditFamily, id: string, value: unknown): void {
  const wrong = (field: string, problem: string) => fail('PROJECT_EDIT', { family, id, field, problem });
  if (isSingle(family)) {
    if (id !== '-') throw wrong('id: ', 'this is one file for the whole project; its id is “-”');
    if (value === null && family === 'info') throw wrong('', 'a project cannot be without its millrace.json');
    return;
  }
  const parsed = Id.safeParse(id);
  if (!parsed.success) throw wrong('id: ', firstIssue(parsed.error).problem);
  const own = (value as { id?: unknown } | null)?.id;
  if (value !== null && own !== id) throw wrong('id: ', `the object says “${own}”`);
}

function checkedText(family: EditFamily, id: string, value: unknown): string {
  const parsed = schemaOf(family).safeParse(value);
  if (!parsed.success) throw fail('PROJECT_EDIT', { family, id, ...firstIssue(parsed.error) });
  return fileText(family, parsed.data);
}

/** Older formats are brought up to date on disk, as one edit. A read-only project of an older format is refused by its check. */
async function migrateOnDisk(folder: string, readOnly: boolean): Promise<void> {
  const info = parseFile(await readText(join(folder, singleFiles.info)), singleFiles.info) as {
    format?: unknown;
  } | null;
  if (info?.format === projectFormat) return;
  const files: RawProject = new Map([[singleFiles.info as string, info]]);
  const paths: string[] = [singleFiles.variables, singleFiles.layout];
  for (const family of familyNames)
    for (const name of await listFolder(join(folder, family)))
      if (name.endsWith('.json')) paths.push(`${family}/${name}`);
  for (const path of paths)
    if (await exists(join(folder, path))) files.set(path, parseFile(await readText(join(folder, path)), path));
  if (!migrateProject(files, folder) || readOnly) return;
  await changeFiles(
    folder,
    [...files].map(([path, value]) => ({ path, text: `${JSON.stringify(value, null, 2)}\n` })),
  );
}

function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
