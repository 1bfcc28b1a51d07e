import { expect, test } from 'vitest';
import { type Sample, sampleOf, sampleWords } from '../../../nodes/contract/sample.ts';
import { shortWords } from './sample-words.ts';

const samples: [Sample, string, string][] = [
  [{ kind: 'all' }, 'All rows', 'all rows'],
  [{ kind: 'head', rows: 10_000 }, 'First 10,000', 'first 10,000 rows'],
  [{ kind: 'random', rows: 500, seed: 1 }, 'Random 500', 'random 500 rows'],
  [{ kind: 'random', rows: 500, seed: 3 }, 'Random 500, draw 3', 'random 500 rows, draw 3'],
  [{ kind: 'stratified', column: 'city', rows: 1, seed: 1 }, '1 by city', 'random 1 row stratified by “city”'],
];

test.each(samples)('%o is named in short and in full', (sample, short, full) => {
  expect(shortWords(sample)).toBe(short);
  expect(sampleWords(sample)).toBe(full);
});

test('a kind alone stands for the usual number of rows', () => {
  expect(sampleOf('random')).toEqual({ kind: 'random', rows: 10_000, seed: 1 });
});
