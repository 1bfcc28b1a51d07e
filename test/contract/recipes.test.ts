import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '../../nodes/base/app-error.ts';
import type { Schema } from '../../nodes/contract/schema.ts';
import { duckDb } from '../../nodes/engine/expr/dialect.ts';
import type { CaseTable, RecipeCase, RecipeContext, RecipeKind } from '../../nodes/engine/recipes/recipe-kind.ts';
import { recipeKinds } from '../../nodes/engine/recipes/registry.ts';
import { printPlan } from '../../nodes/engine/sql/printer.ts';
import { quoteIdentifier, quoteText } from '../../nodes/engine/sql/quote.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { duckDbTypeName } from '../../nodes/engine/sql/types.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
});
afterAll(() => session.close());

/** A case's table as SQL after FROM. */
function relationOf(table: CaseTable): string {
  const columns = table.schema.map(({ name }) => quoteIdentifier(name)).join(', ');
  const cell = (value: unknown, type: Schema[number]['type']) =>
    value === null
      ? `CAST(NULL AS ${duckDbTypeName(type)})`
      : `CAST(${quoteText(String(value))} AS ${duckDbTypeName(type)})`;
  const line = (row: readonly unknown[]) =>
    `(${table.schema.map(({ type }, at) => cell(row[at] ?? null, type)).join(', ')})`;
  const rows = table.rows.length > 0 ? table.rows : [table.schema.map(() => null)];
  const some = `(SELECT * FROM (VALUES ${rows.map(line).join(', ')}) AS v(${columns}))`;
  return table.rows.length > 0 ? some : `(SELECT * FROM ${some} LIMIT 0)`;
}

interface Prepared {
  context: RecipeContext;
  bindings: Record<string, string>;
}

function prepare(kind: RecipeKind, inputs: RecipeCase['inputs'], wanted: RecipeCase['outputs'] = 1): Prepared {
  const bindings: Record<string, string> = {};
  const context: Record<string, RecipeContext['inputs'][string]> = {};
  for (const [role, tables] of Object.entries(inputs))
    context[role] = tables.map((table, index) => {
      const id = `${role}${index}`;
      bindings[id] = relationOf(table);
      return { id, name: id, schema: table.schema };
    });
  const counts = typeof wanted === 'number' ? { [kind.outputs[0]?.id ?? 'output']: wanted } : wanted;
  const outputs = Object.fromEntries(
    Object.entries(counts).map(([role, count]) => [
      role,
      Array.from({ length: count }, (_, index) => ({ id: `${role}${index}`, name: `${role}${index}` })),
    ]),
  );
  return { context: { inputs: context, models: {}, outputs }, bindings };
}

interface Result {
  rows: unknown[][];
  schema: Schema;
}

/** All outputs of a plan kind. On a database error the SQL is part of the message. */
async function run(kind: RecipeKind, settings: Record<string, unknown>, prepared: Prepared): Promise<Result[]> {
  const plans = kind.plan?.(settings, prepared.context) ?? {};
  return Promise.all(
    Object.values(plans)
      .flat()
      .map(async (plan) => {
        const sql = printPlan(plan, duckDb, prepared.bindings);
        try {
          const { columns, rowCount, schema } = await session.query(sql);
          return { schema, rows: Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row])) };
        } catch (error) {
          throw new Error(`${isAppError(error) ? error.message : error}\n${sql}`, { cause: error });
        }
      }),
  );
}

const inOrder = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();
const bare = (schema: Schema) => schema.map(({ name, type }) => ({ name, type }));

/** The same case with column names that need care: quotes, spaces, other scripts. */
function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rename(member, names)]));
}

const hasFormula = (settings: unknown) => /filter|formula|conditions/.test(JSON.stringify(settings));

describe.each(recipeKinds.list.map((kind) => [kind.id, kind] as const))('recipe %s', (_, kind) => {
  it.each(kind.cases.map((each) => [each.title, each] as const))('%s', async (_title, example) => {
    const prepared = prepare(kind, example.inputs, example.outputs);
    if ('error' in example.expect) {
      const [first] = kind.check(example.settings, prepared.context).filter((problem) => problem.severity === 'error');
      expect(first?.code).toBe(example.expect.error);
      expect(first?.message).not.toMatch(/\{\w+\}|undefined/);
      return;
    }
    expect(kind.check(example.settings, prepared.context).filter((problem) => problem.severity === 'error')).toEqual(
      [],
    );
    const results = await run(kind, example.settings, prepared);
    expect(results.map((result) => inOrder(result.rows))).toEqual(example.expect.rows.map(inOrder));
    const schemas = Object.values(kind.outputSchema(example.settings, prepared.context)).flat();
    expect(results.map((result) => bare(result.schema))).toEqual(schemas.map(bare));
  });

  const sound = kind.cases.filter((each) => 'rows' in each.expect);

  it.each(sound.map((each) => [each.title, each] as const))('%s: also without any row', async (_title, example) => {
    const empty = Object.fromEntries(
      Object.entries(example.inputs).map(([role, tables]) => [
        role,
        tables.map(({ schema }) => ({ schema, rows: [] })),
      ]),
    );
    const prepared = prepare(kind, empty, example.outputs);
    const results = await run(kind, example.settings, prepared);
    const schemas = Object.values(kind.outputSchema(example.settings, prepared.context)).flat();
    expect(results.map((result) => bare(result.schema))).toEqual(schemas.map(bare));
  });

  const renamable = sound.filter((each) => !hasFormula(each.settings));
  it.each(renamable.map((each) => [each.title, each] as const))(
    '%s: also with odd column names',
    async (_title, example) => {
      const odd = new Map<string, string>();
      for (const table of Object.values(example.inputs).flat())
        for (const { name } of table.schema) odd.set(name, `${name} "größe", 'x' ; -- %`);
      const inputs = Object.fromEntries(
        Object.entries(example.inputs).map(([role, tables]) => [
          role,
          tables.map((table) => ({ rows: table.rows, schema: rename(table.schema, odd) as Schema })),
        ]),
      );
      const results = await run(
        kind,
        rename(example.settings, odd) as Record<string, unknown>,
        prepare(kind, inputs, example.outputs),
      );
      if (!('rows' in example.expect)) return;
      const rows = example.namesInRows ? (rename(example.expect.rows, odd) as unknown[][][]) : example.expect.rows;
      expect(results.map((result) => inOrder(result.rows))).toEqual(rows.map(inOrder));
    },
  );

  it('keeps settings through saving and loading', () => {
    for (const example of sound) {
      const parsed = kind.parse(example.settings);
      expect(kind.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
    }
  });
});

describe('every recipe kind', () => {
  it('has help, an icon, cases and at least one case that fails', () => {
    for (const kind of recipeKinds.list) {
      expect(kind.help.length, kind.id).toBeGreaterThan(30);
      expect(kind.icon, kind.id).not.toBe('');
      if (kind.plan)
        expect(
          kind.cases.some((each) => 'rows' in each.expect),
          kind.id,
        ).toBe(true);
      expect(
        kind.cases.some((each) => 'error' in each.expect),
        kind.id,
      ).toBe(true);
    }
  });

  it('publishes a form whose keys are in its settings', () => {
    for (const kind of recipeKinds.list) {
      const { form, settings } = kind.catalog();
      const text = JSON.stringify(settings);
      for (const field of form.flatMap((section) => section.fields))
        for (const part of field.key.split('.')) expect(text, `${kind.id}: ${field.key}`).toContain(`"${part}"`);
    }
  });

  it('stops at once when it is cancelled', async () => {
    const stop = new AbortController();
    const long = session.query('SELECT count(*) FROM range(100000000000) a', { signal: stop.signal });
    stop.abort();
    await expect(long).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
