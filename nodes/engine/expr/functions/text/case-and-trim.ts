import { defineFunction } from '../function-kind.ts';
import { lowerCase, upperCase } from './letters.ts';
import { trimEnd, trimSpaces, trimStart, WHITESPACE_SQL } from './spaces.ts';

const text = [{ name: 'text', type: 'string' }] as const;

export const upper = defineFunction({
  id: 'upper',
  category: 'text',
  help: 'The text in capitals.',
  params: text,
  result: 'string',
  sql: ([a]) => `upper(${a})`,
  row: upperCase,
  cases: [
    [`upper('Aé1')`, 'AÉ1'],
    ['upper(null)', null],
  ],
});

export const lower = defineFunction({
  id: 'lower',
  category: 'text',
  help: 'The text in small letters.',
  params: text,
  result: 'string',
  sql: ([a]) => `lower(${a})`,
  row: lowerCase,
  cases: [
    [`lower('ÀB')`, 'àb'],
    [`lower('ΣΑΣ')`, 'σασ'],
  ],
});

export const trim = defineFunction({
  id: 'trim',
  category: 'text',
  help: 'The text without white space at both ends.',
  params: text,
  result: 'string',
  sql: ([a]) => `trim(${a}, ${WHITESPACE_SQL})`,
  row: trimSpaces,
  cases: [
    [`trim('  a b\t ')`, 'a b'],
    [`trim('\u00a0a')`, 'a'],
  ],
});

export const trimLeft = defineFunction({
  id: 'trim_left',
  category: 'text',
  help: 'The text without white space at its start.',
  params: text,
  result: 'string',
  sql: ([a]) => `ltrim(${a}, ${WHITESPACE_SQL})`,
  row: trimStart,
  cases: [[`trim_left('  a ')`, 'a ']],
});

export const trimRight = defineFunction({
  id: 'trim_right',
  category: 'text',
  help: 'The text without white space at its end.',
  params: text,
  result: 'string',
  sql: ([a]) => `rtrim(${a}, ${WHITESPACE_SQL})`,
  row: trimEnd,
  cases: [[`trim_right(' a  ')`, ' a']],
});

export const collapseSpaces = defineFunction({
  id: 'collapse_spaces',
  category: 'text',
  help: 'The text with every run of white space as one blank, and none at the ends.',
  params: text,
  result: 'string',
  sql: ([a]) => `trim(regexp_replace(${a}, E'[ \\\\t\\\\n\\\\x0B\\\\f\\\\r\u00A0]+', ' ', 'g'), ' ')`,
  row: (a) => a.replace(/[ \t\n\v\f\r\u00A0]+/g, ' ').replace(/^ | $/g, ''),
  cases: [[`collapse_spaces(' a \t b  c ')`, 'a b c']],
});

export const stripAccents = defineFunction({
  id: 'strip_accents',
  category: 'text',
  help: 'The text with accented letters replaced by plain ones.',
  params: text,
  result: 'string',
  sql: ([a]) => `strip_accents(${a})`,
  row: (a) => a.normalize('NFD').replace(/\p{M}/gu, ''),
  cases: [[`strip_accents('Crème Brûlée Ñ')`, 'Creme Brulee N']],
});
