import { expect, test } from 'vitest';
import { keysOf } from './command.ts';
import { commands } from './registry.ts';

test('every command has its own id', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no two commands take the same keys', () => {
  const keys = commands.flatMap(keysOf);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
