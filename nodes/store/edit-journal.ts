import { join } from 'node:path';
import { z } from 'zod';
import { removeLeftovers, writeFileAtomic } from '../platform/atomic-write.ts';
import { exists, readJson, removePath } from '../platform/files.ts';

/** New text of a file of the project, or null to delete it. */
const FileChange = z.object({ path: z.string(), text: z.string().nullable() });
export type FileChange = z.infer<typeof FileChange>;

const Journal = z.object({ version: z.literal(1), changes: z.array(FileChange) });

const journalPath = (folder: string) => join(folder, '.millrace', 'edit-journal.json');

/**
 * Changes several files of a project as one: the changes are written to a journal first, so a process that dies in between is made good
 * by `replayJournal` at the next opening. A single file needs no journal: its rename is the commit.
 */
export async function changeFiles(folder: string, changes: readonly FileChange[]): Promise<void> {
  if (changes.length > 1) await writeFileAtomic(journalPath(folder), JSON.stringify({ version: 1, changes }));
  await makeChanges(folder, changes);
  if (changes.length > 1) await removePath(journalPath(folder));
}

async function makeChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
  for (const { path, text } of changes) {
    const file = join(folder, ...path.split('/'));
    if (text === null) await removePath(file);
    else await writeFileAtomic(file, text);
  }
}

/** Finishes what a killed process began and removes its temporary files. True when there was something to finish. */
export async function replayJournal(folder: string): Promise<boolean> {
  await removeLeftovers(folder);
  const path = journalPath(folder);
  if (!(await exists(path))) return false;
  const { changes } = await readJson(path, Journal);
  await makeChanges(folder, changes);
  await removePath(path);
  return true;
}
