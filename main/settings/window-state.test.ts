import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstBounds, readWindowState, visibleBounds, writeWindowState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was written is read again', () => {
  const file = join(folder, 'deep', 'state.json');
  const state = { bounds: screen, maximized: true, fullScreen: false, zoomLevel: 1, port: 4321 };
  writeWindowState(file, state);
  expect(readWindowState(file)).toEqual(state);
});

test('a missing or damaged file counts as no state', () => {
  const file = join(folder, 'state.json');
  expect(readWindowState(file)).toBeNull();
  writeFileSync(file, '{"bounds":');
  expect(readWindowState(file)).toBeNull();
});

test('bounds on a screen that is gone move to the primary one', () => {
  expect(visibleBounds({ x: 2500, y: 100, width: 1000, height: 700 }, [screen], screen)).toEqual(firstBounds(screen));
});

test('bounds on a second screen stay', () => {
  const second = { x: 1920, y: 0, width: 1920, height: 1080 };
  const kept = { x: 2500, y: 100, width: 1000, height: 700 };
  expect(visibleBounds(kept, [screen, second], screen)).toEqual(kept);
});

test('a first window fits a small screen', () => {
  expect(firstBounds({ x: 0, y: 20, width: 1024, height: 700 })).toEqual({ x: 0, y: 20, width: 1024, height: 700 });
});
