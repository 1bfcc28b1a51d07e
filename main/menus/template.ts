import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommandId } from '../../preload/bridge.ts';

/** What a menu can ask of the shell itself; the rest are commands of the page. */
export interface MenuActions {
  sendCommand(command: MenuCommandId): void;
  openWindow(): void;
  showLog(): void;
}

export interface MenuOptions {
  isMac: boolean;
  isPackaged: boolean;
  actions: MenuActions;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The native menu as plain data. Commands of the page show their keys but do not register them, so that a key goes to the
 * page's own shortcut table exactly once and typing in a field stays typing.
 */
export function menuTemplate({ isMac, isPackaged, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const command = (id: MenuCommandId, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => actions.sendCommand(id),
  });
  const file: MenuItemConstructorOptions[] = [
    command('project.new', 'New Project…'),
    command('project.open', 'Open Project…', 'CmdOrCtrl+O'),
    command('project.import-bundle', 'Open Bundle…'),
    SEPARATOR,
    command('bundle.create', 'Create Bundle…'),
    SEPARATOR,
    { id: 'window.new', label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.openWindow },
    command('project.close', 'Close Project'),
    { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
    ...(isMac
      ? []
      : [SEPARATOR, command('edit.preferences', 'Settings', 'Ctrl+,'), SEPARATOR, { role: 'quit' } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    command('edit.undo', 'Undo', 'CmdOrCtrl+Z'),
    command('edit.redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    SEPARATOR,
    command('edit.find', 'Find…', 'CmdOrCtrl+F'),
  ];
  const flow: MenuItemConstructorOptions[] = [
    command('flow.build-all', 'Build All', 'Shift+F7'),
    command('flow.build-selected', 'Build to Here', 'F7'),
    command('flow.cancel', 'Cancel', 'F9'),
    SEPARATOR,
    command('flow.fit', 'Fit in View', '1'),
  ];
  return [
    ...(isMac ? [macAppMenu(command)] : []),
    { label: '&File', submenu: file },
    { label: '&Edit', submenu: edit },
    { label: 'F&low', submenu: flow },
    { label: '&View', submenu: viewMenu(command, isPackaged) },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: helpMenu(command, actions) },
  ];
}

type CommandItem = (id: MenuCommandId, label: string, accelerator?: string) => MenuItemConstructorOptions;

function macAppMenu(command: CommandItem): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      command('edit.preferences', 'Settings…', 'Cmd+,'),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function viewMenu(command: CommandItem, isPackaged: boolean): MenuItemConstructorOptions[] {
  return [
    command('view.commands', 'Commands…', 'CmdOrCtrl+K'),
    SEPARATOR,
    {
      label: 'Theme',
      submenu: [
        command('view.theme-system', 'Like the System'),
        command('view.theme-light', 'Light'),
        command('view.theme-dark', 'Dark'),
      ],
    },
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    SEPARATOR,
    { role: 'reload', accelerator: 'CmdOrCtrl+R' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
}

function helpMenu(command: CommandItem, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    command('help.tour', 'Tour'),
    command('help.shortcuts', 'Keyboard Shortcuts', 'Shift+/'),
    SEPARATOR,
    { id: 'help.log', label: 'Show Log', click: actions.showLog },
    SEPARATOR,
    { role: 'about' },
  ];
}
