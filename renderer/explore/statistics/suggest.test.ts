import { expect, test } from 'vitest';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { DataType, Meaning } from '../../../nodes/contract/schema.ts';
import type { StatisticsSlot } from '../../../nodes/contract/statistics.ts';
import { type Facts, startsOf, suggestedSettings } from './suggest.ts';

const fact = (name: string, type: DataType, distinct: number, meaning?: Meaning): Facts[number] => ({
  column: { name, type, ...(meaning && { meaning }) },
  distinct,
  rows: 1000,
  empty: 0,
});
const facts: Facts = [
  fact('order_id', 'string', 1000),
  fact('hour', 'int', 24),
  fact('region', 'string', 5),
  fact('amount', 'double', 900),
  fact('is_late', 'int', 2),
  fact('latitude', 'double', 800, 'latitude'),
  fact('discount', 'decimal', 40),
  fact('note', 'string', 700),
  fact('same', 'double', 1),
];
const slot = (key: string, takes: StatisticsSlot['takes'], rest: Partial<StatisticsSlot> = {}): StatisticsSlot => ({
  ...{ key, label: key, takes, min: 1, max: 1 },
  ...rest,
});
const kind = (id: string, ...slots: StatisticsSlot[]) => ({ id, slots });

test('numbers that measure something come first, calendars and places last, ids and constants never', () => {
  const many = slot('columns', 'number', { max: 40 });
  expect(suggestedSettings(kind('correlation', many), facts)).toEqual({
    columns: ['amount', 'discount', 'hour', 'latitude'],
  });
});

test('a test begins with one number and the outcome', () => {
  const two = kind('two-sample-t', slot('columns', 'number', { max: 50 }), slot('group', 'two-values'));
  expect(suggestedSettings(two, facts)).toEqual({ columns: ['amount'], group: 'is_late' });
  const pair = kind('paired-t', slot('first', 'number'), slot('second', 'number'));
  expect(suggestedSettings(pair, facts)).toEqual({ first: 'amount', second: 'discount' });
});

test('what is optional is left open', () => {
  const pca = kind('pca', slot('columns', 'number', { max: 60 }), slot('colour', 'category', { min: 0 }));
  expect(Object.keys(suggestedSettings(pca, facts))).toEqual(['columns']);
  expect(suggestedSettings(kind('describe', slot('columns', 'any', { min: 0, max: 200 })), facts)).toEqual({});
});

test('two columns are related as an outcome against numbers and groupings', () => {
  expect(suggestedSettings(kind('relation'), facts)).toEqual({
    column: 'is_late',
    against: ['amount', 'discount', 'hour'],
  });
});

const catalog = (id: string, ...slots: StatisticsSlot[]) => ({ id, slots }) as unknown as CatalogKind;
const kinds = [
  catalog('describe', slot('columns', 'any', { min: 0, max: 200 })),
  catalog('correlation', slot('columns', 'number', { min: 0, max: 40 })),
  catalog('two-sample-t', slot('columns', 'number', { max: 50 }), slot('group', 'two-values')),
  catalog('anova', slot('columns', 'number', { max: 50 }), slot('group', 'category')),
];

test('groups are compared by a test that fits their number', () => {
  const compare = (some: Facts) => startsOf(kinds, some).find(({ id }) => id === 'compare')?.cards[0];
  expect(compare(facts)?.kind).toBe('two-sample-t');
  expect(compare(facts.filter(({ column }) => column.name !== 'is_late'))).toEqual({
    kind: 'anova',
    settings: { columns: ['amount'], group: 'region' },
  });
});

test('a start that the columns do not allow has no cards', () => {
  const texts = facts.filter(({ column }) => column.type === 'string');
  expect(startsOf(kinds, texts).map(({ cards }) => cards.length)).toEqual([1, 0, 0]);
});
