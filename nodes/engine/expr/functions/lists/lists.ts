import type { Value } from '../../value.ts';
import { defineFunction } from '../function-kind.ts';

export const split = defineFunction({
  id: 'split',
  category: 'lists',
  help: 'The parts of a text between separators, as a list.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'separator', type: 'string', literal: true },
  ],
  checkLiterals: ([, separator]) => (separator === '' ? 'the separator must not be empty' : undefined),
  result: 'array',
  sql: ([a, separator]) => `string_split(${a}, ${separator})`,
  row: (a, separator) => a.split(separator),
  cases: [
    [`split('a,b', ',')`, ['a', 'b']],
    [`split('', ',')`, ['']],
  ],
});

const list = { name: 'list', type: 'array' } as const;

/** Items of any type are used as text. */
const texts = (sql: string | undefined) => `CAST(${sql} AS VARCHAR[])`;
const textOf = (item: Value) => (item === null ? null : String(item));

export const listLength = defineFunction({
  id: 'list_length',
  category: 'lists',
  help: 'The number of items.',
  params: [list],
  result: 'int',
  sql: ([a]) => `CAST(len(${a}) AS INTEGER)`,
  row: (a) => a.length,
  cases: [[`list_length(split('a,b', ','))`, 2]],
});

export const listItem = defineFunction({
  id: 'list_item',
  category: 'lists',
  help: 'The n-th item (the first is 1) as text; empty when there is none.',
  params: [list, { name: 'n', type: 'int' }],
  result: 'string',
  sql: ([a, n]) => `list_extract(${texts(a)}, CASE WHEN ${n} < 1 THEN NULL ELSE ${n} END)`,
  row: (a, n) => (n < 1 ? null : textOf(a[n - 1] ?? null)),
  cases: [
    [`list_item(split('a,b', ','), 2)`, 'b'],
    [`list_item(split('a,b', ','), 3)`, null],
  ],
});

export const listContains = defineFunction({
  id: 'list_contains',
  category: 'lists',
  help: 'True when the list has the item.',
  params: [list, { name: 'item', type: 'string' }],
  result: 'boolean',
  sql: ([a, item]) => `list_contains(${texts(a)}, ${item})`,
  row: (a, item) => a.some((each) => textOf(each) === item),
  cases: [
    [`list_contains(split('a,b', ','), 'b')`, true],
    [`list_contains(split('a,b', ','), 'c')`, false],
  ],
});

export const listJoin = defineFunction({
  id: 'list_join',
  category: 'lists',
  help: 'The items of a list as one text with a separator.',
  params: [list, { name: 'separator', type: 'string', literal: true }],
  result: 'string',
  sql: ([a, separator]) => `array_to_string(${texts(a)}, ${separator})`,
  row: (a, separator) => a.filter((item) => item !== null).join(separator),
  cases: [[`list_join(split('a,b', ','), '-')`, 'a-b']],
});
