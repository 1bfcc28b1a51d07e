import { create } from 'zustand';

/** A part of the flow to make a test of. */
export interface TestPart {
  inputs: readonly string[];
  outputs: readonly string[];
}

interface GoldenState {
  /** What the pane below the canvas shows: a test, or the making of one. */
  open: { test: string } | { part: TestPart } | null;
  /** Tests are being run anew after a change. */
  running: boolean;
  set: (change: Partial<Omit<GoldenState, 'set'>>) => void;
}

/** Golden tests on the canvas; forgotten on reload. */
export const useGolden = create<GoldenState>()((set) => ({
  open: null,
  running: false,
  set: (change) => set(change),
}));
