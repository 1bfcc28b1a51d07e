import { create } from 'zustand';
import type { BuildRequest, Job } from '../../nodes/contract/flow.ts';

type Mode = Job['mode'];

interface RunPlanState {
  /** What the panel plans to run; null: it is closed. */
  asked: BuildRequest | null;
  /** The recipe of the plan that is pointed at. */
  pointed: string | null;
  set: (change: Partial<Omit<RunPlanState, 'set'>>) => void;
}

/** The plan on show beside the page; forgotten on reload. */
export const useRunPlan = create<RunPlanState>()((set) => ({
  asked: null,
  pointed: null,
  set: (change) => set(change),
}));

/** Opens the panel that shows what a run would do. */
export const planRun = (targets: readonly string[], mode: Mode = 'required'): void =>
  useRunPlan.getState().set({ asked: { targets: [...targets], mode, variables: {} }, pointed: null });

export const closePlan = (): void => useRunPlan.getState().set({ asked: null, pointed: null });
