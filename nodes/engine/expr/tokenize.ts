import { fail } from '../../contract/errors/index.ts';

export type TokenKind = 'number' | 'text' | 'word' | 'quoted' | 'sign' | 'end';

/** A token and where it stands; `start` and `end` are offsets in the formula. */
export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const SPACE = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const TEXT = /'((?:[^']|'')*)'/y;
const QUOTED = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`/y;
const SIGN = /\*\*|==|!=|<>|<=|>=|\|\||[-+*/%<>=(),]/y;

/** Cuts a formula into tokens. White space and comments (`-- …`, `/* … *\/`) are left out. Throws FORMULA_SYNTAX. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(formula, 0);
  while (at < formula.length) {
    const token = readToken(formula, at);
    tokens.push(token);
    at = skipSpace(formula, token.end);
  }
  tokens.push({ kind: 'end', text: '', start: formula.length, end: formula.length });
  return tokens;
}

function skipSpace(formula: string, at: number): number {
  return at + (matchAt(SPACE, formula, at)?.[0].length ?? 0);
}

function readToken(formula: string, start: number): Token {
  const token = (kind: TokenKind, match: RegExpExecArray, text = match[0]): Token => {
    return { kind, text, start, end: start + match[0].length };
  };
  const number = matchAt(NUMBER, formula, start);
  if (number) return token('number', number);
  const word = matchAt(WORD, formula, start);
  if (word) return token('word', word);
  const text = matchAt(TEXT, formula, start);
  if (text) return token('text', text, (text[1] ?? '').replaceAll("''", "'"));
  const quoted = matchAt(QUOTED, formula, start);
  if (quoted) {
    const name = quoted[1] === undefined ? (quoted[2] ?? '').replaceAll('``', '`') : quoted[1].replaceAll('""', '"');
    return token('quoted', quoted, name);
  }
  const sign = matchAt(SIGN, formula, start);
  if (sign) return token('sign', sign);
  throw fail('FORMULA_SYNTAX', { position: start + 1, problem: strayProblem(formula.charAt(start)) });
}

function strayProblem(character: string): string {
  if (character === "'") return 'the text is not closed, a single quote is missing';
  if (character === '"' || character === '`') return `the column name is not closed, ${character} is missing`;
  return `“${character}” is not expected`;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
