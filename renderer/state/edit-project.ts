import type { Edit } from '../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { holdFor } from '../client/barrier.ts';
import { ApiError, call } from '../client/call.ts';
import { invalidate, keyOf, queryClient } from '../client/query-client.ts';
import { applyEdits } from './apply-edits.ts';
import { tellError } from './notify.ts';

type Loaded = RouteReply<'projects.get'>;
type History = Loaded['history'];

interface Labelled {
  /** What the user did, as the undo menu names it: `Add Prepare recipe`. */
  label: string;
  /** Edits with the same group within seconds are one undo step. */
  group?: string;
}

let queue: Promise<unknown> = Promise.resolve();
const inOrder = <T>(job: () => Promise<T>): Promise<T> => {
  const run = queue.then(job, job);
  queue = run.catch(() => undefined);
  holdFor(run);
  return run;
};

const key = (project: string) => keyOf('projects.get', { params: { project } });
export const loadedProject = (project: string): Loaded | undefined => queryClient.getQueryData<Loaded>(key(project));

const setHistory = (project: string, history: History) =>
  queryClient.setQueryData<Loaded>(key(project), (old) => (old ? { ...old, history } : old));

/**
 * Changes the project: shown at once, sent in order, taken back with a message when the node refuses it.
 * Resolves to false when refused.
 */
export async function editProject(project: string, edits: Edit[], { label, group }: Labelled): Promise<boolean> {
  if (edits.length === 0) return true;
  queryClient.setQueryData<Loaded>(key(project), (old) =>
    old ? { ...old, project: applyEdits(old.project, edits) } : old,
  );
  return inOrder(async () => {
    try {
      setHistory(project, await call('projects.edit', { params: { project }, body: { label, edits, group } }));
      if (edits.some((edit) => edit.family !== 'layout')) invalidate(['flow.get'], { project });
      return true;
    } catch (error) {
      tellError(`Not done: ${label}`, error);
      invalidate(['projects.get', 'flow.get'], { project });
      return false;
    }
  });
}

async function step(project: string, id: 'projects.undo' | 'projects.redo'): Promise<void> {
  await inOrder(async () => {
    try {
      setHistory(project, await call(id, { params: { project } }));
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 409)) tellError('Could not change the history', error);
    }
    invalidate(['projects.get', 'flow.get'], { project });
  });
}

export const undo = (project: string): Promise<void> => step(project, 'projects.undo');
export const redo = (project: string): Promise<void> => step(project, 'projects.redo');
