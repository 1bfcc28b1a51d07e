import { expect, test } from 'vitest';
import type { JobLogLine } from '../../../nodes/contract/flow.ts';
import { logText, matching, timeIn } from './log-lines.ts';

const line = (text: string, given: Partial<JobLogLine> = {}): JobLogLine => ({
  ...{ at: '2026-01-01T00:00:01.500Z', recipe: null, level: 'info', text },
  ...given,
});
const lines = [
  line('2 recipes to run'),
  line('3 rows', { recipe: 'a' }),
  line('few rows', { recipe: 'a', level: 'warning' }),
  line('broken', { recipe: 'b', level: 'error' }),
];
const nameOf = (recipe: string) => `Recipe ${recipe.toUpperCase()}`;
const found = (wanted: Partial<Parameters<typeof matching>[1]>) =>
  matching(lines, { recipe: null, level: 'info', query: '', nameOf, ...wanted }).map(({ text }) => text);

test('lines are found by recipe, by level and graver, and by text or name', () => {
  expect(found({})).toHaveLength(4);
  expect(found({ recipe: 'a' })).toEqual(['3 rows', 'few rows']);
  expect(found({ level: 'warning' })).toEqual(['few rows', 'broken']);
  expect(found({ query: 'ROWS', level: 'warning' })).toEqual(['few rows']);
  expect(found({ query: 'recipe b' })).toEqual(['broken']);
});

test('times count from the beginning of the job', () => {
  const began = '2026-01-01T00:00:00Z';
  expect(timeIn('2026-01-01T00:00:01.500Z', began)).toBe('1.5 s');
  expect(timeIn('2026-01-01T00:02:05Z', began)).toBe('2:05');
  expect(timeIn('2026-01-01T03:02:05Z', began)).toBe('3:02:05');
  expect(timeIn('2025-12-31T23:59:59Z', began)).toBe('0.0 s');
  expect(timeIn('', began)).toBe('');
});

test('a log as text has times, levels and names', () => {
  expect(logText(lines.slice(0, 3), nameOf).split('\n')).toEqual([
    '2026-01-01T00:00:01.500Z 2 recipes to run',
    '2026-01-01T00:00:01.500Z Recipe A: 3 rows',
    '2026-01-01T00:00:01.500Z WARNING Recipe A: few rows',
  ]);
});
