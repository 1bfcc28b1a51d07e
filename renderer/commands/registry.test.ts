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

test('ids that the native menu shares with the page mean the same thing', () => {
  const shared = commands.filter(({ id }) => (MENU_COMMANDS as readonly string[]).includes(id)).map(({ id }) => id);
  expect(shared).toEqual(
    expect.arrayContaining(['edit.undo', 'edit.redo', 'flow.build-all', 'flow.cancel', 'flow.fit']),
  );
});
