import { expect, test } from 'vitest';
import type { MenuCommandId } from '../../preload/bridge.ts';
import { commands } from './registry.ts';

test('every command has its own id', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no two commands take the same keys', () => {
  const keys = commands.flatMap((command) => command.keys ?? []);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

const inBoth: readonly MenuCommandId[] = [
  'project.open',
  'edit.undo',
  'edit.redo',
  'flow.build-all',
  'flow.build-selected',
  'flow.cancel',
  'flow.fit',
  'view.commands',
  'view.theme-light',
  'view.theme-dark',
  'view.theme-system',
  'help.shortcuts',
];

test('the page carries out what the native menu offers', () => {
  expect(inBoth.filter((id) => !commands.some((command) => command.id === id))).toEqual([]);
});
