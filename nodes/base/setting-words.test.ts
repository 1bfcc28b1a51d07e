import { expect, test } from 'vitest';
import { settingWords } from './setting-words.ts';

test('the way to a setting is told in words, places in lists counted from one', () => {
  expect(settingWords(['settings', 'steps', '2', 'settings', 'joinKeys'])).toBe('step 3 · join keys');
  expect(settingWords(['source', 'path'])).toBe('path');
  expect(settingWords(['pages', '0', 'tiles', '1', 'content', 'chart', 'filter'])).toBe('page 1 · tile 2 · filter');
  expect(settingWords(['settings', 'matrix', '0', '1'])).toBe('matrix 1 2');
});
