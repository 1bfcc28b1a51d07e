import { join } from 'node:path';
import { app, BrowserWindow, dialog, session, shell } from 'electron';
import { ERRORS, fail, fillTemplate } from '../nodes/contract/errors/index.ts';
import { DesignNode } from './design-node/design-node.ts';
import { openNodeLog } from './design-node/node-log.ts';
import { askAfterNodeFailure } from './dialogs/node-failed.ts';
import { askAfterPageFailure } from './dialogs/page-failed.ts';
import { registerFileHandlers } from './ipc/files.ts';
import { registerShellHandlers } from './ipc/shell.ts';
import { registerUpdateHandlers } from './ipc/updates.ts';
import { AppMenu } from './menus/app-menu.ts';
import { Quit } from './quit.ts';
import { writeDesktopSettings } from './settings/desktop-settings.ts';
import { desktopLocations } from './settings/locations.ts';
import { bundleArgument, dataArgument } from './settings/own-files.ts';
import { readWindowState } from './settings/window-state.ts';
import { openUpdates } from './start-updates.ts';
import { guardContents, guardSession } from './windows/guards.ts';
import { isOutsideLink } from './windows/own-origin.ts';
import { Windows } from './windows/windows.ts';

const userData = process.env.MILLRACE_DESKTOP_DATA;
if (userData) app.setPath('userData', userData);
app.enableSandbox();

if (app.requestSingleInstanceLock()) void boot();
else app.quit();

async function boot(): Promise<void> {
  const locations = desktopLocations({
    appRoot: app.getAppPath(),
    userData: app.getPath('userData'),
    isPackaged: app.isPackaged,
    data: dataArgument(process.argv),
    env: process.env,
    platform: process.platform,
    resourcesPath: process.resourcesPath,
  });
  const log = openNodeLog(locations.designLog);
  const windows = new Windows({
    preload: locations.preload,
    icon: join(locations.resources, 'icons', '256.png'),
    stateFile: locations.windowState,
    askAfterFailure: askAfterPageFailure,
  });
  const node = new DesignNode({
    entry: locations.designEntry,
    dataDir: locations.designData,
    resources: locations.resources,
    preferredPort: readWindowState(locations.windowState)?.port ?? 0,
    log,
  });
  const rules = {
    isOwnPage: (url: string) => windows.isOwnPage(url),
    openOutside: (url: string) => {
      if (isOutsideLink(url)) void shell.openExternal(url);
    },
  };
  const quit = new Quit(node, windows);

  app.on('web-contents-created', (_event, contents) => guardContents(contents, rules));
  quit.listen();
  listenToTheSystem(windows);
  const startedWith = bundleArgument(process.argv.slice(1));
  if (startedWith) windows.openFile(startedWith);

  await app.whenReady();
  guardSession(session.defaultSession, rules);
  const updates = openUpdates({ locations, quit, log: log.write });
  updates.on('changed', (state) => windows.tellUpdate(state));
  const ipc = { isOwnPage: rules.isOwnPage, log: log.write };
  registerFileHandlers(ipc);
  registerUpdateHandlers(ipc, {
    updates,
    keepMode: (mode) => writeDesktopSettings(locations.settings, { updates: mode }),
    policyFile: locations.policy,
  });
  const actions = {
    sendCommand: windows.sendCommand.bind(windows),
    openProject: windows.openProject.bind(windows),
    openWindow: windows.open.bind(windows),
    showLog: () => shell.showItemInFolder(log.file),
  };
  const menu = new AppMenu(actions);
  windows.onOffered = (commands) => menu.enable(commands);
  registerShellHandlers(ipc, { windows, showRecent: (recent) => menu.showRecent(recent) });
  menu.showRecent([]);

  node.on('ready', (address) => windows.connect(address));
  node.on('restarting', () => windows.disconnect());
  node.on('failed', ({ reason }) => void onNodeFailed(node, reason, log.file));
  node.once('ready', () => updates.start());
  await node.start();
}

function listenToTheSystem(windows: Windows): void {
  app.on('second-instance', (_event, argv) => {
    windows.focus();
    const file = bundleArgument(argv.slice(1));
    if (file) windows.openFile(file);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    windows.openFile(path);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) windows.open();
  });
}

async function onNodeFailed(node: DesignNode, reason: string, logFile: string): Promise<void> {
  const error = fail('DESKTOP_NODE_START', { reason, logFile });
  const choice = await askAfterNodeFailure(error.message, fillTemplate(ERRORS.DESKTOP_NODE_START.hint, error.data));
  if (choice === 'show-log') {
    shell.showItemInFolder(logFile);
    await onNodeFailed(node, reason, logFile);
  } else if (choice === 'retry') await node.start();
  else app.quit();
}

process.on('uncaughtException', (error) => {
  dialog.showErrorBox('Millrace', `Something went wrong in the desktop shell and it must close.\n\n${error.message}`);
  app.exit(1);
});
