import { expect, test } from 'vitest';
import { formatAgo, formatBytes, formatCount, formatDuration, formatNumber, formatShare } from './format.ts';

test('counts are grouped and nothing is a dash', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(formatCount(null)).toBe('–');
});

test('numbers keep significant digits', () => {
  expect(formatNumber(0.000123456)).toBe('0.00012346');
  expect(formatNumber(12)).toBe('12');
  expect(formatNumber(Number.NaN)).toBe('NaN');
});

test('numbers too large or too small to count their zeros are written by powers of ten', () => {
  expect(formatNumber(1.5e308)).toBe('1.5e+308');
  expect(formatNumber(-1e20)).toBe('-1e+20');
  expect(formatNumber(2.5e-12)).toBe('2.5e-12');
  expect(formatNumber(9_007_199_254_740_991)).toBe('9,007,199,254,740,991');
});

test('a share too small to show is not written as zero', () => {
  expect(formatShare(0.5)).toBe('50%');
  expect(formatShare(0.0001)).toBe('<0.1%');
  expect(formatShare(0)).toBe('0%');
});

test('bytes and durations use the next unit in time', () => {
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(1_400_000)).toBe('1.4 MB');
  expect(formatDuration(340)).toBe('340 ms');
  expect(formatDuration(185_000)).toBe('3 min 5 s');
});

test('times are told from now', () => {
  const now = Date.parse('2025-06-01T12:00:00Z');
  expect(formatAgo('2025-06-01T11:57:00Z', now)).toBe('3 minutes ago');
  expect(formatAgo('2025-06-01T11:59:50Z', now)).toBe('just now');
  expect(formatAgo(null, now)).toBe('never');
});
