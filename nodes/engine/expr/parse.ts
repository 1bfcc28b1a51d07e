import { fail } from '../../contract/errors/index.ts';
import { type Token, tokenize } from './tokenize.ts';

/** The syntax tree of a formula. `start` and `end` are offsets in its text. */
export type Syntax = { start: number; end: number } & (
  | { kind: 'number' | 'text'; text: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  | { kind: 'column'; name: string }
  | { kind: 'call'; name: string; args: Syntax[] }
);

interface Operator {
  fn: string;
  /** Binds tighter when larger. */
  power: number;
  rightToLeft?: boolean;
}

const COMPARE = 40;
const UNARY_MINUS = 70;

const OPERATORS: Record<string, Operator> = {
  or: { fn: 'or', power: 10 },
  and: { fn: 'and', power: 20 },
  '=': { fn: 'eq', power: COMPARE },
  '==': { fn: 'eq', power: COMPARE },
  '!=': { fn: 'ne', power: COMPARE },
  '<>': { fn: 'ne', power: COMPARE },
  '<': { fn: 'lt', power: COMPARE },
  '<=': { fn: 'le', power: COMPARE },
  '>': { fn: 'gt', power: COMPARE },
  '>=': { fn: 'ge', power: COMPARE },
  '+': { fn: 'add', power: 50 },
  '-': { fn: 'sub', power: 50 },
  '||': { fn: 'join_text', power: 50 },
  '*': { fn: 'mul', power: 60 },
  '/': { fn: 'div', power: 60 },
  '%': { fn: 'mod', power: 60 },
  '**': { fn: 'pow', power: 80, rightToLeft: true },
};

const NOT_POWER = 30;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'between', 'like', 'is', 'null', 'true', 'false']);
/** Deeper nesting than anyone writes; protects the stack. */
const MAX_DEPTH = 200;

/** Parses a formula (precedence climbing, Pratt 1973). Throws FORMULA_SYNTAX with the position (1-based) of the fault. */
export function parseFormula(formula: string): Syntax {
  const parser = new Parser(tokenize(formula));
  return parser.whole();
}

class Parser {
  private readonly tokens: Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  whole(): Syntax {
    if (this.peek().kind === 'end') throw this.problem('the formula is empty');
    const tree = this.expression(0);
    if (this.peek().kind !== 'end') throw this.unexpected('an operator or the end');
    return tree;
  }

  private expression(minimum: number): Syntax {
    if (++this.depth > MAX_DEPTH) throw this.problem('the formula is nested too deeply');
    let left = this.prefix();
    for (;;) {
      const next = this.suffix(left, minimum) ?? this.binary(left, minimum);
      if (next === undefined) break;
      left = next;
    }
    this.depth--;
    return left;
  }

  private prefix(): Syntax {
    const token = this.peek();
    if (this.accept('not')) return this.call('not', token.start, [this.expression(NOT_POWER)]);
    if (this.accept('-')) return this.negated(token.start);
    if (this.accept('+')) return this.expression(UNARY_MINUS);
    return this.primary();
  }

  /** A minus before a number belongs to the number, unless a power follows: `-2 ** 2` is -4. */
  private negated(start: number): Syntax {
    const arg = this.expression(UNARY_MINUS);
    if (arg.kind === 'number' && !arg.text.startsWith('-')) return { ...arg, start, text: `-${arg.text}` };
    return this.call('neg', start, [arg]);
  }

  private binary(left: Syntax, minimum: number): Syntax | undefined {
    const token = this.peek();
    const operator = token.kind === 'quoted' || token.kind === 'text' ? undefined : operatorOf(token);
    if (operator === undefined || operator.power < minimum) return undefined;
    this.at++;
    const right = this.expression(operator.rightToLeft ? operator.power : operator.power + 1);
    return this.call(operator.fn, left.start, [left, right]);
  }

  /** `is null`, `in (…)`, `between … and …`, `like …`, each with `not`. */
  private suffix(left: Syntax, minimum: number): Syntax | undefined {
    if (COMPARE < minimum) return undefined;
    if (this.accept('is')) {
      const negated = this.accept('not');
      if (!this.accept('null')) throw this.unexpected('null');
      return this.call(negated ? 'is_not_null' : 'is_null', left.start, [left]);
    }
    const negated = this.isWord('not') && ['in', 'between', 'like'].some((word) => this.isWord(word, 1));
    if (negated) this.at++;
    const test = this.membership(left);
    return negated && test ? this.call('not', left.start, [test]) : test;
  }

  private membership(left: Syntax): Syntax | undefined {
    if (this.accept('in')) {
      if (!this.accept('(')) throw this.unexpected('( and the list of values');
      return this.call('in', left.start, [left, ...this.list()]);
    }
    if (this.accept('like')) return this.call('like', left.start, [left, this.expression(COMPARE + 1)]);
    if (!this.accept('between')) return undefined;
    const from = this.expression(COMPARE + 1);
    if (!this.accept('and')) throw this.unexpected('and');
    return this.call('between', left.start, [left, from, this.expression(COMPARE + 1)]);
  }

  private primary(): Syntax {
    const token = this.peek();
    const place = { start: token.start, end: token.end };
    if (this.accept('(')) {
      const inner = this.expression(0);
      if (!this.accept(')')) throw this.unexpected(')');
      return inner.kind === 'number' ? { ...inner, start: token.start, end: this.previousEnd() } : inner;
    }
    if (token.kind === 'number' || token.kind === 'text') {
      this.at++;
      return { kind: token.kind, text: token.text, ...place };
    }
    if (token.kind === 'quoted') {
      this.at++;
      return { kind: 'column', name: token.text, ...place };
    }
    if (token.kind === 'word') return this.word(token);
    throw this.unexpected('a value, a column or a function');
  }

  private word(token: Token): Syntax {
    const place = { start: token.start, end: token.end };
    const keyword = token.text.toLowerCase();
    const isCall = this.isSign('(', 1);
    if (isCall && !['and', 'or', 'in', 'is'].includes(keyword)) {
      this.at += 2;
      return this.call(keyword, token.start, this.list());
    }
    if (KEYWORDS.has(keyword)) {
      if (keyword !== 'null' && keyword !== 'true' && keyword !== 'false')
        throw this.unexpected('a value, a column or a function');
      this.at++;
      return keyword === 'null' ? { kind: 'null', ...place } : { kind: 'boolean', value: keyword === 'true', ...place };
    }
    this.at++;
    return { kind: 'column', name: token.text, ...place };
  }

  /** Arguments up to the closing bracket; the opening one is read. */
  private list(): Syntax[] {
    const items: Syntax[] = [];
    if (this.accept(')')) return items;
    do items.push(this.expression(0));
    while (this.accept(','));
    if (!this.accept(')')) throw this.unexpected(', or )');
    return items;
  }

  private call(name: string, start: number, args: Syntax[]): Syntax {
    return { kind: 'call', name, args, start, end: this.previousEnd() };
  }

  private previousEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  private isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === sign;
  }

  private accept(text: string): boolean {
    if (!this.isWord(text) && !this.isSign(text)) return false;
    this.at++;
    return true;
  }

  private unexpected(expected: string) {
    const token = this.peek();
    const found = token.kind === 'end' ? 'the formula ends' : `“${token.text}” stands here`;
    return this.problem(`expected ${expected}, but ${found}`);
  }

  private problem(problem: string) {
    const token = this.peek();
    return fail('FORMULA_SYNTAX', { position: token.start + 1, end: token.end, problem });
  }
}

function operatorOf(token: Token): Operator | undefined {
  const key = token.kind === 'word' ? token.text.toLowerCase() : token.text;
  return Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
}
