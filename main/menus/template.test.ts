import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { MENU_COMMANDS } from '../../nodes/contract/desktop/menu-commands.ts';
import { menuTemplate } from './template.ts';

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

const sent: string[] = [];
const recent = [{ id: 'fraud', name: 'Card fraud' }];
const actions = {
  sendCommand: (id: string) => sent.push(id),
  openProject: (id: string) => sent.push(`open ${id}`),
  openWindow: () => sent.push('window.new'),
  showLog: () => sent.push('help.log'),
};

for (const isMac of [false, true]) {
  const items = flatten(menuTemplate({ isMac, isPackaged: true, recent, actions }));

  test(`every page command is in the menu once (${isMac ? 'mac' : 'other'})`, () => {
    const ids = items.map((item) => item.id).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(MENU_COMMANDS.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test(`no two items share a key (${isMac ? 'mac' : 'other'})`, () => {
    const keys = items.map((item) => item.accelerator).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test(`keys of page commands are left to the page (${isMac ? 'mac' : 'other'})`, () => {
    const own = items.filter((item) => MENU_COMMANDS.some((id) => id === item.id) && item.accelerator);
    expect(own.every((item) => item.registerAccelerator === false)).toBe(true);
  });
}

test('on macOS, where a menu takes its keys from the page, no letter is taken from who types', () => {
  const keys = flatten(menuTemplate({ isMac: true, isPackaged: true, recent, actions })).map((i) => i.accelerator);
  expect(keys.filter((key) => key && !/CmdOrCtrl|F\d/.test(key))).toEqual([]);
});

test('developer tools are only in a checkout', () => {
  const roles = (isPackaged: boolean) =>
    flatten(menuTemplate({ isMac: false, isPackaged, recent, actions })).map((i) => i.role);
  expect(roles(true)).not.toContain('toggleDevTools');
  expect(roles(false)).toContain('toggleDevTools');
});

test('recent projects are in the menu, which is off without any', () => {
  const items = flatten(menuTemplate({ isMac: false, isPackaged: true, recent, actions }));
  items.find(({ id }) => id === 'recent.fraud')?.click?.(undefined as never, undefined as never, undefined as never);
  expect(sent).toContain('open fraud');
  const none = flatten(menuTemplate({ isMac: false, isPackaged: true, recent: [], actions }));
  expect(none.find(({ id }) => id === 'recent')?.enabled).toBe(false);
});
