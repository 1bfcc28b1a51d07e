import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { preventable } from './runtime.ts';
import { strict } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Options extends Partial<Bounds> {
  show?: boolean;
  title?: string;
  minWidth?: number;
  minHeight?: number;
  icon?: string;
  webPreferences?: Record<string, unknown>;
}

const windows = new Map<number, BrowserWindow>();
let nextId = 1;
let focused: BrowserWindow | null = null;

/** A page in a headless window behind the interface of Electron's BrowserWindow. */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContentsDouble;
  private bounds: Bounds;
  private title: string;
  private visible: boolean;
  private state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal';
  private destroyed = false;

  constructor(options: Options = {}) {
    super();
    const { preload, contextIsolation, sandbox, nodeIntegration, webSecurity } = options.webPreferences ?? {};
    if (contextIsolation === false || sandbox === false || nodeIntegration === true || webSecurity === false) {
      throw new Error('electron double: only isolated, sandboxed pages without Node are implemented');
    }
    this.id = nextId++;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.title = options.title ?? app.getName();
    this.visible = options.show ?? true;
    this.webContents = new WebContentsDouble(preload as string | undefined).self();
    const guarded = strict(this, 'BrowserWindow');
    windows.set(this.id, guarded);
    app.emit('web-contents-created', preventable({}), this.webContents);
    app.emit('browser-window-created', preventable({}), guarded);
    let hasPainted = false;
    this.webContents.on('did-finish-load', () => {
      if (!hasPainted) this.emit('ready-to-show');
      hasPainted = true;
    });
    this.webContents.on('-close-requested', () => guarded.close());
    this.placeInBrowser();
    if (this.visible) guarded.focus();
    // biome-ignore lint/correctness/noConstructorReturn: what the app gets must fail on members that are missing here
    return guarded;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  static fromWebContents(contents: WebContentsDouble): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents.id === contents.id) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }

  private placeInBrowser(): void {
    const { x: left, y: top, width, height } = this.bounds;
    const place = async () => {
      const { windowId } = await this.webContents.command('Browser.getWindowForTarget');
      await this.webContents.command('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
    };
    place().catch((error) => {
      if (!this.destroyed) process.stderr.write(`electron double: ${String(error)}\n`);
    });
  }

  private changeState(state: typeof this.state, event: string): void {
    this.state = state;
    this.emit(event);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.visible = false;
    if (focused?.id === this.id) focused = null;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    focused = windows.get(this.id) ?? null;
    void this.webContents.command('Page.bringToFront').catch(() => undefined);
    this.emit('focus');
  }

  blur(): void {
    if (focused?.id === this.id) focused = null;
    this.emit('blur');
  }

  isFocused(): boolean {
    return focused?.id === this.id;
  }

  minimize(): void {
    this.blur();
    this.changeState('minimized', 'minimize');
  }

  restore(): void {
    this.changeState('normal', 'restore');
  }

  isMinimized(): boolean {
    return this.state === 'minimized';
  }

  maximize(): void {
    this.changeState('maximized', 'maximize');
  }

  unmaximize(): void {
    this.changeState('normal', 'unmaximize');
  }

  isMaximized(): boolean {
    return this.state === 'maximized';
  }

  setFullScreen(isOn: boolean): void {
    this.changeState(isOn ? 'fullscreen' : 'normal', isOn ? 'enter-full-screen' : 'leave-full-screen');
  }

  isFullScreen(): boolean {
    return this.state === 'fullscreen';
  }

  getBounds(): Bounds {
    return { ...this.bounds };
  }

  getNormalBounds(): Bounds {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.placeInBrowser();
    this.emit('resize');
    this.emit('move');
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    windows.delete(this.id);
    if (focused?.id === this.id) focused = null;
    this.webContents.destroyPage();
    this.emit('closed');
    if (windows.size === 0) app.onLastWindowClosed();
  }
}

app.allWindows = BrowserWindow.getAllWindows;
