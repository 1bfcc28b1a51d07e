import { firstFew } from '../base/first-few.ts';
import { fail } from '../contract/errors/index.ts';
import type { Edit, Project } from '../contract/project/index.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type HistoryState, openHistory } from './history.ts';
import { changesBetween, namesOf, withObjects } from './outside-change.ts';
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
  /**
   * What other programs did to the files since the last look, with everything of this project: a change like any other, which undo takes
   * back and which makes the revision grow. Who tells the revision that was seen makes the project look first. PROJECT_FILE.
   */
  look(): Promise<HistoryState>;
  state(): HistoryState;
  /** PROJECT_REVISION, PROJECT_EDIT. */
  edit(request: EditRequest): Promise<HistoryState>;
  /** Nothing to undo or redo changes nothing. `revision`: the one the caller saw; another one is refused. PROJECT_REVISION. */
  undo(revision?: number): Promise<HistoryState>;
  redo(revision?: number): Promise<HistoryState>;
  /** Ends when all that was asked for before is done; what is asked for later is refused. PROJECT_CLOSED. */
  close(): Promise<void>;
}

/** Opens a project folder for editing. The caller holds the lock of the folder. */
export async function openEditableProject(
  folder: string,
  clock: Clock = systemClock,
  onOutside: (names: string[]) => void = () => {},
): Promise<EditableProject> {
  const files = await openProjectFiles(folder, { watch: true });
  const history = await openHistory(folder);
  // What is wrong with the files is told to whoever loads them.
  const loaded = () => files.load().catch(() => undefined);
  let seen = await loaded();
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> =>
    closing ? Promise.reject(fail('PROJECT_CLOSED', {})) : inTurn(work);
  const checkSeen = (revision: number | undefined) => {
    const found = history.state().revision;
    if (revision !== undefined && revision !== found) throw fail('PROJECT_REVISION', { expected: revision, found });
  };
  const look = async () => {
    const now = await files.load();
    const changes = seen && seen !== now ? changesBetween(seen, now) : [];
    seen = now;
    if (changes.length === 0) return;
    const names = namesOf(changes);
    history.record({ label: outsideLabel(names), changes, at: clock.now() });
    onOutside(names);
  };
  const apply = async (edits: readonly FileEdit[]) => {
    const changes = await files.apply(edits);
    const now = await loaded();
    seen = seen && now ? withObjects(seen, now, changes) : now;
    return changes;
  };
  /** Refuses who has not seen what is there now, files changed outside included. */
  const begin = async (revision: number | undefined) => {
    if (revision === undefined) return;
    await look();
    checkSeen(revision);
  };
  return {
    folder,
    load: () => files.load(),
    look: () =>
      oneByOne(async () => {
        await look();
        return history.state();
      }),
    state: () => history.state(),
    edit: ({ label, edits, revision, group }) =>
      oneByOne(async () => {
        await begin(revision);
        const changes = await apply(edits);
        return history.record({ label, changes, at: clock.now(), ...(group === undefined ? {} : { group }) });
      }),
    undo: (revision) =>
      oneByOne(async () => {
        await begin(revision);
        const changes = history.nextUndo();
        if (!changes) return history.state();
        await apply(changes.toReversed().map((change) => editTo(change, change.before, change.textBefore)));
        return history.undone();
      }),
    redo: (revision) =>
      oneByOne(async () => {
        await begin(revision);
        const changes = history.nextRedo();
        if (!changes) return history.state();
        await apply(changes.map((change) => editTo(change, change.after)));
        return history.redone();
      }),
    close: () => {
      closing ??= inTurn(async () => {
        files.close();
        history.close();
      });
      return closing;
    },
  };
}

const namedAtMost = 3;

const outsideLabel = (names: readonly string[]): string => `Files changed outside: ${firstFew(names, namedAtMost)}`;

function editTo({ family, id }: Change, value: unknown, text?: string): FileEdit {
  return { family, id, value, text };
}
