import { expect, test } from 'vitest';
import { byCategory, categoryLabel, matching } from './kinds.ts';

const kind = (id: string, label: string, more: { keywords?: string[]; help?: string; category?: string } = {}) => ({
  id,
  label,
  category: more.category ?? 'rows',
  keywords: more.keywords ?? [],
  help: more.help ?? '',
});
const kinds = [
  kind('group', 'Group', { keywords: ['sum'], category: 'combine' }),
  kind('summary', 'Summary'),
  kind('sort', 'Sort', { help: 'No sum here.' }),
];

test('a label counts more than a keyword, a keyword more than the help', () => {
  expect(matching(kinds, 'sum').map(({ id }) => id)).toEqual(['summary', 'group', 'sort']);
  expect(matching(kinds, ' ')).toHaveLength(3);
  expect(matching(kinds, 'xyz')).toEqual([]);
});

test('categories keep the order of the catalogue', () => {
  expect(byCategory(kinds).map(([category]) => category)).toEqual(['Combine', 'Rows']);
  expect(categoryLabel('machine-learning')).toBe('Machine learning');
});
