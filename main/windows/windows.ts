import { BrowserWindow, type WebContents } from 'electron';
import type { MenuCommandId } from '../../nodes/contract/desktop/menu-commands.ts';
import type { UpdateState } from '../../nodes/contract/desktop/updates.ts';
import { CHANNELS } from '../../preload/bridge.ts';
import { readWindowState, writeWindowState } from '../settings/window-state.ts';
import { currentPlace, isOwnPage, type Place, pageAddress, START, type WorkbenchAddress } from './own-origin.ts';
import { createWorkbenchWindow, windowStateOf } from './workbench-window.ts';

/** Crashes within a minute after which a page is not simply loaded again. */
const CRASHES = 3;
const CRASHES_WITHIN_MS = 60_000;

export interface WindowsOptions {
  preload: string;
  icon: string;
  stateFile: string;
  /** Asks what to do with a page that crashes again and again, or hangs. True: load it anew. */
  askAfterFailure(window: BrowserWindow, why: 'crashed' | 'hangs'): Promise<boolean>;
}

/** Whether a window may close now; who says no closes it later. */
export type MayClose = (window: BrowserWindow, what: { isLast: boolean; unsent: number }) => boolean;

/** All workbench windows: opened on the Design node's address, loaded again when that changes. */
export class Windows {
  readonly #options: WindowsOptions;
  #address: WorkbenchAddress | null = null;
  /** Kept while the node is down: its pages stay own pages. */
  #origin: string | null = null;
  #generation = 0;
  #filesToOpen: string[] = [];
  readonly #readyForFiles = new WeakSet<WebContents>();
  /** Changes of each page that have not reached the node. */
  readonly #unsent = new WeakMap<WebContents, number>();
  /** Commands that make sense in each page now. */
  readonly #offered = new WeakMap<WebContents, readonly MenuCommandId[]>();
  /** The one that had the focus last is the last. */
  #byFocus: BrowserWindow[] = [];
  /** Set once the app knows what closing means. */
  mayClose: MayClose = () => true;
  /** Told the commands that make sense in the window in front, whenever they or the window change; null: not known. */
  onOffered: (commands: readonly MenuCommandId[] | null) => void = () => undefined;

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
    this.#byFocus.push(window);
    window.on('focus', () => {
      this.#byFocus = [...this.#byFocus.filter((other) => other !== window), window];
      this.#tellOffered();
    });
    window.on('close', (event) => this.#onClose(window, event));
    window.on('closed', () => {
      this.#byFocus = this.#byFocus.filter((other) => other !== window);
      this.#tellOffered();
    });
    this.#watchPage(window);
    void this.#load(window, START);
  }

  #onClose(window: BrowserWindow, event: { preventDefault(): void }): void {
    const isLast = BrowserWindow.getAllWindows().length === 1;
    if (!this.mayClose(window, { isLast, unsent: this.#unsent.get(window.webContents) ?? 0 })) {
      event.preventDefault();
      return;
    }
    const wasSeen = window.isVisible() || window.isMinimized();
    if (!wasSeen) return;
    const port = URL.parse(this.#origin ?? '')?.port;
    writeWindowState(this.#options.stateFile, windowStateOf(window, Number(port || 0)));
  }

  #watchPage(window: BrowserWindow): void {
    const { webContents } = window;
    const reload = () => void this.#load(window, currentPlace(webContents.getURL(), this.#origin));
    let crashes: number[] = [];
    webContents.on('render-process-gone', async (_event, { reason }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return;
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < CRASHES_WITHIN_MS), now];
      if (crashes.length <= CRASHES) {
        reload();
        return;
      }
      crashes = [];
      if (await this.#options.askAfterFailure(window, 'crashed')) reload();
      else window.destroy();
    });
    let isAsking = false;
    window.on('unresponsive', async () => {
      if (isAsking) return;
      isAsking = true;
      const isToReload = await this.#options.askAfterFailure(window, 'hangs');
      isAsking = false;
      // What hangs would not even begin to load something else: its process is ended, and the page loaded as after a crash.
      if (isToReload && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
    });
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#readyForFiles.delete(webContents);
    });
  }

  async #load(window: BrowserWindow, place: Place): Promise<void> {
    if (!this.#address || window.isDestroyed()) return;
    const url = pageAddress(this.#address, place, this.#generation);
    // A load that fails because the node died again is followed by the next `connect`.
    await window.loadURL(url).catch(() => undefined);
  }

  /** The window used last; null when none is left. */
  front(): BrowserWindow | null {
    return this.#byFocus.at(-1) ?? null;
  }

  /** Brings the window used last to the front; opens one when none is left. */
  focus(): void {
    const window = this.front();
    if (!window) {
      this.open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  sendCommand(command: MenuCommandId): void {
    this.front()?.webContents.send(CHANNELS.menuCommand, command);
  }

  /** Shows a project in the window used last; a new one when none is left. */
  openProject(id: string): void {
    this.focus();
    this.front()?.webContents.send(CHANNELS.openProject, id);
  }

  /** Tells every page how an update is; the window used last says it to the person. */
  tellUpdate(state: UpdateState): void {
    const front = this.front();
    for (const window of this.#byFocus) {
      window.webContents.send(CHANNELS.updateChanged, { state, isFront: window === front });
    }
  }

  noteOffered(contents: WebContents, commands: readonly MenuCommandId[]): void {
    this.#offered.set(contents, commands);
    if (this.front()?.webContents === contents) this.#tellOffered();
  }

  #tellOffered(): void {
    const front = this.front();
    this.onOffered(front ? (this.#offered.get(front.webContents) ?? null) : null);
  }

  noteUnsent(contents: WebContents, changes: number): void {
    this.#unsent.set(contents, changes);
  }

  /** Changes in all windows that have not reached the node. */
  unsent(): number {
    return this.#byFocus.reduce((sum, { webContents }) => sum + (this.#unsent.get(webContents) ?? 0), 0);
  }

  /** Hands a bundle to a page; kept until a page listens. */
  openFile(path: string): void {
    this.#filesToOpen.push(path);
    const listening = this.#byFocus.findLast(({ webContents }) => this.#readyForFiles.has(webContents));
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
