import type { DataType } from '../../contract/schema.ts';
import type { ParamType, TypedExpr } from './functions/function-kind.ts';

export type FormulaType = DataType | 'null';

const WHOLE: readonly FormulaType[] = ['int', 'bigint'];
const NUMBERS: readonly FormulaType[] = ['int', 'bigint', 'double', 'decimal'];
const TEMPORAL: readonly FormulaType[] = ['date', 'timestamp', 'timestamptz'];

/** Types whose values have an order. */
const SCALAR: readonly FormulaType[] = [...NUMBERS, ...TEMPORAL, 'string', 'boolean', 'null'];

const PARAM_WORDS: Record<ParamType, string> = {
  any: 'any value',
  same: 'values of one type',
  scalar: 'values that can be compared',
  string: 'text',
  text: 'any value',
  boolean: 'a condition (true or false)',
  int: 'a whole number',
  number: 'a number',
  arith: 'numbers',
  temporal: 'a date or timestamp',
  array: 'a list',
};

/** What a parameter takes, in words. */
export function describeParam(type: ParamType): string {
  return PARAM_WORDS[type];
}

const TYPE_WORDS: Record<FormulaType, string> = {
  string: 'text',
  int: 'a whole number',
  bigint: 'a whole number',
  double: 'a number',
  decimal: 'an exact decimal number',
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a timestamp',
  timestamptz: 'a timestamp with zone',
  geopoint: 'a place',
  array: 'a list',
  object: 'an object',
  null: 'an empty value',
};

/** A type in words. */
export function describeType(type: FormulaType): string {
  return TYPE_WORDS[type];
}

/** The type that values of all these types can be brought to without loss of meaning, if there is one. */
export function commonType(types: readonly FormulaType[]): FormulaType | undefined {
  const distinct = [...new Set(types.filter((type) => type !== 'null'))];
  const [first = 'null'] = distinct;
  if (distinct.length <= 1) return first;
  if (distinct.every((type) => WHOLE.includes(type))) return 'bigint';
  if (distinct.every((type) => NUMBERS.includes(type))) return 'double';
  if (distinct.every((type) => TEMPORAL.includes(type))) return 'timestamp';
  return undefined;
}

/** The type that an argument must be converted to for a parameter; undefined when it does not fit. */
export function targetType(param: ParamType, type: FormulaType): FormulaType | undefined {
  switch (param) {
    case 'any':
    case 'same':
      return type;
    case 'scalar':
      return SCALAR.includes(type) ? type : undefined;
    case 'text':
      return 'string';
    case 'string':
    case 'boolean':
    case 'array':
      return type === param || type === 'null' ? param : undefined;
    case 'int':
      return WHOLE.includes(type) || type === 'null' ? 'int' : undefined;
    case 'number':
      return NUMBERS.includes(type) || type === 'null' ? 'double' : undefined;
    case 'arith':
      return NUMBERS.includes(type) || type === 'null' ? type : undefined;
    case 'temporal':
      return TEMPORAL.includes(type) || type === 'null' ? 'timestamp' : undefined;
  }
}

/** Arithmetic is done in 64-bit whole numbers when all arguments are whole, else in doubles. */
export function arithmeticType(types: readonly FormulaType[]): DataType {
  return types.every((type) => WHOLE.includes(type) || type === 'null') ? 'bigint' : 'double';
}

export const isTemporal = (type: FormulaType): boolean => TEMPORAL.includes(type);

/** A literal's fixed value, undefined for anything else. */
export function literalOf(arg: TypedExpr | undefined): string | number | boolean | null | undefined {
  return arg?.expr.op === 'lit' ? arg.expr.value : undefined;
}
