import { afterAll, describe, expect, it } from 'vitest';
import type { DataType, Schema } from '../../nodes/contract/schema.ts';
import { duckDb } from '../../nodes/engine/expr/dialect.ts';
import { lineageOfPlan } from '../../nodes/engine/expr/lineage/plan-lineage.ts';
import { type RelationLineage, sourceKey } from '../../nodes/engine/expr/lineage/relation-lineage.ts';
import { planSchema } from '../../nodes/engine/expr/schema-of.ts';
import type { RecipeCase, RecipeContext, RecipeKind } from '../../nodes/engine/recipes/recipe-kind.ts';
import { recipeKinds } from '../../nodes/engine/recipes/registry.ts';
import type { Plan } from '../../nodes/engine/sql/plan.ts';
import { printPlan } from '../../nodes/engine/sql/printer.ts';
import { quoteIdentifier } from '../../nodes/engine/sql/quote.ts';
import { openSession } from '../../nodes/engine/sql/session.ts';
import { valuesRelation } from '../support/values-relation.ts';

const session = await openSession({ preserveOrder: true, threads: 1 });
afterAll(() => session.close());

/** Another value of the type for each value, so that whatever looks at the column sees others. */
const others: Partial<Record<DataType, (column: string) => string>> = {
  string: (column) => `coalesce(${column}, '') || '~'`,
  int: (column) => `coalesce(${column}, 0) + 7`,
  bigint: (column) => `coalesce(${column}, 0) + 7`,
  double: (column) => `coalesce(${column}, 0) * -3 + 0.5`,
  decimal: (column) => `CAST(coalesce(${column}, 0) + 7 AS DECIMAL(28, 8))`,
  boolean: (column) => `NOT coalesce(${column}, false)`,
  date: (column) => `CAST(coalesce(${column}, DATE '2001-02-03') + INTERVAL 40 DAY AS DATE)`,
  timestamp: (column) => `coalesce(${column}, TIMESTAMP '2001-02-03 04:05:06') + INTERVAL 40 DAY`,
};

interface Prepared {
  context: RecipeContext;
  bindings: Record<string, string>;
  schemas: Map<string, Schema>;
}

function prepare(kind: RecipeKind, example: RecipeCase): Prepared {
  const bindings: Record<string, string> = {};
  const schemas = new Map<string, Schema>();
  const inputs = Object.fromEntries(
    Object.entries(example.inputs).map(([role, tables]) => [
      role,
      tables.map(({ schema, rows }, index) => {
        const id = `${role}_${index}`;
        bindings[id] = valuesRelation(schema, rows);
        schemas.set(id, schema);
        return { id, name: id, schema };
      }),
    ]),
  );
  const outputs = Object.fromEntries(
    kind.outputs.map(({ id }, role) => {
      const count = typeof example.outputs === 'number' ? (role === 0 ? example.outputs : 0) : example.outputs?.[id];
      const names = Array.from({ length: count ?? (role === 0 ? 1 : 0) }, (_, index) => `${id}_${index}`);
      return [id, names.map((name) => ({ id: name, name }))];
    }),
  );
  return { context: { inputs, models: {}, outputs }, bindings, schemas };
}

/** Each column of the result as its values in the order of all values. */
async function columnsOf(plan: Plan, bindings: Record<string, string>): Promise<string[]> {
  const { columns } = await session.query(printPlan(plan, duckDb, bindings));
  return columns.map((values) =>
    values
      .map((value) => JSON.stringify(value))
      .sort()
      .join(),
  );
}

/** Whether a column of an input is said to have a part in a column of the result. */
function isSaid(lineage: RelationLineage, table: string, names: { column: string; result: string }): boolean {
  const key = sourceKey(table, names.column);
  return lineage.rows.sources.has(key) || (lineage.columns.get(names.result)?.sources.has(key) ?? false);
}

const planned = recipeKinds.list.filter((kind) => kind.plan);

describe.each(planned.map((kind) => [kind.id, kind] as const))('recipe %s', (_, kind) => {
  const sound = kind.cases.filter((each) => 'rows' in each.expect);
  it.each(sound.map((each) => [each.title, each] as const))(
    '%s: what is said not to matter does not',
    async (_t, example) => {
      const { context, bindings, schemas } = prepare(kind, example);
      const plans = Object.entries(kind.plan?.(example.settings, context) ?? {});
      const told = kind.lineage?.(example.settings, context);
      for (const [role, list] of plans)
        for (const [index, plan] of list.entries()) {
          const lineage = told?.[role]?.[index] ?? lineageOfPlan(plan);
          const results = planSchema(plan).map(({ name }) => name);
          expect([...lineage.columns.keys()]).toEqual(results);
          const before = await columnsOf(plan, bindings);
          for (const [table, schema] of schemas)
            for (const { name, type } of schema) {
              const other = others[type];
              if (!other) continue;
              const column = quoteIdentifier(name);
              const changed = `(SELECT * REPLACE (${other(column)} AS ${column}) FROM ${bindings[table]})`;
              const free = results.filter((result) => !isSaid(lineage, table, { column: name, result }));
              if (free.length === 0) continue;
              const after = await columnsOf(plan, { ...bindings, [table]: changed });
              for (const result of free)
                expect(after[results.indexOf(result)], `${table}.${name} → ${result}`).toBe(
                  before[results.indexOf(result)],
                );
            }
        }
    },
  );
});

it('is told for every column of a plan, step by step for prepare', () => {
  const prepareKind = recipeKinds.find('prepare');
  const input = {
    id: 't',
    name: 't',
    schema: [
      { name: 'a', type: 'double' as const },
      { name: 'b', type: 'double' as const },
    ],
  };
  const context = { inputs: { input: [input] }, models: {}, outputs: { output: [{ id: 'o', name: 'o' }] } };
  const steps = [
    { id: 's1', kind: 'formula', settings: { column: 'c', formula: 'a + 1' } },
    { id: 's2', kind: 'filter-formula', settings: { formula: 'b > 2' } },
    { id: 's3', kind: 'formula', settings: { column: 'd', formula: 'c * 2' } },
  ];
  const lineage = prepareKind?.lineage?.({ steps }, context).output?.[0];
  expect(lineage?.columns.get('d')?.how).toEqual([
    { kind: 'formula', text: 'Step 1, Formula: a + 1', step: 's1' },
    { kind: 'formula', text: 'Step 3, Formula: c * 2', step: 's3' },
  ]);
  expect([...(lineage?.columns.get('d')?.sources.values() ?? [])]).toEqual([
    { table: 't', column: 'a', influence: 'value' },
  ]);
  expect(lineage?.rows.how).toEqual([{ kind: 'filter', text: 'Step 2, Filter rows by formula: b > 2', step: 's2' }]);
  expect([...(lineage?.rows.sources.values() ?? [])].map(({ column }) => column).sort()).toEqual(['*', 'b']);
});
