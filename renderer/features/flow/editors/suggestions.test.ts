import { expect, test } from 'vitest';
import { cellSuggestions, headerSuggestions, patternAround, patternOf } from './suggestions.ts';

const labels = (list: readonly { label: string }[]) => list.map(({ label }) => label);

test('a column offers what fits its type and meaning', () => {
  const email = headerSuggestions({ name: 'email', type: 'string', meaning: 'email' }).flatMap(({ items }) => items);
  expect(labels(email)).toEqual(
    expect.arrayContaining(['Trim white space', 'Empty the cells that do not fit', 'Hash']),
  );
  const amount = headerSuggestions({ name: 'amount', type: 'double' }).flatMap(({ items }) => items);
  expect(labels(amount)).toContain('Round');
  expect(labels(amount)).not.toContain('Trim white space');
  const time = headerSuggestions({ name: 'at', type: 'timestamp' }).flatMap(({ items }) => items);
  expect(time.find(({ kind }) => kind === 'date-parts')?.settings.parts).toContain('hour');
});

test('a cell offers to keep, remove and change its value', () => {
  const city = { name: 'city', type: 'string' as const };
  expect(labels(cellSuggestions({ column: city, value: 'Oslo;NO' }))).toEqual([
    'Keep only “Oslo;NO”',
    'Remove “Oslo;NO”',
    'Replace “Oslo;NO”…',
    'Translate “Oslo;NO”…',
    'Split at “;”',
  ]);
  expect(cellSuggestions({ column: city, value: null })[0]?.kind).toBe('filter-empty');
  const amount = cellSuggestions({ column: { name: 'n', type: 'int' }, value: 5 });
  expect(amount.at(-1)).toMatchObject({ kind: 'clip', settings: { columns: ['n'], max: 5 } });
});

test('a part of a cell offers to take, split and replace it', () => {
  const column = { name: 'code', type: 'string' as const };
  const found = cellSuggestions({ column, value: 'AB-2024/7', part: { from: 3, to: 7 } });
  expect(found.find(({ kind }) => kind === 'extract-pattern')?.settings.pattern).toBe('-(\\d{4})');
  expect(found.find(({ kind }) => kind === 'split')?.settings).toMatchObject({ separator: '2024', count: 2 });
});

test('patterns say the kinds of characters, signs as they are', () => {
  expect(patternOf('AB-12.5')).toBe('[A-Za-z]+-\\d{2}\\.\\d{1}');
  expect(patternAround('x (y)', 3, 4)).toBe('\\(([A-Za-z]+)');
  expect(new RegExp(patternAround('x (y)', 3, 4)).exec('z (why)')?.[1]).toBe('why');
});
