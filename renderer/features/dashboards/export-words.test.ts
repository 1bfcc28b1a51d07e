import { expect, test } from 'vitest';
import { factsOf, pageTitle } from './export-words.ts';

const page = { id: 'p', title: 'Overview', tiles: [] };

test('a page is named after its dashboard, and by itself when there are several', () => {
  expect(pageTitle({ id: 'd', name: 'Fraud', pages: [page] }, page)).toBe('Fraud');
  expect(pageTitle({ id: 'd', name: 'Fraud', pages: [page, { ...page, id: 'q' }] }, page)).toBe('Fraud: Overview');
});

test('a file says all filters in words and how old its data are, or that it shows all rows', () => {
  const columns = [{ dataset: 'd', column: { name: 'at', type: 'timestamp' as const } }];
  const facts = factsOf(
    [
      { column: 'state', values: ['CA', 'IL', 'TX', 'GA'] },
      { column: 'at', bin: 'weekday', values: ['1'] },
    ],
    { columns, builtAt: '2026-01-31T10:00:00Z' },
  );
  expect(facts[0]).toBe('Filtered by state: CA, IL, TX, GA · at: Monday');
  expect(facts[1]).toMatch(/^data built .*2026/);
  expect(factsOf([], { columns: [], builtAt: null })).toEqual(['All rows', expect.stringMatching(/^saved /)]);
});
