import { defineBound, defineFunction } from '../function-kind.ts';
import { countLetters, sliceLetters } from './letters.ts';

const notNegative = (sql: string | undefined) => `CASE WHEN ${sql} < 0 THEN 0 ELSE ${sql} END`;

export const length = defineFunction({
  id: 'length',
  category: 'text',
  help: 'The number of letters.',
  params: [{ name: 'text', type: 'string' }],
  result: 'int',
  sql: ([a]) => `CAST(length(${a}) AS INTEGER)`,
  row: countLetters,
  cases: [
    [`length('héllo')`, 5],
    [`length('😀')`, 1],
    [`length('')`, 0],
  ],
});

export const left = defineFunction({
  id: 'left',
  category: 'text',
  help: 'The first letters of a text.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'count', type: 'int' },
  ],
  result: 'string',
  sql: ([a, n]) => `left(${a}, ${notNegative(n)})`,
  row: (a, n) => sliceLetters(a, 0, Math.max(0, n)),
  cases: [
    [`left('héllo', 2)`, 'hé'],
    [`left('ab', 9)`, 'ab'],
    [`left('ab', -1)`, ''],
    [`left('a', null)`, null],
    [`left('😀b', 1)`, '😀'],
  ],
});

export const right = defineFunction({
  id: 'right',
  category: 'text',
  help: 'The last letters of a text.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'count', type: 'int' },
  ],
  result: 'string',
  sql: ([a, n]) => `right(${a}, ${notNegative(n)})`,
  row: (a, n) => {
    const letters = countLetters(a);
    return n <= 0 ? '' : sliceLetters(a, Math.max(0, letters - n), letters);
  },
  cases: [
    [`right('4111111111111234', 4)`, '1234'],
    [`right('ab', 9)`, 'ab'],
    [`right('ab', 0)`, ''],
    [`right('b😀', 1)`, '😀'],
  ],
});

export const substring = defineFunction({
  id: 'substring',
  category: 'text',
  help: 'Letters from a position (the first is 1), at most so many.',
  keywords: ['mid', 'substr'],
  params: [
    { name: 'text', type: 'string' },
    { name: 'start', type: 'int' },
    { name: 'count', type: 'int' },
  ],
  result: 'string',
  sql: ([a, start, n]) => `substring(${a}, CASE WHEN ${start} < 1 THEN 1 ELSE ${start} END, ${notNegative(n)})`,
  row: (a, start, n) => sliceLetters(a, Math.max(1, start) - 1, Math.max(0, n)),
  cases: [
    [`substring('abcdef', 2, 3)`, 'bcd'],
    [`substring('abc', 3, 9)`, 'c'],
    [`substring('abc', 0, 2)`, 'ab'],
    [`substring('abc', 9, 2)`, ''],
  ],
});

export const position = defineFunction({
  id: 'position',
  category: 'text',
  help: 'Where a text first occurs in another (the first letter is 1), 0 when it does not.',
  keywords: ['find', 'index', 'instr'],
  params: [
    { name: 'text', type: 'string' },
    { name: 'part', type: 'string' },
  ],
  result: 'int',
  sql: ([a, part]) => `CAST(instr(${a}, ${part}) AS INTEGER)`,
  row: (a, part) => {
    const at = a.indexOf(part);
    return at < 0 ? 0 : countLetters(a.slice(0, at)) + 1;
  },
  cases: [
    [`position('héllo', 'l')`, 3],
    [`position('abc', 'z')`, 0],
    [`position('😀b', 'b')`, 2],
  ],
});

export const splitPart = defineFunction({
  id: 'split_part',
  category: 'text',
  help: 'The n-th part (the first is 1) of a text cut at a separator; an empty text when there are fewer.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'separator', type: 'string', literal: true },
    { name: 'n', type: 'int' },
  ],
  checkLiterals: ([, separator]) => (separator === '' ? 'the separator must not be empty' : undefined),
  result: 'string',
  sql: ([a, separator, n]) => `split_part(${a}, ${separator}, CASE WHEN ${n} < 1 THEN 2147483647 ELSE ${n} END)`,
  row: (a, separator, n) => (n < 1 ? '' : (a.split(separator)[n - 1] ?? '')),
  cases: [
    [`split_part('a-b-c', '-', 2)`, 'b'],
    [`split_part('a', '-', 2)`, ''],
    [`split_part('a-b', '-', 0)`, ''],
    [`split_part('user@example.org', '@', 2)`, 'example.org'],
  ],
});

export const concat = defineBound({
  id: 'concat',
  category: 'text',
  help: 'All values as one text, empty ones left out. `a || b` joins too, but is empty when one is.',
  keywords: ['join', 'append'],
  params: [{ name: 'value', type: 'text' }],
  rest: { name: 'more', type: 'text' },
  nulls: 'own',
  result: 'string',
  sql: (args) => `concat(${args.join(', ')})`,
  bind:
    () =>
    (...args) =>
      args.filter((value) => value !== null).join(''),
  cases: [
    [`concat('a', null, 'b')`, 'ab'],
    [`concat(1, '-', 2.5, '-', true)`, '1-2.5-true'],
  ],
});

export const joinText = defineFunction({
  id: 'join_text',
  category: 'text',
  operator: 'a || b',
  help: 'Both texts one after the other; empty when one is empty.',
  params: [
    { name: 'a', type: 'string' },
    { name: 'b', type: 'string' },
  ],
  result: 'string',
  sql: ([a, b]) => `CAST(${a} || ${b} AS VARCHAR)`,
  row: (a, b) => a + b,
  cases: [
    [`'a' || 'b' || 'c'`, 'abc'],
    [`'a' || null`, null],
  ],
});
