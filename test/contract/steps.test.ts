import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../nodes/contract/schema.ts';
import { duckDb, planToDuckDb } from '../../nodes/engine/expr/dialect.ts';
import { compileScalarPlan } from '../../nodes/engine/expr/plan-row.ts';
import { decodeValue, encodeValue } from '../../nodes/engine/expr/value-codec.ts';
import { compileSteps } from '../../nodes/engine/recipes/prepare/compile-steps.ts';
import { publishStep, type StepKind } from '../../nodes/engine/recipes/prepare/step-kind.ts';
import { steps } from '../../nodes/engine/recipes/prepare/steps/registry.ts';
import type { Plan } from '../../nodes/engine/sql/plan.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';

type Rows = readonly (readonly unknown[])[];

let session: Session;

beforeAll(async () => {
  session = await openSession({ threads: 1 });
});

afterAll(() => session.close());

function compile(kind: StepKind, settings: Record<string, unknown>, schema: Schema) {
  const input: Plan = { op: 'scan', table: 'input', schema };
  return compileSteps([{ id: 's1', kind: kind.id, settings }], input, schema);
}

/** The rows as a relation of DuckDB, in order. */
function relationOf(schema: Schema, rows: Rows): string {
  const select = (cells: readonly unknown[]) => {
    const columns = schema.map(({ name, type }, index) => {
      const value = (cells[index] ?? null) as string | number | boolean | null;
      const literal = duckDb.literal({ op: 'lit', type, value });
      return `${duckDb.cast(literal, type, false)} AS ${duckDb.identifier(name)}`;
    });
    return `SELECT ${columns.join(', ')}`;
  };
  if (rows.length === 0) return `(${select([])} WHERE FALSE)`;
  return `(${rows.map(select).join(' UNION ALL ')})`;
}

async function onDuckDb(plan: Plan, schema: Schema, rows: Rows) {
  const sql = planToDuckDb(plan, { input: relationOf(schema, rows) });
  const { schema: found, columns, rowCount } = await session.query(sql);
  return { schema: found, rows: Array.from({ length: rowCount }, (_, at) => columns.map((column) => column[at])) };
}

function onRows(plan: Plan, rows: Rows): unknown[][] {
  const program = compileScalarPlan(plan);
  return rows.flatMap((cells) => {
    const values = program.input.map((column, at) => decodeValue(cells[at], column.type, { column: column.name }));
    const result = program.run(values);
    if (result === null) return [];
    return [program.output.map((column, at) => encodeValue(result[at] ?? null, column.type))];
  });
}

const plain = (schema: Schema) => schema.map(({ name, type }) => ({ name, type }));

/** The case with its columns renamed by `rename`, also inside settings and formulas, where they are quoted. */
function columnsRenamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => columnsRenamed(item, names));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, columnsRenamed(item, names)]));
  }
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}

test('there are at least 20 steps, each published with help, icon and a form whose keys exist', () => {
  expect(steps.list.length).toBeGreaterThanOrEqual(20);
  for (const kind of steps.list) {
    const published = publishStep(kind);
    expect(published.help.length, kind.id).toBeGreaterThan(20);
    const properties = Object.keys((published.settings as { properties: object }).properties);
    for (const field of kind.form.flatMap((section) => section.fields))
      expect(properties, kind.id).toContain(field.key);
  }
});

describe.each(steps.list.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test.each(kind.cases.map((example) => [example.title, example] as const))('%s', async (_title, example) => {
    const compiled = compile(kind, example.settings, example.schema);
    if ('error' in example.expect) {
      expect(compiled.problems.map((problem) => problem.code)).toEqual([example.expect.error]);
      expect(compiled.problems[0]?.path).toBe('steps.0');
      expect(compiled.problems[0]?.message).toMatch(/^Step 1 \(/);
      return;
    }
    expect(compiled.problems).toEqual([]);
    expect(plain(compiled.schema)).toEqual(plain(example.expect.schema));
    const fromSql = await onDuckDb(compiled.plan, example.schema, example.rows);
    expect(fromSql.schema).toEqual(plain(example.expect.schema));
    expect(fromSql.rows).toEqual(example.expect.rows);
    expect(onRows(compiled.plan, example.rows)).toEqual(example.expect.rows);
    const none = await onDuckDb(compiled.plan, example.schema, []);
    expect(none).toEqual({ schema: plain(example.expect.schema), rows: [] });
  });

  test('odd column names and rows of empty cells go through both engines alike', async () => {
    const example = kind.cases.find((candidate) => 'schema' in candidate.expect);
    if (example === undefined) return;
    const usesFormula = JSON.stringify(kind.form).includes('"formula"');
    const odd = (name: string) => (usesFormula ? name : `${name} "ü" ' ; --`);
    const names = new Map(example.schema.map(({ name }) => [name, odd(name)]));
    const schema = example.schema.map((column) => ({ ...column, name: odd(column.name) }));
    const settings = columnsRenamed(example.settings, names) as Record<string, unknown>;
    const compiled = compile(kind, settings, schema);
    expect(compiled.problems).toEqual([]);
    const rows = [...example.rows, schema.map(() => null)];
    const fromSql = await onDuckDb(compiled.plan, schema, rows);
    expect(onRows(compiled.plan, rows)).toEqual(fromSql.rows);
    expect(fromSql.schema).toEqual(plain(compiled.schema));
  });

  test('settings without sense become a problem, never an exception', () => {
    const schema: Schema = [{ name: 'a', type: 'string' }];
    for (const settings of [
      {},
      { columns: [] },
      { column: 5 },
      { columns: ['missing'], column: 'missing', name: 'x' },
    ]) {
      const { problems } = compile(kind, settings, schema);
      for (const problem of problems) expect(problem.code).toMatch(/^PREPARE_/);
    }
  });
});
