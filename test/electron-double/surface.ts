/**
 * Holds the double's surface against Electron's own types: a member that Electron does not have, or that takes or gives
 * something else, is a type error here. `Own` names what the double needs inside; `Loose` names members whose types
 * mention the double's own classes or only a part of Electron's arguments.
 */
import type { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type * as double from './electron.ts';

type Members<Double> = Exclude<keyof Double, keyof EventEmitter | symbol>;

/** Members of the double that do not fit Electron's. */
type Misfits<Double, Real, Own extends string, Loose extends string> = {
  [Name in Exclude<Members<Double>, Own>]: Name extends keyof Real
    ? Name extends Loose
      ? never
      : Double[Name] extends Real[Name]
        ? never
        : Name
    : Name;
}[Exclude<Members<Double>, Own>];

type Fits<Misfit extends never> = Misfit;

type Window = InstanceType<typeof double.BrowserWindow>;
type Contents = Window['webContents'];

export type Surface = [
  Fits<Misfits<typeof double.app, Electron.App, 'allWindows' | 'becomeReady' | 'onLastWindowClosed', 'commandLine'>>,
  Fits<Misfits<Window, Electron.BrowserWindow, never, 'webContents'>>,
  Fits<
    Misfits<
      Contents,
      Electron.WebContents,
      'targetId' | 'self' | 'command' | 'destroyPage',
      'session' | 'setWindowOpenHandler'
    >
  >,
  Fits<Misfits<typeof double.ipcMain, Electron.IpcMain, 'handlers', 'handle'>>,
  Fits<Misfits<typeof double.dialog, typeof Electron.dialog, never, 'showMessageBox'>>,
  Fits<Misfits<typeof double.shell, typeof Electron.shell, never, never>>,
  Fits<Misfits<typeof double.screen, typeof Electron.screen, never, 'getPrimaryDisplay' | 'getAllDisplays'>>,
  Fits<Misfits<typeof double.nativeTheme, typeof Electron.nativeTheme, never, 'themeSource'>>,
  Fits<Misfits<InstanceType<typeof double.Notification>, Electron.Notification, never, never>>,
  Fits<
    Misfits<
      typeof double.session.defaultSession,
      Electron.Session,
      'requestHandler' | 'checkHandler',
      'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
    >
  >,
  Fits<Misfits<typeof double.utilityProcess, typeof Electron.utilityProcess, never, 'fork'>>,
  Fits<Misfits<ReturnType<typeof double.utilityProcess.fork>, Electron.UtilityProcess, never, never>>,
  Fits<
    Misfits<
      typeof double.webContents,
      typeof Electron.webContents,
      never,
      'getAllWebContents' | 'fromId' | 'fromDevToolsTargetId'
    >
  >,
  Fits<
    Misfits<
      InstanceType<typeof double.MenuItem>,
      Electron.MenuItem,
      never,
      'submenu' | 'type' | 'role' | 'id' | 'accelerator'
    >
  >,
  Fits<Misfits<typeof double.net, typeof Electron.net, never, 'request'>>,
  Fits<Misfits<ReturnType<typeof double.net.request>, Electron.ClientRequest, never, 'end' | 'write'>>,
  Fits<Misfits<typeof double.session, typeof Electron.session, never, 'defaultSession' | 'fromPartition'>>,
  Fits<
    Misfits<
      typeof double.Menu,
      typeof Electron.Menu,
      never,
      'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'
    >
  >,
];
