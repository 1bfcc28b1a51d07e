import { expect, test } from 'vitest';
import { currentPath, isOutsideLink, isOwnPage, pageAddress } from './own-origin.ts';

const origin = 'http://127.0.0.1:4100';

test('only pages of the exact origin are own', () => {
  expect(isOwnPage('http://127.0.0.1:4100/projects/a', origin)).toBe(true);
  for (const foreign of [
    'http://127.0.0.1:4101/',
    'http://127.0.0.1:4100@example.com/',
    'http://localhost:4100/',
    'https://127.0.0.1:4100/',
    'file:///etc/passwd',
    'not a url',
  ]) {
    expect(isOwnPage(foreign, origin), foreign).toBe(false);
  }
  expect(isOwnPage(`${origin}/`, null)).toBe(false);
});

test('only https and mailto leave the app', () => {
  expect(isOutsideLink('https://duckdb.org/docs')).toBe(true);
  expect(isOutsideLink('mailto:a@b.c')).toBe(true);
  for (const bad of ['http://example.com', 'file:///bin/sh', 'javascript:alert(1)', 'smb://host/share', '/x']) {
    expect(isOutsideLink(bad), bad).toBe(false);
  }
});

test('a restarted node gives the window another document on the same path', () => {
  const first = pageAddress({ origin, token: 'aa' }, '/projects/a?tab=flow', 1);
  const second = pageAddress({ origin, token: 'bb' }, currentPath(first, origin), 2);
  expect(first).toBe('http://127.0.0.1:4100/projects/a?tab=flow&launch=1#token=aa');
  expect(second).toBe('http://127.0.0.1:4100/projects/a?tab=flow&launch=2#token=bb');
});
