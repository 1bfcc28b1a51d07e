import { BrowserWindow, type WebContents } from 'electron';
import { CHANNELS, type MenuCommandId } from '../../preload/bridge.ts';
import { readWindowState, writeWindowState } from '../settings/window-state.ts';
import { currentPlace, isOwnPage, type Place, pageAddress, START, type WorkbenchAddress } from './own-origin.ts';
import { createWorkbenchWindow, windowStateOf } from './workbench-window.ts';

const RELOADS_AFTER_CRASH = 3;

export interface WindowsOptions {
  preload: string;
  icon: string;
  stateFile: string;
}

/** All workbench windows: opened on the Design node's address, loaded again when that changes. */
export class Windows {
  readonly #options: WindowsOptions;
  #address: WorkbenchAddress | null = null;
  /** Kept while the node is down: its pages stay own pages. */
  #origin: string | null = null;
  #generation = 0;
  #filesToOpen: string[] = [];
  readonly #readyForFiles = new WeakSet<WebContents>();

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  get origin(): string | null {
    return this.#origin;
  }

  isOwnPage(url: string): boolean {
    return isOwnPage(url, this.#origin);
  }

  /** The Design node listens (again): every window is loaded from it where it was; the first window is opened. */
  connect(address: WorkbenchAddress): void {
    const earlierOrigin = this.#origin;
    this.#address = address;
    this.#origin = address.origin;
    this.#generation += 1;
    const windows = BrowserWindow.getAllWindows();
    if (windows.length === 0) this.open();
    for (const window of windows) {
      void this.#load(window, currentPlace(window.webContents.getURL(), earlierOrigin));
    }
  }

  /** The Design node is down; pages stay and show it, new windows wait for `connect`. */
  disconnect(): void {
    this.#address = null;
  }

  open(): void {
    if (!this.#address) return;
    const { preload, icon, stateFile } = this.#options;
    const openCount = BrowserWindow.getAllWindows().length;
    const window = createWorkbenchWindow({ preload, icon, kept: readWindowState(stateFile), openCount });
    window.on('close', () => {
      const wasSeen = window.isVisible() || window.isMinimized();
      if (!wasSeen) return;
      const port = URL.parse(this.#origin ?? '')?.port;
      writeWindowState(stateFile, windowStateOf(window, Number(port || 0)));
    });
    let reloads = 0;
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      reloads += 1;
      if (reason === 'clean-exit' || reloads > RELOADS_AFTER_CRASH || window.isDestroyed()) return;
      void this.#load(window, currentPlace(window.webContents.getURL(), this.#origin));
    });
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#readyForFiles.delete(window.webContents);
    });
    void this.#load(window, START);
  }

  async #load(window: BrowserWindow, place: Place): Promise<void> {
    if (!this.#address || window.isDestroyed()) return;
    const url = pageAddress(this.#address, place, this.#generation);
    // A load that fails because the node died again is followed by the next `connect`.
    await window.loadURL(url).catch(() => undefined);
  }

  /** Brings the window used last to the front; opens one when none is left. */
  focus(): void {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    if (!window) {
      this.open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  sendCommand(command: MenuCommandId): void {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    window?.webContents.send(CHANNELS.menuCommand, command);
  }

  /** Shows a project in the window used last; a new one when none is left. */
  openProject(id: string): void {
    this.focus();
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    window?.webContents.send(CHANNELS.openProject, id);
  }

  /** Hands a bundle to a page; kept until a page listens. */
  openFile(path: string): void {
    this.#filesToOpen.push(path);
    const listening = BrowserWindow.getAllWindows().find(({ webContents }) => this.#readyForFiles.has(webContents));
    if (listening) this.#sendFiles(listening.webContents);
  }

  /** The page of `contents` listens for files to open. */
  pageIsReadyForFiles(contents: WebContents): void {
    this.#readyForFiles.add(contents);
    this.#sendFiles(contents);
  }

  #sendFiles(contents: WebContents): void {
    const files = this.#filesToOpen;
    this.#filesToOpen = [];
    for (const file of files) contents.send(CHANNELS.openFile, file);
  }
}
