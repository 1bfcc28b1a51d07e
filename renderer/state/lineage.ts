import { create } from 'zustand';
import { currentPage, go } from './current-project.ts';

/** A column of a dataset; null: which rows it has, or a model as a whole. */
export interface AskedPoint {
  node: string;
  column: string | null;
}

interface LineageState {
  /** Whose lineage is shown beside the canvas. */
  asked: AskedPoint | null;
  /** Also what decides which rows there are, not only what goes into the values. */
  withRows: boolean;
  set: (change: Partial<Omit<LineageState, 'set'>>) => void;
}

/** The lineage on show; forgotten on reload. */
export const useLineage = create<LineageState>()((set) => ({
  asked: null,
  withRows: false,
  set: (change) => set(change),
}));

/** Opens the lineage of a column beside the canvas. */
export function showLineage(project: string, asked: AskedPoint): void {
  useLineage.getState().set({ asked });
  if (currentPage() !== 'flow') go(`/p/${project}/flow`);
}
