import { compilePattern, countGroups, patternProblem } from '../../../../base/pattern.ts';
import type { Value } from '../../value.ts';
import { defineBound } from '../function-kind.ts';

const text = { name: 'text', type: 'string' } as const;
const pattern = { name: 'pattern', type: 'string', literal: true } as const;

/**
 * DuckDB looks at each different value of a dictionary-encoded column once for a full match, but at every row for a partial one; plain text it
 * finds faster by itself.
 */
const special = /[\\^$.|?*+()[\]{}]/;

const checkPattern = ([, source]: readonly Value[]) => patternProblem(String(source));

export const regexMatch = defineBound({
  id: 'regex_match',
  category: 'text',
  help: 'True when the pattern matches somewhere in the text. ^ and $ stand for start and end, (?i) in front ignores case.',
  keywords: ['regular expression', 'like', 'matches'],
  params: [text, pattern],
  checkLiterals: checkPattern,
  result: 'boolean',
  sql: ([a, p = '']) =>
    special.test(p) ? `regexp_full_match(${a}, '(?s:.*)(?:${p.slice(1, -1)})(?s:.*)')` : `regexp_matches(${a}, ${p})`,
  bind: ([, source]) => {
    const expression = compilePattern(String(source));
    return (a) => expression.test(a as string);
  },
  cases: [
    [`regex_match('a1b', '[0-9]')`, true],
    [`regex_match('ab', '^b')`, false],
    [`regex_match('AB', '(?i)^ab$')`, true],
    [`regex_match('a b', '\\s')`, true],
  ],
});

export const regexExtract = defineBound({
  id: 'regex_extract',
  category: 'text',
  help: 'The first match of the pattern, or one of its groups; empty when nothing matches.',
  keywords: ['regular expression'],
  params: [text, pattern, { name: 'group', type: 'int', literal: true, optional: true }],
  checkLiterals: ([, source, group]) => {
    const problem = patternProblem(String(source));
    if (problem !== undefined) return problem;
    const groups = countGroups(String(source));
    const asked = Number(group ?? 0);
    return asked < 0 || asked > groups ? `the pattern has ${groups} groups, not ${asked}` : undefined;
  },
  result: 'string',
  sql: ([a, p, group]) => `CASE WHEN regexp_matches(${a}, ${p}) THEN regexp_extract(${a}, ${p}, ${group ?? 0}) END`,
  bind: ([, source, group]) => {
    const expression = compilePattern(String(source));
    const index = Number(group ?? 0);
    return (a) => {
      const match = expression.exec(a as string);
      return match === null ? null : (match[index] ?? '');
    };
  },
  cases: [
    [`regex_extract('order 123 of 9', '\\d+')`, '123'],
    [`regex_extract('a=1;b=2', 'b=(\\d)', 1)`, '2'],
    [`regex_extract('abc', '\\d')`, null],
  ],
});

export const regexReplace = defineBound({
  id: 'regex_replace',
  category: 'text',
  help: 'The text with every match of the pattern replaced; \\1 … \\9 in the replacement stand for groups.',
  keywords: ['regular expression'],
  params: [text, pattern, { name: 'by', type: 'string', literal: true }],
  checkLiterals: ([, source]) => {
    const problem = patternProblem(String(source));
    if (problem !== undefined) return problem;
    return compilePattern(String(source)).test('') ? 'the pattern also matches an empty text' : undefined;
  },
  result: 'string',
  sql: ([a, p, by]) => `regexp_replace(${a}, ${p}, ${by}, 'g')`,
  bind: ([, source, by]) => {
    const expression = compilePattern(String(source), 'g');
    const parts = String(by).split(/\\([0-9\\])/);
    return (a) =>
      (a as string).replace(expression, (...match: unknown[]) =>
        parts.map((part, index) => (index % 2 === 0 ? part : replacementPart(part, match))).join(''),
      );
  },
  cases: [
    [`regex_replace('a1b22', '[0-9]+', '#')`, 'a#b#'],
    [`regex_replace('ab', '(a)(b)', '\\2\\1')`, 'ba'],
    [`regex_replace('a', 'a', '$&')`, '$&'],
  ],
});

function replacementPart(part: string, match: readonly unknown[]): string {
  if (part === '\\') return '\\';
  const group = match[Number(part)];
  return typeof group === 'string' ? group : '';
}
