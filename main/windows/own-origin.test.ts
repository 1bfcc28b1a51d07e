import { expect, test } from 'vitest';
import { currentPlace, isOutsideLink, isOwnPage, pageAddress, START } from './own-origin.ts';

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

test('a restarted node gives the window another document on the same route and query', () => {
  expect(pageAddress({ origin, token: 'aa' }, START, 1)).toBe('http://127.0.0.1:4100/?launch=1#token=aa&/');
  const place = currentPlace('http://127.0.0.1:4100/?launch=1&tab=versions#/p/fraud/deploy', origin);
  expect(pageAddress({ origin, token: 'bb' }, place, 2)).toBe(
    'http://127.0.0.1:4100/?launch=2&tab=versions#token=bb&/p/fraud/deploy',
  );
});

test('a window that shows no workbench page comes back at the start', () => {
  expect(currentPlace('about:blank', origin)).toEqual(START);
  expect(currentPlace('http://127.0.0.1:9/#/p/fraud/flow', origin)).toEqual(START);
  expect(currentPlace(`${origin}/?launch=1#token=aa&/`, origin)).toEqual(START);
});
