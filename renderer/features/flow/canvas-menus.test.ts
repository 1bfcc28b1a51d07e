import { expect, test } from 'vitest';
import { canvasColours } from '../../../nodes/contract/project/index.ts';
import { commands } from '../../commands/registry.ts';
import { menuKind, menus, names } from './canvas-menus.ts';

const known = new Set(commands.map(({ id }) => id));

test('menus of the canvas offer commands of the registry, each once', () => {
  for (const [kind, groups] of Object.entries(menus)) {
    const ids: string[] = groups.flat();
    expect(
      ids.filter((id) => !known.has(id)),
      kind,
    ).toEqual([]);
    expect(new Set(ids).size, kind).toBe(ids.length);
  }
  expect(canvasColours.filter((colour) => !known.has(`flow.colour-${colour}`))).toEqual([]);
});

test('other names are for entries that are there', () => {
  for (const [kind, renamed] of Object.entries(names)) {
    const ids: string[] = menus[kind as keyof typeof menus].flat();
    expect(
      Object.keys(renamed).filter((id) => !ids.includes(id)),
      kind,
    ).toEqual([]);
  }
});

test('the menu belongs to what was clicked', () => {
  expect(menuKind(null, 3)).toBe('pane');
  expect(menuKind('wire:a→b', 0)).toBe('wire');
  expect(menuKind('zone:z', 1)).toBe('zone');
  expect(menuKind('note:n', 1)).toBe('note');
  expect(menuKind('orders', 1)).toBe('node');
  expect(menuKind('orders', 4)).toBe('nodes');
});
