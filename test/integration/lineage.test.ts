import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataType, Schema } from '../../nodes/contract/schema.ts';
import { duckDb } from '../../nodes/engine/expr/dialect.ts';
import type { Plan } from '../../nodes/engine/sql/plan.ts';
import { printPlan } from '../../nodes/engine/sql/printer.ts';
import { quoteIdentifier } from '../../nodes/engine/sql/quote.ts';
import { impactOf, lineageOf } from '../../nodes/services/lineage.ts';
import { openWorkspace, type Workspace } from '../../nodes/services/workspace/workspace.ts';
import { writeSample } from '../../resources/samples/credit-card-fraud/simulator/write-sample.ts';

const sample = fileURLToPath(new URL('../../resources/samples/credit-card-fraud/project', import.meta.url));
const small = { seed: 5, cards: 12, merchants: 60, from: '2025-01-01', days: 40, arrivingDays: 4 };
const sources = ['transactions_history', 'transactions_arriving', 'cardholders', 'merchants'];

let folder: string;
let workspace: Workspace;
let plans: ReadonlyMap<string, Plan>;
const tables = new Map<string, { sql: string; schema: Schema }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lineage-'));
  await writeSample(join(folder, 'bank'), small);
  await cp(sample, join(folder, 'project'), { recursive: true });
  workspace = await openWorkspace({ dir: join(folder, 'project'), connections: () => join(folder, 'bank') });
  plans = await workspace.plans();
  for (const id of sources) {
    const { sql, schema } = await workspace.relation(id);
    await workspace.session.run(`CREATE TABLE source_${id} AS SELECT * FROM ${sql}`);
    tables.set(id, { sql: `source_${id}`, schema });
  }
}, 60_000);
afterAll(async () => {
  await workspace?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The rows of a dataset by its recipes' queries alone, over the given source tables. */
function sqlOf(dataset: string, given: ReadonlyMap<string, string>): string {
  const source = given.get(dataset);
  if (source) return source;
  const plan = plans.get(dataset);
  if (!plan) throw new Error(`${dataset} has no plan`);
  const bindings = Object.fromEntries([...scanned(plan)].map((table) => [table, sqlOf(table, given)]));
  return `(${printPlan(plan, duckDb, bindings)})`;
}

function scanned(plan: Plan): Set<string> {
  if (plan.op === 'scan') return new Set([plan.table]);
  const inputs = plan.op === 'join' ? [plan.left, plan.right] : plan.op === 'union' ? plan.inputs : [plan.input];
  return new Set(inputs.flatMap((input) => [...scanned(input)]));
}

/** Of each column a figure that other values, or other rows, would change. */
async function fingerprints(dataset: string, schema: Schema, given: ReadonlyMap<string, string>): Promise<unknown[]> {
  const figure = ({ name, type }: Schema[number]) => {
    const column = quoteIdentifier(name);
    // The last bits of a sum depend on the order in which it was added up.
    const value = type === 'double' ? `CAST(round(${column}, 6) AS VARCHAR)` : `CAST(${column} AS VARCHAR)`;
    return `CAST(sum(hash(${value})) AS VARCHAR)`;
  };
  const { columns } = await workspace.session.query(
    `SELECT ${schema.map(figure).join(', ')} FROM ${sqlOf(dataset, given)}`,
  );
  return columns.map(([value]) => value);
}

const others: Partial<Record<DataType, (column: string) => string>> = {
  string: (column) => `${column} || 'x'`,
  int: (column) => `1 - ${column}`,
  double: (column) => `${column} * 1.01 + 3`,
  date: (column) => `CAST(${column} + INTERVAL 400 DAY AS DATE)`,
  timestamp: (column) => `${column} + INTERVAL 100 MINUTE`,
};

it('says of no column of the sample that it does not matter when it does', async () => {
  const goal = 'features';
  const schema = (await workspace.schemaOf(goal)) ?? [];
  const unchanged = new Map([...tables].map(([id, { sql }]) => [id, sql]));
  const before = await fingerprints(goal, schema, unchanged);
  let free = 0;
  let felt = 0;
  for (const [table, { sql, schema: columns }] of tables)
    for (const { name, type } of columns) {
      const other = others[type];
      if (!other) continue;
      const { downstream } = await lineageOf(workspace, { node: table, column: name });
      const said = new Map(downstream.filter(({ node }) => node === goal).map((hop) => [hop.column, hop.influence]));
      const column = quoteIdentifier(name);
      const changed = `(SELECT * REPLACE (${other(column)} AS ${column}) FROM ${sql})`;
      const after = await fingerprints(goal, schema, new Map([...unchanged, [table, changed]]));
      for (const [index, result] of schema.entries()) {
        const isSaid = said.has('*') || said.has(result.name);
        if (!isSaid) expect(after[index], `${table}.${name} → ${result.name}`).toBe(before[index]);
        if (!isSaid) free += 1;
        if (said.get(result.name) === 'value' && after[index] !== before[index]) felt += 1;
      }
    }
  expect(free).toBeGreaterThan(300);
  expect(felt).toBeGreaterThan(40);
}, 120_000);

it('follows a column of the sample through the model to charts, rules and the endpoint', async () => {
  const { downstream, uses } = await lineageOf(workspace, { node: 'transactions_arriving', column: 'amount' });
  const places = new Set(downstream.map(({ node, column }) => `${node}.${column}`));
  for (const place of [
    'card_history.amount_mean_30d',
    'features.amount_ratio',
    'fraud_model.null',
    'scored_day.probability',
  ])
    expect(places).toContain(place);
  expect(new Set(uses.map(({ kind }) => kind))).toEqual(new Set(['chart', 'rule', 'endpoint', 'test']));
});

it('tells what would break without a column by trying it on the recipes', async () => {
  const impact = await impactOf(workspace, { node: 'transactions_described', column: 'distance_km' });
  expect(impact.broken.map(({ recipe, problem }) => [recipe, problem.code])).toEqual([
    ['behaviour', 'RECIPE_COLUMN_UNKNOWN'],
  ]);
  expect(impact.blocked).toContain('scored_day');
  const harmless = await impactOf(workspace, { node: 'cardholders', column: 'job' });
  expect(harmless).toMatchObject({ broken: [], blocked: [], lost: [] });
});

it('refuses columns and datasets that are not there', async () => {
  const asked = { node: 'features', column: 'amount_ratoi' };
  await expect(lineageOf(workspace, asked)).rejects.toMatchObject({ code: 'LINEAGE_COLUMN_UNKNOWN' });
  await expect(lineageOf(workspace, { node: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
