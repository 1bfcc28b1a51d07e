import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { DataType } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import { parseDays, parseMicros } from '../sql/temporal.ts';
import { type Builder, type FunctionKind, isMacro, type Param, type TypedExpr } from './functions/function-kind.ts';
import { functions } from './functions/registry.ts';
import { signatureOf } from './signature.ts';
import { arithmeticType, commonType, describeParam, describeType, isTemporal, literalOf, targetType } from './types.ts';

/** Where a call and its arguments stand in a formula (0-based offsets), for error messages. */
export interface Place {
  start: number;
  args: readonly number[];
}

const NOWHERE: Place = { start: 0, args: [] };

/** A typed call: arguments are checked and converted as the function's parameters ask. Throws FORMULA_* errors. */
export function callAt(name: string, args: readonly TypedExpr[], place: Place): TypedExpr {
  const kind = functions.find(name);
  if (kind === undefined) throw unknownFunction(name, place);
  checkCount(kind, args.length, place);
  const converted = convertArguments(kind, args, place);
  if (isMacro(kind)) return kind.expand(converted, builderAt(place));
  const literals = converted.map((arg) => literalOf(arg) ?? null);
  checkLiterals(kind, converted, place);
  const problem = kind.checkLiterals?.(literals);
  if (problem !== undefined) throw fail('FORMULA_LITERAL', { position: place.start + 1, name: kind.id, problem });
  const types = converted.map((arg) => (arg.type === 'null' ? 'string' : arg.type));
  const type = typeof kind.result === 'string' ? kind.result : kind.result(types);
  return { expr: { op: 'call', fn: kind.id, args: converted.map((arg) => arg.expr) }, type };
}

/** A typed call outside of any formula. */
export function call(name: string, ...args: readonly TypedExpr[]): TypedExpr {
  return callAt(name, args, NOWHERE);
}

export function column(name: string, type: DataType): TypedExpr {
  return { expr: { op: 'col', name }, type };
}

export function literal(value: string | number | boolean, type?: DataType): TypedExpr {
  const natural = typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : numberType(value);
  return { expr: { op: 'lit', type: type ?? natural, value }, type: type ?? natural };
}

const numberType = (value: number): DataType =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int' : 'double';

/** An empty value, of a type if one is given. */
export function empty(type?: DataType): TypedExpr {
  return { expr: { op: 'lit', type: type ?? 'string', value: null }, type: type ?? 'null' };
}

/** `value` converted to a type; what does not fit becomes null when `tolerant`, an error at run time otherwise. */
export function castTo(value: TypedExpr, to: DataType, tolerant = true): TypedExpr {
  if (value.type === to) return value;
  if (value.type === 'null') return empty(to);
  if (
    value.expr.op === 'lit' &&
    (to === 'double' || to === 'bigint') &&
    (value.type === 'int' || value.type === 'bigint')
  ) {
    return {
      expr: { op: 'lit', type: to, value: to === 'double' ? Number(value.expr.value) : String(value.expr.value) },
      type: to,
    };
  }
  return { expr: { op: 'cast', to, arg: value.expr, try: tolerant && !isWidening(value.type, to) }, type: to };
}

function isWidening(from: DataType, to: DataType): boolean {
  if (to === 'string') return true;
  if (to === 'bigint') return from === 'int';
  if (to === 'double') return from === 'int' || from === 'bigint' || from === 'decimal';
  return isTemporal(from) && isTemporal(to);
}

/** The first result whose condition holds, else `otherwise`; all results in their common type. */
export function choose(
  branches: readonly { if: TypedExpr; then: TypedExpr }[],
  otherwise: TypedExpr,
  place: Place = NOWHERE,
): TypedExpr {
  const results = [...branches.map((branch) => branch.then), otherwise];
  const type = commonType(results.map((result) => result.type));
  if (type === undefined) {
    const found = [...new Set(results.map((result) => describeType(result.type)))].join(' and ');
    throw fail('FORMULA_TYPE', { position: place.start + 1, name: 'if', expected: 'results of one type', found });
  }
  const target = type === 'null' ? 'string' : type;
  const when = branches.map((branch) => ({ if: condition(branch.if, place), then: castTo(branch.then, target).expr }));
  return { expr: { op: 'case', when, else: castTo(otherwise, target).expr }, type };
}

function condition(arg: TypedExpr, place: Place): Expr {
  if (arg.type === 'null') return empty('boolean').expr;
  if (arg.type === 'boolean') return arg.expr;
  const expected = describeParam('boolean');
  throw fail('FORMULA_TYPE', { position: place.start + 1, name: 'if', expected, found: describeType(arg.type) });
}

function builderAt(place: Place): Builder {
  return {
    call: (fn, ...args) => callAt(fn, args, { start: place.start, args: [] }),
    cast: (arg, to) => castTo(arg, to),
    choose: (branches, otherwise) => choose(branches, otherwise, place),
  };
}

function paramAt(kind: FunctionKind, index: number): Param {
  const param = kind.params[index] ?? kind.rest;
  if (param === undefined) throw new Error(`${kind.id} has no parameter ${index}`);
  return param;
}

function checkCount(kind: FunctionKind, count: number, place: Place): void {
  const least = kind.params.filter((param) => !param.optional).length;
  const most = kind.rest ? Number.POSITIVE_INFINITY : kind.params.length;
  if (count >= least && count <= most) return;
  const expected =
    most === least ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  const signature = signatureOf(kind);
  throw fail('FORMULA_ARGUMENTS', { position: place.start + 1, name: kind.id, expected, found: count, signature });
}

function convertArguments(kind: FunctionKind, args: readonly TypedExpr[], place: Place): TypedExpr[] {
  const shared = sharedType(kind, args, place);
  return args.map((arg, index) => {
    const param = paramAt(kind, index);
    const position = (place.args[index] ?? place.start) + 1;
    const grouped = param.type === 'same' || param.type === 'scalar' || param.type === 'arith';
    const own = targetType(param.type, arg.type) ?? dateFromText(arg, param);
    if (own === undefined) {
      const found = describeType(arg.type);
      throw fail('FORMULA_TYPE', { position, name: kind.id, expected: describeParam(param.type), found });
    }
    const target = grouped ? shared : own;
    return target === undefined || target === 'null' ? arg : convert(arg, target);
  });
}

/** The common type of the arguments that must agree; a text literal beside dates is read as a date. */
function sharedType(kind: FunctionKind, args: readonly TypedExpr[], place: Place): DataType | 'null' | undefined {
  const group = args.filter((_, index) => ['same', 'scalar', 'arith'].includes(paramAt(kind, index).type));
  if (group.length === 0) return undefined;
  const types = group.map((arg) => arg.type);
  if (kind.params[0]?.type === 'arith') return arithmeticType(types);
  const datesOnly = group.filter((arg) => !(arg.type === 'string' && typeof literalOf(arg) === 'string'));
  const common = commonType(types) ?? commonType(datesOnly.map((arg) => arg.type));
  // Digits of decimals have no order as text, so they are compared as doubles.
  const type = common === 'decimal' && kind.params[0]?.type === 'scalar' ? 'double' : common;
  const isUsable =
    type !== undefined && (types.every((each) => each !== 'string') || type === 'string' || isTemporal(type));
  if (isUsable && group.every((arg) => arg.type !== 'string' || type === 'string' || readsAs(arg, type))) {
    return group.some((arg) => arg.type === 'string') &&
      type === 'date' &&
      !group.every((arg) => arg.type !== 'string' || isDateOnly(arg))
      ? 'timestamp'
      : type;
  }
  const found = [...new Set(types.map(describeType))].join(' and ');
  throw fail('FORMULA_TYPE', { position: place.start + 1, name: kind.id, expected: 'values of one type', found });
}

function readsAs(arg: TypedExpr, type: DataType | 'null'): boolean {
  return isTemporal(type) && parseMicros(String(literalOf(arg))) !== null;
}

const isDateOnly = (arg: TypedExpr) => /^\s*\d+-\d+-\d+\s*$/.test(String(literalOf(arg)));

function dateFromText(arg: TypedExpr, param: Param): DataType | undefined {
  return param.type === 'temporal' && arg.type === 'string' && readsAs(arg, 'timestamp') ? 'timestamp' : undefined;
}

function convert(arg: TypedExpr, target: DataType): TypedExpr {
  const text = literalOf(arg);
  if (arg.type === 'string' && typeof text === 'string' && isTemporal(target)) {
    const value = target === 'date' ? parseDays(text) : parseMicros(text);
    return value === null
      ? castTo(arg, target)
      : { expr: { op: 'lit', type: target, value: text.trim() }, type: target };
  }
  return castTo(arg, target);
}

function checkLiterals(kind: FunctionKind, args: readonly TypedExpr[], place: Place): void {
  for (const [index, arg] of args.entries()) {
    const param = paramAt(kind, index);
    const value = literalOf(arg);
    if (!param.literal || (value !== undefined && value !== null)) continue;
    const problem = `“${param.name}” must be written out in the formula, not be calculated`;
    throw fail('FORMULA_LITERAL', { position: (place.args[index] ?? place.start) + 1, name: kind.id, problem });
  }
}

function unknownFunction(name: string, place: Place) {
  const near = closest(name, functions.ids) ?? functions.list.find((kind) => kind.keywords?.includes(name))?.id;
  const suggestion = near === undefined ? '' : `; did you mean “${near}”?`;
  return fail('FORMULA_FUNCTION_UNKNOWN', { position: place.start + 1, name, suggestion });
}
