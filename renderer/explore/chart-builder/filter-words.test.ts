import { expect, test } from 'vitest';
import { filterWords } from './filter-words.ts';

test('the first values of a filter are named, and as many as are asked for where nobody can open it', () => {
  const filter = { column: 'state', values: ['CA', 'IL', 'TX', 'GA', null] };
  expect(filterWords(filter, undefined)).toBe('CA, IL, TX and 2 more');
  expect(filterWords({ ...filter, exclude: true }, undefined, 40)).toBe('not CA, IL, TX, GA, (empty)');
});
