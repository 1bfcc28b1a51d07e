import { expect, test } from 'vitest';
import { cutText, textWidth, wrapText } from './text-fit.ts';

test('wide letters take more room than narrow ones', () => {
  expect(textWidth('WWW')).toBeGreaterThan(textWidth('iii') * 2);
  expect(textWidth('漢字')).toBeCloseTo(22);
});

test('a text is cut with an ellipsis only where it has no room', () => {
  expect(cutText('Books', 100)).toBe('Books');
  const cut = cutText('Health and beauty products', 60);
  expect(cut).toMatch(/^Health.*…$/);
  expect(textWidth(cut)).toBeLessThanOrEqual(60);
});

test('a text is broken between words into so many lines, the last of which is cut', () => {
  expect(wrapText('Sports and the outdoors', { width: 70, lines: 2 })).toEqual([
    'Sports and',
    expect.stringMatching(/^the/),
  ]);
  const lines = wrapText('A very long label that goes on and on and on', { width: 60, lines: 2 });
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/…$/);
});
