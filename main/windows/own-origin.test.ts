import { expect, test } from 'vitest';
import { currentRoute, isOutsideLink, isOwnPage, pageAddress } from './own-origin.ts';

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

test('a restarted node gives the window another document on the same route', () => {
  expect(pageAddress({ origin, token: 'aa' }, '/', 1)).toBe('http://127.0.0.1:4100/?launch=1#token=aa&/');
  const route = currentRoute('http://127.0.0.1:4100/#/p/fraud/flow', origin);
  expect(pageAddress({ origin, token: 'bb' }, route, 2)).toBe('http://127.0.0.1:4100/?launch=2#token=bb&/p/fraud/flow');
});

test('a window that shows no workbench page comes back at the start', () => {
  expect(currentRoute('about:blank', origin)).toBe('/');
  expect(currentRoute('http://127.0.0.1:9/#/p/fraud/flow', origin)).toBe('/');
  expect(currentRoute(`${origin}/?launch=1#token=aa&/`, origin)).toBe('/');
});
