import { create } from 'zustand';

interface Selection {
  /** Ids of the selected nodes of the canvas. */
  ids: readonly string[];
  /** Ids of the selected wires. */
  wires: readonly string[];
  /** Where a quick-add menu is open: screen place, flow place, and the node to continue from. */
  quickAdd: QuickAdd | null;
  /** A node that the canvas should select and bring into view as soon as it knows it. */
  reveal: string | null;
  /** What the canvas should select as soon as it knows all of it. */
  wanted: readonly string[] | null;
  /** Nodes are being dragged: where they go is not settled yet. */
  dragging: boolean;
  /** Node whose name is being edited. */
  renaming: string | null;
  /** The menu of the right mouse button is open. */
  menu: MenuAt | null;
  /** Kind of the recipe that is being dragged out of the palette. */
  carried: string | null;
  /** The search of the flow is open. */
  searching: boolean;
  /** The tags and notes of the selected node are being edited. */
  annotating: boolean;
  select: (ids: readonly string[]) => void;
  set: (change: Partial<Omit<Selection, 'set' | 'select'>>) => void;
}

export interface MenuAt {
  x: number;
  y: number;
  /** What was clicked, as the canvas names it; a wire after `wire:`; null: the empty canvas. */
  on: string | null;
}

export interface QuickAdd {
  screen: { x: number; y: number };
  flow: { x: number; y: number };
  /** Data and models to continue from. */
  from: readonly string[];
  /** The wire to put it into. */
  wire?: string;
  /** The node whose input it is for. */
  before?: string;
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, i) => id === b[i]);

/** What is selected on the canvas; commands and the dock read it. */
export const useSelection = create<Selection>()((set) => ({
  ids: [],
  wires: [],
  quickAdd: null,
  reveal: null,
  wanted: null,
  dragging: false,
  renaming: null,
  menu: null,
  carried: null,
  searching: false,
  annotating: false,
  select: (ids) => set((old) => (same(old.ids, ids) ? old : { ids })),
  set: (change) => set(change),
}));

/** Selects what is being made: commands see it at once, the canvas shows it when it is there. */
export const selectSoon = (ids: readonly string[]): void => useSelection.setState({ ids, wires: [], wanted: ids });
