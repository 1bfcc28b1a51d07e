import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommandId } from '../../nodes/contract/desktop/menu-commands.ts';
import type { RecentProject } from '../../preload/bridge.ts';
import { flowMenu } from './flow-menu.ts';

/** What a menu can ask of the shell itself; the rest are commands of the page. */
export interface MenuActions {
  sendCommand(command: MenuCommandId): void;
  openProject(id: string): void;
  openWindow(): void;
  showLog(): void;
}

export interface MenuOptions {
  isMac: boolean;
  isPackaged: boolean;
  /** The last opened first. */
  recent: readonly RecentProject[];
  actions: MenuActions;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Of an item whose key belongs to the page, or to the text field with the focus. */
const PAGE_KEY = { registerAccelerator: false } as const;

/**
 * The native menu as plain data. Commands of the page show their keys but do not register them, so that a key goes to the
 * page's own shortcut table exactly once and typing in a field stays typing.
 */
export function menuTemplate({ isMac, isPackaged, recent, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const command: CommandItem = (id, label, accelerator) => ({
    id,
    label,
    ...(accelerator && isShown(accelerator, isMac) ? { accelerator, ...PAGE_KEY } : {}),
    click: () => actions.sendCommand(id),
  });
  const file: MenuItemConstructorOptions[] = [
    command('project.new', 'New Project…'),
    command('project.open', 'All Projects', 'CmdOrCtrl+O'),
    command('project.import', 'Open a Bundle as a Project…'),
    { id: 'recent', label: 'Open Recent', enabled: recent.length > 0, submenu: recentMenu(recent, actions) },
    command('project.close', 'Close the Project'),
    SEPARATOR,
    command('bundle.create', 'Make a Bundle…'),
    SEPARATOR,
    { id: 'window.new', label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.openWindow },
    { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
    ...(isMac ? [] : [SEPARATOR, { role: 'quit' } as const]),
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: file },
    { label: '&Edit', submenu: editMenu(command) },
    { label: 'F&low', submenu: flowMenu(command) },
    { label: '&Go', submenu: goMenu(command) },
    { label: '&View', submenu: viewMenu(command, isPackaged) },
    isMac ? { role: 'windowMenu' } : { label: '&Window', submenu: [{ role: 'minimize', ...PAGE_KEY }] },
    { label: '&Help', role: 'help', submenu: helpMenu(command, actions) },
  ];
}

/** macOS takes every key that a menu shows from the page: a letter alone could not be typed any more. */
const isShown = (accelerator: string, isMac: boolean): boolean => !isMac || /CmdOrCtrl|F\d/.test(accelerator);

const recentMenu = (recent: readonly RecentProject[], actions: MenuActions): MenuItemConstructorOptions[] =>
  recent.map(({ id, name }) => ({ id: `recent.${id}`, label: name, click: () => actions.openProject(id) }));

/** Makes the item of a command of the page. */
export type CommandItem = (id: MenuCommandId, label: string, accelerator?: string) => MenuItemConstructorOptions;

function editMenu(command: CommandItem): MenuItemConstructorOptions[] {
  return [
    command('edit.undo', 'Undo', 'CmdOrCtrl+Z'),
    command('edit.redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
    SEPARATOR,
    { role: 'cut', ...PAGE_KEY },
    { role: 'copy', ...PAGE_KEY },
    { role: 'paste', ...PAGE_KEY },
    { role: 'selectAll', ...PAGE_KEY },
    SEPARATOR,
    command('edit.find', 'Find in the Flow', 'CmdOrCtrl+F'),
    command('edit.preferences', 'Preferences…', 'CmdOrCtrl+,'),
  ];
}

function goMenu(command: CommandItem): MenuItemConstructorOptions[] {
  return [
    command('go.flow', 'Flow', 'Alt+1'),
    command('go.datasets', 'Datasets', 'Alt+2'),
    command('go.quality', 'Data Quality', 'Alt+3'),
    command('go.models', 'Models', 'Alt+4'),
    command('go.dashboards', 'Dashboards', 'Alt+5'),
    command('go.scenarios', 'Scenarios', 'Alt+6'),
    command('go.deploy', 'Deploy', 'Alt+7'),
    command('go.connections', 'Connections', 'Alt+8'),
    command('go.tests', 'Golden Tests', 'Alt+9'),
    command('go.variables', 'Variables', 'Alt+0'),
  ];
}

function viewMenu(command: CommandItem, isPackaged: boolean): MenuItemConstructorOptions[] {
  return [
    command('view.commands', 'Find a Command', 'CmdOrCtrl+K'),
    SEPARATOR,
    {
      label: 'Canvas',
      submenu: [
        command('flow.fit', 'Show the Whole Flow', '1'),
        command('flow.zoom-reset', 'Zoom to 100 %', '0'),
        command('flow.zoom-in', 'Zoom In', 'CmdOrCtrl+Plus'),
        command('flow.zoom-out', 'Zoom Out', 'CmdOrCtrl+-'),
        SEPARATOR,
        command('flow.minimap', 'Show or Hide the Map'),
      ],
    },
    {
      label: 'Data',
      submenu: [
        command('view.columns', 'Go to a Column', 'Alt+G'),
        command('view.meanings', 'Meanings of This Project'),
      ],
    },
    {
      label: 'Theme',
      submenu: [
        command('view.theme-system', 'Theme of the System'),
        command('view.theme-light', 'Light Theme'),
        command('view.theme-dark', 'Dark Theme'),
      ],
    },
    SEPARATOR,
    // With Alt: without it these keys zoom the canvas.
    { role: 'resetZoom', accelerator: 'CmdOrCtrl+Alt+0' },
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+Alt+Plus' },
    { role: 'zoomOut', accelerator: 'CmdOrCtrl+Alt+-' },
    { role: 'togglefullscreen' },
    SEPARATOR,
    { role: 'reload', accelerator: 'CmdOrCtrl+R' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
}

function helpMenu(command: CommandItem, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    command('help.open', 'Help About This Page', 'F1'),
    command('help.tour', 'Tour of the Workbench'),
    command('help.shortcuts', 'Keyboard Shortcuts', 'Shift+/'),
    SEPARATOR,
    command('help.updates', 'Check for Updates…'),
    { id: 'help.log', label: 'Show Log', click: actions.showLog },
    SEPARATOR,
    { role: 'about' },
  ];
}
