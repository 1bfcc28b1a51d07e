import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueWords } from './issue-words.ts';

const wordsFor = (value: unknown) =>
  issueWords(z.object({ column: z.string().min(2, 'needs two letters') }).safeParse(value).error?.issues[0]);

test('a value that is not there has not been set yet', () => {
  expect(wordsFor({})).toBe('not set yet');
});

test('anything else is told as the schema tells it', () => {
  expect(wordsFor({ column: 'a' })).toBe('needs two letters');
  expect(wordsFor({ column: 1 })).toContain('number');
  expect(issueWords(undefined)).toBe('not as expected');
});
