import { expect, test } from 'vitest';
import { pressedKeys, shownKeys } from './keys.ts';

const press = (
  key: string,
  code: string,
  modifiers: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', boolean>> = {},
) => ({
  key,
  code,
  ctrlKey: modifiers.ctrl ?? false,
  metaKey: modifiers.meta ?? false,
  shiftKey: modifiers.shift ?? false,
  altKey: modifiers.alt ?? false,
});

test('letters are named by their key, whatever shift makes of them', () => {
  expect(pressedKeys(press('Z', 'KeyZ', { ctrl: true, shift: true }), false)).toBe('mod+shift+z');
  expect(pressedKeys(press('A', 'KeyA', { shift: true }), false)).toBe('shift+a');
});

test('the main modifier is Cmd on a Mac', () => {
  expect(pressedKeys(press('k', 'KeyK', { meta: true }), true)).toBe('mod+k');
  expect(pressedKeys(press('k', 'KeyK', { ctrl: true }), true)).toBe('ctrl+k');
});

test('symbols are themselves, with or without shift', () => {
  expect(pressedKeys(press('?', 'Slash', { shift: true }), false)).toBe('?');
  expect(pressedKeys(press('.', 'Period', { ctrl: true }), false)).toBe('mod+.');
  expect(pressedKeys(press('+', 'Equal', { ctrl: true, shift: true }), false)).toBe('mod+plus');
});

test('shortcuts are shown in words', () => {
  expect(shownKeys('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(shownKeys('f7', false)).toEqual(['F7']);
  expect(shownKeys('mod+plus', false)).toEqual(['Ctrl', '+']);
});
