import { BrowserWindow, screen } from 'electron';
import { firstBounds, SMALLEST, shifted, visibleBounds, type WindowState } from '../settings/window-state.ts';

export interface WorkbenchWindowOptions {
  preload: string;
  icon: string;
  kept: WindowState | null;
  /** How many windows are open already; later ones are shifted. */
  openCount: number;
}

/** A hidden, hardened window at its kept place. It shows itself as soon as its first page is drawn. */
export function createWorkbenchWindow({ preload, icon, kept, openCount }: WorkbenchWindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay().workArea;
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const place = shifted(kept ? visibleBounds(kept.bounds, areas, primary) : firstBounds(primary), openCount);
  const window = new BrowserWindow({
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Millrace',
    icon,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (kept?.maximized) window.maximize();
    if (kept?.fullScreen) window.setFullScreen(true);
    if (kept) window.webContents.setZoomLevel(kept.zoomLevel);
    window.show();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/** What the next start needs to bring this window back. */
export function windowStateOf(window: BrowserWindow, port: number): WindowState {
  return {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    zoomLevel: window.webContents.getZoomLevel(),
    port,
  };
}
