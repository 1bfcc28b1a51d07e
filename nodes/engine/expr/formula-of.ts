import type { DataType } from '../../contract/schema.ts';
import type { Expr, Literal } from '../sql/expr-tree.ts';
import { columnText, valueText } from './formula-text.ts';

interface Operator {
  sign: string;
  /** Binds tighter when larger; as in the parser. */
  power: number;
}

const operators: Readonly<Record<string, Operator>> = {
  or: { sign: 'or', power: 10 },
  and: { sign: 'and', power: 20 },
  eq: { sign: '=', power: 40 },
  ne: { sign: '!=', power: 40 },
  lt: { sign: '<', power: 40 },
  le: { sign: '<=', power: 40 },
  gt: { sign: '>', power: 40 },
  ge: { sign: '>=', power: 40 },
  add: { sign: '+', power: 50 },
  sub: { sign: '-', power: 50 },
  join_text: { sign: '||', power: 50 },
  mul: { sign: '*', power: 60 },
  div: { sign: '/', power: 60 },
  mod: { sign: '%', power: 60 },
  pow: { sign: '**', power: 80 },
};

const NOT = 30;
const SUFFIX = 40;
const NEGATIVE = 70;
const WHOLE = 100;

const casts: Partial<Record<DataType, string>> = {
  string: 'to_text',
  int: 'to_int',
  bigint: 'to_bigint',
  double: 'to_number',
  boolean: 'to_boolean',
  date: 'to_date',
  timestamp: 'to_timestamp',
};

/** An expression in the formula language, as a person would write it: conversions that the checker added are left out. */
export function formulaOf(expr: Expr): string {
  return print(expr).text;
}

interface Printed {
  text: string;
  power: number;
}

const whole = (text: string): Printed => ({ text, power: WHOLE });

function print(expr: Expr): Printed {
  switch (expr.op) {
    case 'col':
      return whole(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(expr.name) ? expr.name : columnText(expr.name));
    case 'lit':
      return literal(expr);
    case 'cast':
      return expr.try ? whole(`${casts[expr.to] ?? `to_${expr.to}`}(${print(expr.arg).text})`) : print(expr.arg);
    case 'case':
      return choice(expr);
    case 'call':
      return call(expr.fn, expr.args);
  }
}

function literal({ value, type }: Literal): Printed {
  if (value === null) return whole('null');
  if (typeof value !== 'string') return whole(valueText(value));
  if (type === 'string') return whole(valueText(value));
  if (type === 'date' || type === 'timestamp') return whole(`${casts[type]}(${valueText(value)})`);
  return whole(value);
}

function choice({ when, else: otherwise }: Extract<Expr, { op: 'case' }>): Printed {
  const last = print(otherwise).text;
  const text = when.reduceRight(
    (rest, branch) => `if(${print(branch.if).text}, ${print(branch.then).text}, ${rest})`,
    last,
  );
  return whole(text);
}

function call(fn: string, args: readonly Expr[]): Printed {
  const [first, second] = args;
  const operator = operators[fn];
  if (operator && first && args.length >= 2) {
    const { sign, power } = operator;
    const sides = args.map((arg, index) => within(arg, index === 0 ? power : power + 1));
    return { text: sides.join(` ${sign} `), power };
  }
  if (fn === 'not' && first) return { text: `not ${within(first, NOT)}`, power: NOT };
  if (fn === 'neg' && first) return { text: `-${within(first, NEGATIVE)}`, power: NEGATIVE };
  if (fn === 'is_null' && first) return { text: `${within(first, SUFFIX + 1)} is null`, power: SUFFIX };
  if (fn === 'is_not_null' && first) return { text: `${within(first, SUFFIX + 1)} is not null`, power: SUFFIX };
  if (fn === 'in' && first && second) {
    const list = args.slice(1).map((arg) => print(arg).text);
    return { text: `${within(first, SUFFIX + 1)} in (${list.join(', ')})`, power: SUFFIX };
  }
  return whole(`${fn}(${args.map((arg) => print(arg).text).join(', ')})`);
}

function within(expr: Expr, power: number): string {
  const { text, power: own } = print(expr);
  return own < power ? `(${text})` : text;
}
