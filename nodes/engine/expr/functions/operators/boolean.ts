import { defineFunction } from '../function-kind.ts';

const pair = [
  { name: 'a', type: 'boolean' },
  { name: 'b', type: 'boolean' },
] as const;

export const and = defineFunction({
  id: 'and',
  category: 'operators',
  operator: 'a and b',
  help: 'True when both are true, false when one is false, otherwise empty.',
  params: pair,
  nulls: 'own',
  result: 'boolean',
  sql: ([a, b]) => `(${a} AND ${b})`,
  row: (a, b) => (a === false || b === false ? false : a === null || b === null ? null : true),
  cases: [
    ['true and true', true],
    ['true and null', null],
    ['null and false', false],
  ],
});

export const or = defineFunction({
  id: 'or',
  category: 'operators',
  operator: 'a or b',
  help: 'True when one is true, false when both are false, otherwise empty.',
  params: pair,
  nulls: 'own',
  result: 'boolean',
  sql: ([a, b]) => `(${a} OR ${b})`,
  row: (a, b) => (a === true || b === true ? true : a === null || b === null ? null : false),
  cases: [
    ['false or true', true],
    ['false or null', null],
    ['null or true', true],
    ['1 = 1 or 1 = 2 and false', true],
  ],
});

export const not = defineFunction({
  id: 'not',
  category: 'operators',
  operator: 'not a',
  help: 'The opposite; empty stays empty.',
  params: [{ name: 'a', type: 'boolean' }],
  result: 'boolean',
  sql: ([a]) => `(NOT ${a})`,
  row: (a) => !a,
  cases: [
    ['not true', false],
    ['not 1 = 2', true],
    ['not null', null],
  ],
});
