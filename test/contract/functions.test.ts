import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../nodes/contract/schema.ts';
import { compileFormula } from '../../nodes/engine/expr/check.ts';
import { duckDb, planToDuckDb } from '../../nodes/engine/expr/dialect.ts';
import { isMacro } from '../../nodes/engine/expr/functions/function-kind.ts';
import { functions } from '../../nodes/engine/expr/functions/registry.ts';
import { compileExpr } from '../../nodes/engine/expr/row.ts';
import { planSchema } from '../../nodes/engine/expr/schema-of.ts';
import { typeOf } from '../../nodes/engine/expr/type-of.ts';
import type { Value } from '../../nodes/engine/expr/value.ts';
import { decodeValue, encodeValue } from '../../nodes/engine/expr/value-codec.ts';
import type { Expr, Literal } from '../../nodes/engine/sql/expr-tree.ts';
import type { Plan } from '../../nodes/engine/sql/plan.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';

let session: Session;

beforeAll(async () => {
  session = await openSession({ threads: 1 });
});

afterAll(() => session.close());

/** Engines may differ in the last digit of transcendental functions. */
function expectSame(actual: unknown, expected: unknown): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
  } else {
    expect(actual).toEqual(expected);
  }
}

/** The expression with its literals as columns of a relation, except those that must be fixed. */
function liftLiterals(expr: Expr): { expr: Expr; literals: Literal[] } {
  const literals: Literal[] = [];
  const lift = (part: Expr): Expr => {
    switch (part.op) {
      case 'lit':
        literals.push(part);
        return { op: 'col', name: `c ${literals.length - 1}` };
      case 'cast':
        return { ...part, arg: lift(part.arg) };
      case 'case':
        return {
          ...part,
          when: part.when.map((branch) => ({ if: lift(branch.if), then: lift(branch.then) })),
          else: lift(part.else),
        };
      case 'call': {
        const kind = functions.find(part.fn);
        return { ...part, args: part.args.map((arg, index) => (kind?.params[index]?.literal ? arg : lift(arg))) };
      }
      default:
        return part;
    }
  };
  return { expr: lift(expr), literals };
}

/** Rows to try: the literals as they are, then each in turn empty, then all empty. */
function variants(literals: readonly Literal[]): Literal[][] {
  const empty = (literal: Literal): Literal => ({ ...literal, value: null });
  const oneEmpty = literals.map((_, at) => literals.map((literal, index) => (index === at ? empty(literal) : literal)));
  return [[...literals], ...oneEmpty, literals.map(empty)];
}

async function onDuckDb(expr: Expr, rows: readonly Literal[][]): Promise<unknown[]> {
  const schema = (rows[0] ?? []).map((literal, index) => ({ name: `c ${index}`, type: literal.type }));
  const table: Schema = [{ name: 'row', type: 'int' }, ...schema];
  const selects = rows.map((row, number) => {
    const cells = row.map((literal, index) => {
      const typed = { op: 'cast', to: literal.type, arg: literal, try: false } as const;
      return `${duckDb.cast(duckDb.literal(typed.arg), literal.type, false)} AS "c ${index}"`;
    });
    return `SELECT ${[`${number} AS "row"`, ...cells].join(', ')}`;
  });
  const scan: Plan = { op: 'scan', table: 'rows', schema: table };
  const project: Plan = {
    op: 'project',
    input: { op: 'sort', input: scan, by: [{ expr: { op: 'col', name: 'row' }, descending: false }] },
    columns: [{ name: 'result', expr }],
  };
  const sql = planToDuckDb(project, { rows: `(${selects.join(' UNION ALL ')})` });
  const result = await session.query(sql);
  expect(result.schema[0]?.type).toBe(planSchema(project)[0]?.type);
  return result.columns[0] ?? [];
}

function onRows(expr: Expr, rows: readonly Literal[][]): unknown[] {
  const schema = (rows[0] ?? []).map((literal, index) => ({ name: `c ${index}`, type: literal.type }));
  const run = compileExpr(expr, schema);
  const type = typeOf(expr, schema);
  return rows.map((row) => {
    const values: Value[] = row.map(({ value, type: of }) => {
      const special = typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
      return decodeValue(special, of, { column: 'c' });
    });
    return encodeValue(run(values), type);
  });
}

test('there are at least 60 functions, each with help and an example', () => {
  expect(functions.list.length).toBeGreaterThanOrEqual(60);
  for (const kind of functions.list) {
    expect(kind.help.length, kind.id).toBeGreaterThan(10);
    expect(kind.cases.length, kind.id).toBeGreaterThan(0);
  }
});

describe.each(functions.list.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test.each(kind.cases.map(([formula, result]) => [formula, result] as const))('%s', async (formula, result) => {
    const { expr } = compileFormula(formula, []);
    expectSame(onRows(expr, [[]])[0], result);
    const [fromSql] = await onDuckDb(expr, [[]]);
    expectSame(fromSql, result);
    const lifted = liftLiterals(expr);
    const rows = variants(lifted.literals);
    const sql = await onDuckDb(lifted.expr, rows);
    const values = onRows(lifted.expr, rows);
    expect(values.length).toBe(sql.length);
    for (const [index, value] of values.entries()) expectSame(value, sql[index]);
  });

  test('an empty argument gives an empty result, unless the function says otherwise', async () => {
    if (isMacro(kind) || kind.nulls === 'own' || kind.params.length === 0) return;
    const [formula] = kind.cases[0] ?? [''];
    const lifted = liftLiterals(compileFormula(formula, []).expr);
    const empty = lifted.literals.map((literal) => ({ ...literal, value: null }));
    if (empty.length === 0) return;
    expect(onRows(lifted.expr, [empty])).toEqual([null]);
    expect(await onDuckDb(lifted.expr, [empty])).toEqual([null]);
  });
});
