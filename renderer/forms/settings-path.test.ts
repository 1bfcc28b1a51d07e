import { expect, test } from 'vitest';
import { settingAt, withSetting } from './settings-path.ts';

test('nested settings are read and replaced without touching the given ones', () => {
  const settings = { before: { filter: 'a > 1', columns: [] }, keys: ['x'] };
  expect(settingAt(settings, 'before.filter')).toBe('a > 1');
  expect(settingAt(settings, 'after.filter')).toBeUndefined();
  const next = withSetting(settings, 'after.filter', 'b');
  expect(next).toEqual({ ...settings, after: { filter: 'b' } });
  expect(settings).not.toHaveProperty('after');
});

test('undefined takes a setting out', () => {
  expect(withSetting({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
});
