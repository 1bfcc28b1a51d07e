import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDesktopSettings, writeDesktopSettings } from './desktop-settings.ts';
import { readPolicy } from './policy.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('without a file of the operator nothing is decided', () => {
  expect(readPolicy(join(folder, 'desktop.json'))).toEqual({});
});

test('what the operator decided is read', () => {
  const file = join(folder, 'desktop.json');
  writeFileSync(file, '{"updateFeed": "https://updates.example/millrace/", "updates": "tell"}');
  expect(readPolicy(file)).toEqual({ updateFeed: 'https://updates.example/millrace/', updates: 'tell' });
});

test.each(['{"updates": "always"}', '{"updates": '])('with %s nothing is updated', (text) => {
  const file = join(folder, 'desktop.json');
  writeFileSync(file, text);
  expect(readPolicy(file)).toEqual({ updates: 'off', isBroken: true });
});

test('updates are off until a person wants them', () => {
  const file = join(folder, 'settings.json');
  expect(readDesktopSettings(file)).toEqual({ updates: 'off' });
  writeDesktopSettings(file, { updates: 'download' });
  expect(readDesktopSettings(file)).toEqual({ updates: 'download' });
});
