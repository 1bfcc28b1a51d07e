/** Editors that hold changes for a moment before they save them. */
const savers = new Set<() => void>();

/** Registers what saves an editor's unsaved changes; gives what takes it away again. */
export function holdsDraft(save: () => void): () => void {
  savers.add(save);
  return () => savers.delete(save);
}

/** Saves what editors hold, before something that builds on it: an undo, a run. */
export function saveDrafts(): void {
  for (const save of savers) save();
}
