import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../main/menus/template.ts';
import { MENU_COMMANDS } from '../../preload/bridge.ts';
import { commands } from '../../renderer/commands/registry.ts';

const nothing = () => undefined;
const actions = { sendCommand: nothing, openProject: nothing, openWindow: nothing, showLog: nothing };
const flatten = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
const items = flatten(menuTemplate({ isMac: false, isPackaged: true, recent: [], actions }));

/** `CmdOrCtrl+Shift+Z` of the menu as the page writes it: `mod+shift+z`. */
const asPageKeys = (accelerator: string): string =>
  accelerator === 'Shift+/' ? '?' : accelerator.replace('CmdOrCtrl', 'mod').toLowerCase();

test('the page carries out what the native menu offers', () => {
  expect(MENU_COMMANDS.filter((id) => !commands.some((command) => command.id === id))).toEqual([]);
});

test('the menu shows the keys that the page listens to', () => {
  const wrong = items.flatMap(({ id, accelerator }) => {
    const command = commands.find((one) => one.id === id);
    if (!command || !accelerator) return [];
    return command.keys?.includes(asPageKeys(String(accelerator))) ? [] : [`${id}: ${accelerator}`];
  });
  expect(wrong).toEqual([]);
});
