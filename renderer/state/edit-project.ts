import type { Edit } from '../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { holdFor } from '../client/barrier.ts';
import { ApiError, call } from '../client/call.ts';
import { untilWorthAsking } from '../client/connection.ts';
import { invalidate, keyOf, queryClient } from '../client/query-client.ts';
import { adoptReplies } from '../client/replies.ts';
import { applyEdits } from './apply-edits.ts';
import { askWhoWins } from './clash.ts';
import { saveDrafts } from './drafts.ts';
import { renameIn, takenIds } from './free-ids.ts';
import { type MergedEdits, mergeEdits, objectIn, same } from './merge-edits.ts';
import { tellDone, tellError } from './notify.ts';
import { addUnsent, removeUnsent, rewriteUnsent, takeLeftOver, type UnsentChange, unsentOf } from './unsent.ts';

type Loaded = RouteReply<'projects.get'>;
type History = Loaded['history'];

interface Labelled {
  /** What the user did, as the undo menu names it: `Add Prepare recipe`. */
  label: string;
  /** Edits with the same group within seconds are one undo step. */
  group?: string;
  /** The edited objects as the person saw them, when the edit was begun on something older than what is shown now. */
  seen?: readonly Edit[];
}

/** What the node works out from the project: it is old when the project changes. */
const derived = ['flow.get', 'flow.plan', 'variables.list', 'tests.list', 'lineage.column', 'lineage.impact'] as const;

/** What is asked with `${name}` in it: another answer when a variable has another value. */
const filled = ['flow.preview', 'flow.join-matches', 'charts.query', 'datasets.rows', 'projects.detect'] as const;

let queue: Promise<unknown> = Promise.resolve();
const inOrder = <T>(job: () => Promise<T>): Promise<T> => {
  const run = queue.then(job, job);
  queue = run.catch(() => undefined);
  holdFor(run);
  return run;
};

const key = (project: string) => keyOf('projects.get', { params: { project } });
export const loadedProject = (project: string): Loaded | undefined => queryClient.getQueryData<Loaded>(key(project));

/** Each project as the node last told it, without the changes that are on their way. */
const confirmed = new Map<string, Loaded>();

const withUnsent = (project: string, { project: value, history }: Loaded): Loaded => ({
  project: unsentOf(project).reduce((now, { edits }) => applyEdits(now, edits), value),
  history,
});

function show(project: string): void {
  const loaded = confirmed.get(project);
  if (loaded) queryClient.setQueryData<Loaded>(key(project), withUnsent(project, loaded));
}

/** Takes what the node told, unless something newer is known already; gives what is to be shown. */
function adopt(reply: Loaded): Loaded {
  const project = reply.project.info.id;
  const known = confirmed.get(project);
  if (!known || reply.history.revision >= known.history.revision) confirmed.set(project, reply);
  for (const change of takeLeftOver()) void inOrder(() => send(change));
  return withUnsent(project, confirmed.get(project) ?? reply);
}
adoptReplies('projects.get', adopt);

/** Projects of a node that was away: it may have started again from what it has on disk. */
const doubtful = new Set<string>();

async function fetchNow(project: string): Promise<Loaded> {
  const reply = await call('projects.get', { params: { project } }, { ahead: true });
  const before = confirmed.get(project)?.project.variables;
  if (before && !same(before, reply.project.variables)) invalidate(filled, { project });
  confirmed.set(project, reply);
  doubtful.delete(project);
  show(project);
  return reply;
}

/**
 * Changes the project: shown at once, sent in order. What somebody else changed meanwhile is merged with it; where both
 * changed the same field, the person is asked. While the node is away the change is kept and sent later. Resolves to false
 * when the node refuses it: then it is taken back with a message.
 */
export async function editProject(project: string, edits: Edit[], { label, group, seen }: Labelled): Promise<boolean> {
  if (edits.length === 0) return true;
  const shown = loadedProject(project)?.project;
  const before = edits.map((edit) => ({ ...edit, value: shown ? objectIn(shown, edit) : null }));
  const older = (edit: Edit) => seen?.find(({ family, id }) => family === edit.family && id === edit.id);
  const merged = shown && seen ? mergeEdits({ edits, seen, project: shown }, 'mine') : null;
  const isClean = merged !== null && merged.clashes.length === 0;
  const change = addUnsent({
    project,
    label,
    group,
    edits: isClean ? merged.edits : edits,
    seen: isClean ? before : before.map((edit) => older(edit) ?? edit),
  });
  show(project);
  return inOrder(() => send(change));
}

async function send(change: UnsentChange): Promise<boolean> {
  const { project, label, group } = change;
  try {
    for (let attempt = 0; ; ) {
      const outcome = await tryToSend(change, group);
      if (outcome === 'done') break;
      if (outcome === 'away') await untilWorthAsking(attempt++);
    }
    removeUnsent(change.id);
    show(project);
    return true;
  } catch (error) {
    removeUnsent(change.id);
    show(project);
    tellError(`Not done: ${label}`, error);
    invalidate(['projects.get', ...derived], { project });
    return false;
  }
}

/** `done`, or why to try again: the project is newer than thought, or the node is away. Throws when it refuses. */
async function tryToSend({ id, project, label }: UnsentChange, group: string | undefined) {
  try {
    const known = doubtful.has(project) ? undefined : confirmed.get(project);
    const now = known ?? (await fetchNow(project));
    const edits = await rebased(id, now);
    if (edits.length === 0) return 'done';
    const body = { label, edits, group, revision: now.history.revision };
    const history = await call('projects.edit', { params: { project }, body });
    onSaved(project, edits, history);
    return 'done';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // A key that is refused is asked for anew; what is unsent waits for it in this tab.
    if (error.code === 'UNREACHABLE' || error.status === 401 || error.status >= 502) {
      doubtful.add(project);
      return 'away';
    }
    if (error.code !== 'PROJECT_REVISION') throw error;
    await fetchNow(project);
    return 'newer';
  }
}

/** What is left to do of a change on the project as it is now. Asks where it clashes with somebody else's. */
async function rebased(id: number, { project }: Loaded): Promise<Edit[]> {
  const current = () => unsentOf(project.info.id).find((one) => one.id === id);
  const change = current();
  if (!change) return [];
  for (const [from, to] of takenIds(change, project)) {
    rewriteUnsent(project.info.id, (edits) => renameIn(edits, from, to));
  }
  const { edits, seen } = current() ?? change;
  const mine = mergeEdits({ edits, seen, project }, 'mine');
  if (mine.clashes.length === 0) return mine.edits;
  const side = await askWhoWins(change.label, clashingObjects(mine));
  return side === 'mine' ? mine.edits : mergeEdits({ edits, seen, project }, 'theirs').edits;
}

const singular: Partial<Record<Edit['family'], string>> = {
  quality: 'rules',
  statistics: 'statistics',
  info: 'project',
  layout: 'layout',
  variables: 'variables',
};

const clashingObjects = ({ clashes }: MergedEdits) =>
  clashes.map(({ edit, theirs, fields }) => ({
    name: nameIn(theirs) ?? nameIn(edit.value) ?? (edit.id === '-' ? '' : edit.id),
    what: singular[edit.family] ?? edit.family.replace(/s$/, ''),
    fields,
  }));

const nameIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : undefined;

function onSaved(project: string, edits: readonly Edit[], history: History): void {
  const now = confirmed.get(project);
  // A newer state may have been told while the answer was under way; it holds this change already.
  if (now && history.revision > now.history.revision) {
    confirmed.set(project, { project: applyEdits(now.project, edits), history });
  }
  if (edits.some((edit) => edit.family !== 'layout')) invalidate(derived, { project });
  if (edits.some((edit) => edit.family === 'variables')) invalidate(filled, { project });
}

/** Rows and charts are asked for anew: anything about the project may be another. */
export const invalidateFilled = (project: string): void => invalidate(filled, { project });

/** The node tells that a project was changed, here or elsewhere. What this window has sent itself is no news. */
export function onProjectChanged(project: string, revision: number): void {
  const look = () => {
    const now = confirmed.get(project) ?? loadedProject(project);
    if (now && now.history.revision >= revision) return;
    invalidate(['projects.get', ...derived], { project });
    invalidate(['projects.list']);
  };
  void queue.then(look, look);
}

async function step(project: string, id: 'projects.undo' | 'projects.redo'): Promise<void> {
  const word = id === 'projects.undo' ? 'undo' : 'redo';
  saveDrafts();
  await inOrder(async () => {
    try {
      const revision = (confirmed.get(project) ?? loadedProject(project))?.history.revision;
      await call(id, { params: { project }, body: { revision } });
      await fetchNow(project);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'PROJECT_REVISION') {
        const { history } = await fetchNow(project);
        const next = history[word];
        tellDone(
          'Changed elsewhere meanwhile',
          next ? `Nothing was taken ${word === 'undo' ? 'back' : 'up again'} yet. Next to ${word}: ${next}` : undefined,
        );
      } else tellError(`Could not ${word}`, error);
    }
    invalidate(derived, { project });
  });
}

export const undo = (project: string): Promise<void> => step(project, 'projects.undo');
export const redo = (project: string): Promise<void> => step(project, 'projects.redo');
