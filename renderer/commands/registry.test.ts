import { expect, test } from 'vitest';
import { MENU_COMMANDS } from '../../preload/bridge.ts';
import { commands } from './registry.ts';

test('every command has its own id', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no two commands take the same keys', () => {
  const keys = commands.flatMap((command) => command.keys ?? []);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the page carries out what the native menu offers', () => {
  expect(MENU_COMMANDS.filter((id) => !commands.some((command) => command.id === id))).toEqual([]);
});
