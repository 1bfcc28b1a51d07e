import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../main/menus/template.ts';
import { MENU_COMMANDS } from '../../nodes/contract/desktop/menu-commands.ts';
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

/** What the palette offers and the menu does not, with the reason. */
const notInMenu: Record<string, string> = {
  'flow.copy': 'the Edit menu has Copy, which goes to the text field or to the canvas',
  'flow.cut': 'the Edit menu has Cut',
  'flow.paste': 'the Edit menu has Paste',
  'flow.walk-left': 'an arrow key',
  'flow.walk-right': 'an arrow key',
  'flow.walk-up': 'an arrow key',
  'flow.walk-down': 'an arrow key',
  'flow.extend-up': 'an arrow key',
  'flow.extend-down': 'an arrow key',
  'flow.nudge-left': 'an arrow key',
  'flow.nudge-right': 'an arrow key',
  'flow.nudge-up': 'an arrow key',
  'flow.nudge-down': 'an arrow key',
  'flow.menu': 'opens another menu',
  'view.next-region': 'moves the focus, for the keyboard alone',
  'view.previous-region': 'moves the focus, for the keyboard alone',
  'flow.show-output': 'one key for each output',
  'flow.open-settings': 'moves the focus, for the keyboard alone',
  'flow.clear': 'the escape key',
};
const isColour = (id: string) => id.startsWith('flow.colour-');

test('every command of the palette is in the menu, or deliberately not', () => {
  const inMenu = new Set(items.map(({ id }) => id));
  const missing = commands.filter(({ id }) => !inMenu.has(id) && !(id in notInMenu) && !isColour(id));
  expect(missing.map(({ id }) => id)).toEqual([]);
  const needless = Object.keys(notInMenu).filter((id) => inMenu.has(id) || !commands.some((one) => one.id === id));
  expect(needless).toEqual([]);
});

test('a command is called the same in the menu and in the palette', () => {
  const others = items.flatMap(({ id, label }) => {
    const command = commands.find((one) => one.id === id);
    return command && label && command.label.toLowerCase() !== label.toLowerCase()
      ? [`${label} / ${command.label}`]
      : [];
  });
  expect(others).toEqual([]);
});
