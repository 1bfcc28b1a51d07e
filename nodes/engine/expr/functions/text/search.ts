import type { Value } from '../../value.ts';
import { defineBound, defineFunction } from '../function-kind.ts';
import { countLetters, sliceLetters } from './letters.ts';

const pair = [
  { name: 'text', type: 'string' },
  { name: 'part', type: 'string' },
] as const;

export const contains = defineFunction({
  id: 'contains',
  category: 'text',
  help: 'True when the text contains the part.',
  params: pair,
  result: 'boolean',
  sql: ([a, part]) => `contains(${a}, ${part})`,
  row: (a, part) => a.includes(part),
  cases: [
    [`contains('abc', 'bc')`, true],
    [`contains('abc', 'B')`, false],
    [`contains('abc', '')`, true],
    [`contains('a%c', '%')`, true],
  ],
});

export const startsWith = defineFunction({
  id: 'starts_with',
  category: 'text',
  help: 'True when the text starts with the part.',
  params: pair,
  result: 'boolean',
  sql: ([a, part]) => `starts_with(${a}, ${part})`,
  row: (a, part) => a.startsWith(part),
  cases: [
    [`starts_with('fraud_Kirlin', 'fraud_')`, true],
    [`starts_with('a', 'ab')`, false],
  ],
});

export const endsWith = defineFunction({
  id: 'ends_with',
  category: 'text',
  help: 'True when the text ends with the part.',
  params: pair,
  result: 'boolean',
  sql: ([a, part]) => `ends_with(${a}, ${part})`,
  row: (a, part) => a.endsWith(part),
  cases: [
    [`ends_with('shopping_net', '_net')`, true],
    [`ends_with('a', 'ba')`, false],
  ],
});

export const like = defineBound({
  id: 'like',
  category: 'text',
  operator: 'a like b',
  help: 'True when the text fits a pattern in which % stands for any text and _ for any letter.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'pattern', type: 'string', literal: true },
  ],
  checkLiterals: ([, pattern]) => (String(pattern).includes('\\') ? 'a backslash has no meaning here' : undefined),
  result: 'boolean',
  sql: ([a, pattern]) => `(${a} LIKE ${pattern})`,
  bind: ([, pattern = null]) => {
    const expression = likeExpression(pattern);
    return (a) => expression.test(a as string);
  },
  cases: [
    [`'shopping_net' like 'shop%'`, true],
    [`'shopping_net' like '%_net'`, true],
    [`'a.c' like 'a_c'`, true],
    [`'abbc' like 'a_c'`, false],
    [`'a\nb' not like 'a%'`, false],
    [`'(x)' like '(_)'`, true],
  ],
});

function likeExpression(pattern: Value): RegExp {
  const escaped = String(pattern).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
}

export const replace = defineFunction({
  id: 'replace',
  category: 'text',
  help: 'The text with every occurrence of a part replaced by another text.',
  keywords: ['substitute'],
  params: [
    { name: 'text', type: 'string' },
    { name: 'part', type: 'string' },
    { name: 'by', type: 'string' },
  ],
  result: 'string',
  sql: ([a, part, by]) => `replace(${a}, ${part}, ${by})`,
  row: (a, part, by) => (part === '' ? a : a.replaceAll(part, () => by)),
  cases: [
    [`replace('a-b-c', '-', '')`, 'abc'],
    [`replace('aaa', 'aa', 'b')`, 'ba'],
    [`replace('abc', '', 'x')`, 'abc'],
    [`replace('a', 'a', '$&')`, '$&'],
  ],
});

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });

export const reverse = defineFunction({
  id: 'reverse',
  category: 'text',
  help: 'The text from back to front.',
  params: [{ name: 'text', type: 'string' }],
  result: 'string',
  sql: ([a]) => `reverse(${a})`,
  row: (a) =>
    Array.from(SEGMENTS.segment(a), (part) => part.segment)
      .reverse()
      .join(''),
  cases: [
    [`reverse('abc')`, 'cba'],
    [`reverse('a😀')`, '😀a'],
  ],
});

function padding(id: 'pad_left' | 'pad_right', help: string, cases: readonly (readonly [string, string])[]) {
  const fillUp = (a: string, width: number, fill: string) => {
    const missing = Math.max(0, width - countLetters(a));
    return sliceLetters(fill.repeat(missing), 0, missing);
  };
  return defineFunction({
    id,
    category: 'text',
    help,
    params: [
      { name: 'text', type: 'string' },
      { name: 'width', type: 'int' },
      { name: 'fill', type: 'string', literal: true },
    ],
    checkLiterals: ([, , fill]) => (fill === '' ? 'the filling must not be empty' : undefined),
    result: 'string',
    sql: ([a, width, fill]) =>
      `${id === 'pad_left' ? 'lpad' : 'rpad'}(${a}, greatest(${width}, CAST(length(${a}) AS INTEGER)) + 0 * ${width}, ${fill})`,
    row: (a, width, fill) => (id === 'pad_left' ? fillUp(a, width, fill) + a : a + fillUp(a, width, fill)),
    cases,
  });
}

export const padLeft = padding('pad_left', 'The text filled up at its start to a width; longer text stays as it is.', [
  [`pad_left('7', 3, '0')`, '007'],
  [`pad_left('1234', 3, '0')`, '1234'],
  [`pad_left('a', 4, 'xy')`, 'xyxa'],
]);

export const padRight = padding('pad_right', 'The text filled up at its end to a width; longer text stays as it is.', [
  [`pad_right('7', 3, '.')`, '7..'],
  [`pad_right('1234', 3, '.')`, '1234'],
]);
