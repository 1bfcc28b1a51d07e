import { fail } from '../contract/errors/index.ts';
import type { Edit, Project } from '../contract/project/index.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type HistoryState, openHistory } from './history.ts';
import { type Change, type FileEdit, openProjectFiles } from './project-files.ts';

export interface EditRequest {
  /** What the person did, for the undo menu: `Add recipe “Join”`. */
  label: string;
  edits: readonly Edit[];
  /** Revision the edits were made on; another one is refused. */
  revision?: number;
  /** Edits of the same group within seconds are one undo step. */
  group?: string;
}

/** A project with undo and redo. Calls run one after another. */
export interface EditableProject {
  readonly folder: string;
  /** As on disk now. */
  load(): Promise<Project>;
  state(): HistoryState;
  /** PROJECT_REVISION, PROJECT_EDIT. */
  edit(request: EditRequest): Promise<HistoryState>;
  /** Nothing to undo or redo changes nothing. `revision`: the one the caller saw; another one is refused. PROJECT_REVISION. */
  undo(revision?: number): Promise<HistoryState>;
  redo(revision?: number): Promise<HistoryState>;
  close(): void;
}

/** Opens a project folder for editing. The caller holds the lock of the folder. */
export async function openEditableProject(folder: string, clock: Clock = systemClock): Promise<EditableProject> {
  const files = await openProjectFiles(folder);
  const history = await openHistory(folder);
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const checkSeen = (revision: number | undefined) => {
    const found = history.state().revision;
    if (revision !== undefined && revision !== found) throw fail('PROJECT_REVISION', { expected: revision, found });
  };
  return {
    folder,
    load: () => files.load(),
    state: () => history.state(),
    edit: ({ label, edits, revision, group }) =>
      oneByOne(async () => {
        checkSeen(revision);
        const changes = await files.apply(edits);
        return history.record({ label, changes, at: clock.now(), ...(group === undefined ? {} : { group }) });
      }),
    undo: (revision) =>
      oneByOne(async () => {
        checkSeen(revision);
        const changes = history.nextUndo();
        if (!changes) return history.state();
        await files.apply(changes.toReversed().map((change) => editTo(change, change.before, change.textBefore)));
        return history.undone();
      }),
    redo: (revision) =>
      oneByOne(async () => {
        checkSeen(revision);
        const changes = history.nextRedo();
        if (!changes) return history.state();
        await files.apply(changes.map((change) => editTo(change, change.after)));
        return history.redone();
      }),
    close: () => history.close(),
  };
}

function editTo({ family, id }: Change, value: unknown, text?: string): FileEdit {
  return { family, id, value, text };
}
