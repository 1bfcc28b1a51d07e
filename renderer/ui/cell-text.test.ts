import { expect, test } from 'vitest';
import { cellText } from './cell-text.ts';

test('values are shown without noise of floating point and of the wire', () => {
  expect(cellText(0.1 + 0.2, 'double')).toBe('0.3');
  expect(cellText('2025-01-02T03:04:05', 'timestamp')).toBe('2025-01-02 03:04:05');
  expect(cellText('2025-01-02T03', 'string')).toBe('2025-01-02T03');
  expect(cellText({ a: [1] }, 'object')).toBe('{"a":[1]}');
});

test('nothing is not an empty text', () => {
  expect(cellText(null, 'string')).toBeNull();
  expect(cellText('', 'string')).toBe('');
  expect(cellText(false, 'boolean')).toBe('false');
});
