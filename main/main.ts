import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, session, shell } from 'electron';
import { ERRORS, fail, fillTemplate } from '../nodes/contract/errors/index.ts';
import type { RecentProject } from '../preload/bridge.ts';
import { DesignNode } from './design-node/design-node.ts';
import { openNodeLog } from './design-node/node-log.ts';
import { askAfterNodeFailure } from './dialogs/node-failed.ts';
import { registerFileHandlers } from './ipc/files.ts';
import { registerShellHandlers } from './ipc/shell.ts';
import { menuTemplate } from './menus/template.ts';
import { desktopLocations } from './settings/locations.ts';
import { bundleArgument, dataArgument } from './settings/own-files.ts';
import { readWindowState } from './settings/window-state.ts';
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
  });
  const log = openNodeLog(locations.designLog);
  const windows = new Windows({
    preload: locations.preload,
    icon: join(locations.resources, 'icons', '256.png'),
    stateFile: locations.windowState,
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

  app.on('web-contents-created', (_event, contents) => guardContents(contents, rules));
  listenToTheSystem(windows, node);
  const startedWith = bundleArgument(process.argv.slice(1));
  if (startedWith) windows.openFile(startedWith);

  await app.whenReady();
  guardSession(session.defaultSession, rules);
  const ipc = { isOwnPage: rules.isOwnPage, log: log.write };
  registerFileHandlers(ipc);
  const actions = {
    sendCommand: windows.sendCommand.bind(windows),
    openProject: windows.openProject.bind(windows),
    openWindow: windows.open.bind(windows),
    showLog: () => shell.showItemInFolder(log.file),
  };
  const showMenu = (recent: readonly RecentProject[]) => {
    const { isPackaged } = app;
    const template = menuTemplate({ isMac: process.platform === 'darwin', isPackaged, recent, actions });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  registerShellHandlers(ipc, { windows, showRecent: showMenu });
  showMenu([]);

  node.on('ready', (address) => windows.connect(address));
  node.on('restarting', () => windows.disconnect());
  node.on('failed', ({ reason }) => void onNodeFailed(node, reason, log.file));
  await node.start();
}

function listenToTheSystem(windows: Windows, node: DesignNode): void {
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
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let isNodeStopped = false;
  app.on('will-quit', (event) => {
    if (isNodeStopped) return;
    event.preventDefault();
    void node.stop().then(() => {
      isNodeStopped = true;
      app.quit();
    });
  });
}

async function onNodeFailed(node: DesignNode, reason: string, logFile: string): Promise<void> {
  const error = fail('DESKTOP_NODE_START', { reason, logFile });
  const choice = await askAfterNodeFailure(error.message, fillTemplate(ERRORS.DESKTOP_NODE_START.hint, error.data));
  if (choice === 'show-log') shell.showItemInFolder(logFile);
  if (choice === 'retry') await node.start();
  else app.quit();
}

process.on('uncaughtException', (error) => {
  dialog.showErrorBox('Millrace', `Something went wrong in the desktop shell and it must close.\n\n${error.message}`);
  app.exit(1);
});
