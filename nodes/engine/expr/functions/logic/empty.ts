import { compareValues } from '../../value.ts';
import { defineBound, defineFunction, defineMacro } from '../function-kind.ts';
import { trimSpaces, WHITESPACE_SQL } from '../text/spaces.ts';

export const isNull = defineFunction({
  id: 'is_null',
  category: 'logic',
  operator: 'a is null',
  help: 'True when the value is empty (null).',
  params: [{ name: 'value', type: 'any' }],
  nulls: 'own',
  result: 'boolean',
  sql: ([a]) => `(${a} IS NULL)`,
  row: (a) => a === null,
  cases: [
    ['is_null(null)', true],
    ['1 is null', false],
    ['1 is not null', true],
    [`'' is null`, false],
  ],
});

export const isNotNull = defineFunction({
  id: 'is_not_null',
  category: 'logic',
  help: 'True when there is a value.',
  params: [{ name: 'value', type: 'any' }],
  nulls: 'own',
  result: 'boolean',
  sql: ([a]) => `(${a} IS NOT NULL)`,
  row: (a) => a !== null,
  cases: [['is_not_null(0)', true]],
});

export const isBlank = defineFunction({
  id: 'is_blank',
  category: 'logic',
  help: 'True when the text is empty or only white space.',
  params: [{ name: 'text', type: 'string' }],
  nulls: 'own',
  result: 'boolean',
  sql: ([a]) => `(${a} IS NULL OR trim(${a}, ${WHITESPACE_SQL}) = '')`,
  row: (a) => a === null || trimSpaces(a) === '',
  cases: [
    [`is_blank('  ')`, true],
    ['is_blank(null)', true],
    [`is_blank('x')`, false],
  ],
});

export const isNan = defineFunction({
  id: 'is_nan',
  category: 'logic',
  help: 'True when the number is “not a number”, the result of an undefined calculation.',
  params: [{ name: 'x', type: 'number' }],
  result: 'boolean',
  sql: ([a]) => `isnan(${a})`,
  row: (a) => Number.isNaN(a),
  cases: [
    ['is_nan((-8) ** 0.5)', true],
    ['is_nan(1)', false],
  ],
});

export const coalesce = defineBound({
  id: 'coalesce',
  category: 'logic',
  help: 'The first value that is not empty.',
  keywords: ['default', 'fill', 'ifnull', 'nvl'],
  params: [{ name: 'value', type: 'same' }],
  rest: { name: 'other', type: 'same' },
  nulls: 'own',
  result: (types) => types[0] ?? 'string',
  sql: (args) => `coalesce(${args.join(', ')})`,
  firstOnly: true,
  bind: () => (first) => first ?? null,
  cases: [
    [`coalesce(null, 'a', 'b')`, 'a'],
    ['coalesce(null, 1, 2.5)', 1],
    ['coalesce(null, null)', null],
  ],
});

export const nullIf = defineFunction({
  id: 'null_if',
  category: 'logic',
  help: 'Empty when both are equal, otherwise the first.',
  params: [
    { name: 'a', type: 'scalar' },
    { name: 'b', type: 'scalar' },
  ],
  nulls: 'own',
  result: (types) => types[0] ?? 'string',
  sql: ([a, b]) => `nullif(${a}, ${b})`,
  row: (a, b) => (a !== null && b !== null && compareValues(a, b) === 0 ? null : a),
  cases: [
    [`null_if('n/a', 'n/a')`, null],
    ['null_if(1, 2)', 1],
    ['null_if(1, null)', 1],
  ],
});

export const between = defineMacro({
  id: 'between',
  category: 'logic',
  operator: 'a between b and c',
  help: 'True when the value lies between the bounds, both included.',
  params: [
    { name: 'value', type: 'scalar' },
    { name: 'from', type: 'scalar' },
    { name: 'to', type: 'scalar' },
  ],
  expand: ([value, from, to], build) =>
    build.call('and', build.call('ge', value!, from!), build.call('le', value!, to!)),
  cases: [
    ['2 between 1 and 3', true],
    ['3 between 1 and 3 and true', true],
    ['4 not between 1 and 3', true],
    ['between(null, 1, 2)', null],
  ],
});
