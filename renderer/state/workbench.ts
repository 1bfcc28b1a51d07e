import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ConnectionState } from '../client/event-stream.ts';

interface Preferences {
  /** Height of the dock below the canvas, in pixels. */
  dockHeight: number;
  dockMaximised: boolean;
  paletteOpen: boolean;
  minimapOpen: boolean;
  statsWidth: number;
  settingsWidth: number;
  set: (change: Partial<Omit<Preferences, 'set'>>) => void;
}

/** Sizes and switches a person chose; kept in the browser. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      dockHeight: 340,
      dockMaximised: false,
      paletteOpen: true,
      minimapOpen: true,
      statsWidth: 280,
      settingsWidth: 400,
      set: (change) => set(change),
    }),
    { name: 'millrace.preferences' },
  ),
);

interface Workbench {
  connection: ConnectionState;
  jobsOpen: boolean;
  /** The job the drawer shows opened. */
  job: string | null;
  shortcutsOpen: boolean;
  /** The dialog for a new project is open, and how it starts. */
  newProject: 'empty' | 'sample' | null;
  /** The dialog that makes datasets of files is open: with these files, for this place on the canvas. */
  addFiles: { files: readonly File[]; at: { x: number; y: number } } | null;
  set: (change: Partial<Omit<Workbench, 'set'>>) => void;
}

/** What the shell shows now; forgotten on reload. */
export const useWorkbench = create<Workbench>()((set) => ({
  connection: 'connecting',
  jobsOpen: false,
  job: null,
  shortcutsOpen: false,
  newProject: null,
  addFiles: null,
  set: (change) => set(change),
}));
