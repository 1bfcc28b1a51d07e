import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ConnectionState } from '../client/event-stream.ts';

interface Preferences {
  /** Height of the dock below the canvas, in pixels. */
  dockHeight: number;
  dockMaximised: boolean;
  paletteOpen: boolean;
  /** The map of the flow; null while nobody has chosen: then flows of some size have it. */
  minimapOpen: boolean | null;
  statsWidth: number;
  settingsWidth: number;
  /** Room around rows and panels. */
  density: 'comfortable' | 'compact';
  /** Rows that the preview of a recipe shows. */
  previewRows: number;
  /** A message of the system when something long ends while the person looks elsewhere. */
  notifications: boolean;
  /** The tour was seen to its end or skipped. */
  tourSeen: boolean;
  set: (change: Partial<Omit<Preferences, 'set'>>) => void;
}

/** Sizes and switches a person chose; kept in the browser. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      dockHeight: 340,
      dockMaximised: false,
      paletteOpen: true,
      minimapOpen: null,
      statsWidth: 280,
      settingsWidth: 400,
      density: 'comfortable',
      previewRows: 200,
      notifications: true,
      tourSeen: false,
      set: (change) => set(change),
    }),
    { name: 'millrace.preferences' },
  ),
);

/** Whether a flow of so many nodes is shown with its map. */
export const hasMap = ({ minimapOpen }: Pick<Preferences, 'minimapOpen'>, nodes: number): boolean =>
  minimapOpen ?? nodes > 6;

interface Workbench {
  connection: ConnectionState;
  jobsOpen: boolean;
  /** The job the drawer shows opened. */
  job: string | null;
  shortcutsOpen: boolean;
  preferencesOpen: boolean;
  /** The page of the help that is open. */
  help: string | null;
  /** The project's own meanings are open: the one with this id, or all of them. */
  meanings: { id: string | null } | null;
  /** The step of the tour that is shown. */
  tour: number | null;
  /** A `.millrace` file that a person opened: its path (desktop) or the file itself. */
  opened: { path: string } | { file: File } | null;
  /** The dialog for a new project is open, and how it starts. */
  newProject: 'empty' | 'sample' | null;
  /** The dialog that makes datasets of files is open: with these files, for this place on the canvas, as inputs of this recipe. */
  addFiles: { files: readonly File[]; at: { x: number; y: number }; into?: string } | null;
  set: (change: Partial<Omit<Workbench, 'set'>>) => void;
}

/** What the shell shows now; forgotten on reload. */
export const useWorkbench = create<Workbench>()((set) => ({
  connection: 'connecting',
  jobsOpen: false,
  job: null,
  shortcutsOpen: false,
  preferencesOpen: false,
  help: null,
  meanings: null,
  tour: null,
  opened: null,
  newProject: null,
  addFiles: null,
  set: (change) => set(change),
}));
