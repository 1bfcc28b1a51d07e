/**
 * The one door between the page and the desktop shell: a closed list of named functions, exposed as `window.millrace`.
 * The page imports the types only; in a browser `window.millrace` does not exist.
 */
import type { MenuCommandId } from '../nodes/contract/desktop/menu-commands.ts';
import type { UpdateMode, UpdateState } from '../nodes/contract/desktop/updates.ts';

/** Electron channel names, private to main and preload. */
export const CHANNELS = {
  appInfo: 'millrace:app-info',
  pickFiles: 'millrace:pick-files',
  pickFolder: 'millrace:pick-folder',
  pickSavePath: 'millrace:pick-save-path',
  revealInFolder: 'millrace:reveal-in-folder',
  openExternal: 'millrace:open-external',
  setTitle: 'millrace:set-title',
  setTheme: 'millrace:set-theme',
  notify: 'millrace:notify',
  readyForFiles: 'millrace:ready-for-files',
  menuCommand: 'millrace:menu-command',
  openFile: 'millrace:open-file',
  setRecent: 'millrace:set-recent',
  openProject: 'millrace:open-project',
  setUnsent: 'millrace:set-unsent',
  setOffered: 'millrace:set-offered',
  updates: 'millrace:updates',
  setUpdateMode: 'millrace:set-update-mode',
  checkForUpdates: 'millrace:check-for-updates',
  downloadUpdate: 'millrace:download-update',
  cancelUpdate: 'millrace:cancel-update',
  installUpdate: 'millrace:install-update',
  updateChanged: 'millrace:update-changed',
} as const;

export interface FileFilter {
  name: string;
  /** Without the dot: `['csv', 'parquet']`. */
  extensions: string[];
}

export interface PickFilesOptions {
  title?: string;
  filters?: FileFilter[];
  multiple?: boolean;
}

export interface PickFolderOptions {
  title?: string;
}

export interface PickSavePathOptions {
  title?: string;
  /** A file name only; the person chooses the folder. */
  suggestedName?: string;
  filters?: FileFilter[];
}

export interface AppInfo {
  version: string;
  electron: string;
  chrome: string;
  platform: string;
}

/** A project as the menu names it. */
export interface RecentProject {
  id: string;
  name: string;
}

export type Theme = 'light' | 'dark' | 'system';

/** What the shell answers to a call; preload turns `ok: false` into a rejected promise. */
export type BridgeReply = { ok: true; value: unknown } | { ok: false; code: string; message: string };

export interface MillraceBridge {
  /** Version of the app and of what it runs on. */
  appVersion(): Promise<AppInfo>;
  /** Native open dialog; the chosen absolute paths, empty when cancelled. */
  pickFiles(options?: PickFilesOptions): Promise<string[]>;
  /** Native folder dialog; null when cancelled. */
  pickFolder(options?: PickFolderOptions): Promise<string | null>;
  /** Native save dialog; the path to write to (the Design node writes), null when cancelled. */
  pickSavePath(options?: PickSavePathOptions): Promise<string | null>;
  /** Shows an existing absolute path in the system's file manager. */
  revealInFolder(path: string): Promise<void>;
  /** Opens an https or mailto address outside; anything else is refused. */
  openExternal(url: string): Promise<void>;
  setTitle(title: string): Promise<void>;
  /** Theme of the native parts: menus, dialogs, scroll bars. */
  setTheme(theme: Theme): Promise<void>;
  /** Projects for the menu's list of recent ones, the last opened first. */
  setRecentProjects(projects: RecentProject[]): Promise<void>;
  /** Which commands of the menu make sense now in this window; the others are greyed while it is in front. */
  setOffered(commands: MenuCommandId[]): Promise<void>;
  /** How many changes of this window have not reached the node: closing it asks while there are some. */
  setUnsent(changes: number): Promise<void>;
  /** A system notification, for the end of a long job. A click focuses the window. */
  notify(message: { title: string; body: string }): Promise<void>;
  /** Calls `listener` for each chosen menu command; the returned function unsubscribes. */
  onMenuCommand(listener: (command: MenuCommandId) => void): () => void;
  /** Calls `listener` with the path of each `.millrace` file to open, also the one the app was started with. */
  onOpenFile(listener: (path: string) => void): () => void;
  /** Calls `listener` with the id of a project chosen from the menu's recent ones. */
  onOpenProject(listener: (project: string) => void): () => void;
  /** Whether and how the app looks for newer versions, and how far it is. */
  updates(): Promise<UpdateState>;
  setUpdateMode(mode: UpdateMode): Promise<void>;
  /** Asks the feed now; what comes of it is told by `onUpdate`. */
  checkForUpdates(): Promise<void>;
  /** Downloads the version that is available. */
  downloadUpdate(): Promise<void>;
  /** Stops the download. */
  cancelUpdate(): Promise<void>;
  /** Quits, installs what was downloaded and starts again. */
  installUpdate(): Promise<void>;
  /** Calls `listener` at each change; `isFront` in the window used last alone, for messages that are shown once. */
  onUpdate(listener: (change: { state: UpdateState; isFront: boolean }) => void): () => void;
}

declare global {
  interface Window {
    readonly millrace?: MillraceBridge;
  }
}
