import { create } from 'zustand';
import type { Edit } from '../../nodes/contract/project/index.ts';

/** One change a person made that the node has not confirmed yet. */
export interface UnsentChange {
  id: number;
  project: string;
  label: string;
  group?: string | undefined;
  edits: Edit[];
  /** The same objects as the person saw them. */
  seen: Edit[];
}

const KEY = 'millrace.unsent';

function kept(): UnsentChange[] {
  try {
    const parsed: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(parsed) ? (parsed as UnsentChange[]) : [];
  } catch {
    return [];
  }
}

interface Unsent {
  changes: readonly UnsentChange[];
}

/** Changes on their way to the node, oldest first. Kept in the tab, so that a reload or a crash of the page loses none. */
export const useUnsent = create<Unsent>()(() => ({ changes: [] }));

let started = false;
/** Changes that an earlier life of this tab left unsent; only the first call gives them. */
export function takeLeftOver(): UnsentChange[] {
  if (started || typeof window === 'undefined') return [];
  started = true;
  const changes = kept();
  useUnsent.setState({ changes });
  return changes;
}

function set(changes: readonly UnsentChange[]): void {
  useUnsent.setState({ changes });
  try {
    if (changes.length > 0) window.sessionStorage.setItem(KEY, JSON.stringify(changes));
    else window.sessionStorage.removeItem(KEY);
  } catch {
    // The storage is full: the change is still sent, it only does not outlive the page.
  }
}

const now = () => useUnsent.getState().changes;

export const unsentOf = (project: string): UnsentChange[] => now().filter((change) => change.project === project);

export function addUnsent(change: Omit<UnsentChange, 'id'>): UnsentChange {
  const added = { ...change, id: 1 + Math.max(0, ...now().map(({ id }) => id)) };
  set([...now(), added]);
  return added;
}

export const removeUnsent = (id: number): void => set(now().filter((change) => change.id !== id));

/** Rewrites the edits of the unsent changes of a project. */
export const rewriteUnsent = (project: string, rewrite: (edits: Edit[]) => Edit[]): void =>
  set(now().map((change) => (change.project === project ? { ...change, edits: rewrite(change.edits) } : change)));
