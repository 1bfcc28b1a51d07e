import { expect, test } from 'vitest';
import { emptyWorksheet, moved, subjectOf, withCard, withCards, withCopy, withoutCard } from './worksheet.ts';

const start = withCards(emptyWorksheet('d'), [
  { kind: 'describe', settings: {} },
  { kind: 'anova', settings: { columns: ['a'], group: 'g' } },
  { kind: 'describe', settings: { columns: ['a'] } },
]);
const idsOf = ({ cards }: typeof start.worksheet) => cards.map(({ id }) => id);

test('new cards stand at the end under ids of their own', () => {
  expect(start.ids).toEqual(['describe-1', 'anova-1', 'describe-2']);
  expect(idsOf(start.worksheet)).toEqual(start.ids);
  expect(start.worksheet.sample).toEqual({ kind: 'random', rows: 100_000, seed: 1 });
});

test('a copy stands behind its card, with the same settings', () => {
  const { worksheet, copy } = withCopy(start.worksheet, 'anova-1');
  expect(idsOf(worksheet)).toEqual(['describe-1', 'anova-1', 'anova-2', 'describe-2']);
  expect(worksheet.cards.find(({ id }) => id === copy)?.settings).toEqual({ columns: ['a'], group: 'g' });
});

test('cards move by one place and stay at the ends', () => {
  expect(idsOf(moved(start.worksheet, 'describe-2', -1))).toEqual(['describe-1', 'describe-2', 'anova-1']);
  expect(moved(start.worksheet, 'describe-1', -1)).toBe(start.worksheet);
  expect(moved(start.worksheet, 'describe-2', 1)).toBe(start.worksheet);
});

test('cards are changed and taken out by their id', () => {
  const changed = withCard(start.worksheet, { id: 'anova-1', kind: 'anova', settings: { columns: ['b'] } });
  expect(changed.cards[1]?.settings).toEqual({ columns: ['b'] });
  expect(idsOf(withoutCard(start.worksheet, 'anova-1'))).toEqual(['describe-1', 'describe-2']);
});

test('a card is named after its columns, long lists are cut, optional colours are not told', () => {
  const slot = (key: string, word?: string | false) =>
    ({ key, label: key, takes: 'number', min: 1, max: 9, ...(word !== undefined && { word }) }) as const;
  const slots = [slot('columns'), slot('group', 'by'), slot('colour', false)];
  const subject = (settings: Record<string, unknown>) => subjectOf({ settings }, { slots });
  expect(subject({ columns: ['a', 'b'], group: 'g', colour: 'c' })).toBe('a, b by g');
  expect(subject({ columns: ['a', 'b', 'c', 'd', 'e', 'f'] })).toBe('a, b, c, d and 2 more');
  expect(subject({})).toBe('');
});
