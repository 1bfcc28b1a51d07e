/**
 * The one door between the page and the desktop shell: a closed list of named functions, exposed as `window.millrace`.
 * The page imports the types only; in a browser `window.millrace` does not exist.
 */

/** Commands of the native menu that the page carries out. The page's own command registry uses the same ids. */
export const MENU_COMMANDS = [
  'project.new',
  'project.open',
  'project.import',
  'project.close',
  'edit.undo',
  'edit.redo',
  'edit.find',
  'edit.preferences',
  'flow.build-all',
  'flow.build-selected',
  'flow.cancel',
  'flow.fit',
  'go.flow',
  'go.datasets',
  'go.quality',
  'go.models',
  'go.dashboards',
  'go.scenarios',
  'go.deploy',
  'go.connections',
  'view.commands',
  'view.jobs',
  'view.theme-light',
  'view.theme-dark',
  'view.theme-system',
  'help.open',
  'help.tour',
  'help.shortcuts',
] as const;

export type MenuCommandId = (typeof MENU_COMMANDS)[number];

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
  /** A system notification, for the end of a long job. A click focuses the window. */
  notify(message: { title: string; body: string }): Promise<void>;
  /** Calls `listener` for each chosen menu command; the returned function unsubscribes. */
  onMenuCommand(listener: (command: MenuCommandId) => void): () => void;
  /** Calls `listener` with the path of each `.millrace` file to open, also the one the app was started with. */
  onOpenFile(listener: (path: string) => void): () => void;
  /** Calls `listener` with the id of a project chosen from the menu's recent ones. */
  onOpenProject(listener: (project: string) => void): () => void;
}

declare global {
  interface Window {
    readonly millrace?: MillraceBridge;
  }
}
