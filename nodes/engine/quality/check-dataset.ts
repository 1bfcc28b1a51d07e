import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { fillVariables, fitVariables } from '../../contract/fill-variables.ts';
import type { RuleResult } from '../../contract/flow.ts';
import type { OwnMeanings, QualityRules } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { compileFormula } from '../expr/check.ts';
import { planToDuckDb } from '../expr/dialect.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Aggregate, Plan } from '../sql/plan.ts';
import type { Session } from '../sql/session.ts';
import { ruleKinds } from './registry.ts';
import type { Measured, RuleKind, RuleTable, Verdict } from './rule-kind.ts';

type Rule = QualityRules['rules'][number];

export interface CheckInput {
  session: Session;
  dataset: string;
  /** SQL that stands after FROM. */
  relation: string;
  /** Columns of the relation. */
  schema: Schema;
  /** Columns as declared in the project. */
  declared?: Schema | undefined;
  rules: readonly Rule[];
  /** What columns may mean beside the built-in meanings. */
  meanings?: OwnMeanings | undefined;
  /** Values that `${name}` in the rules' settings stands for. */
  variables?: Readonly<Record<string, string>>;
  /** Observed values of a rule in earlier checks, oldest first. */
  history: (rule: string) => readonly number[];
  now: Date;
  signal?: AbortSignal;
}

/** What one rule asks of the scan: its figures under names of their own. */
interface Prepared {
  rule: Rule;
  kind: RuleKind | undefined;
  label: string;
  aggregates: Aggregate[];
  names: Record<string, string>;
  /** Figures known without the scan. */
  known: Measured;
  problem: string | undefined;
}

const ROWS = 'rows';

/**
 * Checks all enabled rules of a dataset in one scan: every figure is a column of one SELECT.
 * A rule that cannot be computed is NOT_COMPUTED with the reason; it never hides the others.
 */
export async function checkDataset(input: CheckInput): Promise<RuleResult[]> {
  const rules = input.rules.filter((rule) => rule.enabled);
  if (rules.length === 0) return [];
  const { schema, declared, meanings = {}, variables = {} } = input;
  const known = { schema, declared, meanings, full: await fullColumns(input), variables };
  const prepared = rules.map((rule, index) => prepare(rule, index, known));
  const figures = await scan(input, prepared);
  return prepared.map((one) => toResult(input, one, figures));
}

/** Columns without an empty cell, as a Parquet file that Millrace wrote says of itself; of other files nothing is known without reading. */
async function fullColumns({ session, relation, signal }: CheckInput): Promise<ReadonlySet<unknown>> {
  const [, file] = /^read_parquet\(('(?:[^']|'')+')\)$/.exec(relation) ?? [];
  if (file === undefined) return new Set();
  const sql = `SELECT path_in_schema FROM parquet_metadata(${file}) GROUP BY 1 HAVING bool_and(stats_null_count = 0)`;
  const { columns } = await session.query(sql, { ...(signal && { signal }) });
  return new Set(columns[0]);
}

interface Known extends RuleTable {
  variables: Readonly<Record<string, string>>;
  full: ReadonlySet<unknown>;
}

function prepare(written: Rule, index: number, known: Known): Prepared {
  const { schema, full, variables } = known;
  const kind = ruleKinds.find(written.kind);
  const nothing = {
    rule: written,
    kind,
    label: written.label ?? kind?.label ?? written.kind,
    aggregates: [],
    names: {},
    known: {},
  };
  if (!kind) return { ...nothing, problem: `There is no rule kind “${written.kind}”` };
  try {
    const rule = filledRule(written, variables);
    const label = rule.label ?? kind.describe(rule.settings);
    const missing = kind.columns(rule.settings).find((name) => !schema.some((column) => column.name === name));
    if (missing !== undefined) return { ...nothing, problem: `There is no column “${missing}”` };
    const aggregates: Aggregate[] = [];
    const names: Record<string, string> = {};
    const add = (name: string, measure: Omit<Aggregate, 'name'>) => {
      names[name] = `r${index}_${name}`;
      aggregates.push({ ...measure, name: names[name] });
    };
    for (const [name, measure] of Object.entries(kind.measures(rule.settings, { schema }))) add(name, measure);
    const good = kind.good(rule.settings, known);
    const isGood = kind.goodUnlessEmpty(rule.settings)?.every((name) => full.has(name));
    if (good !== undefined && !isGood) add('failed', { fn: 'sum', arg: failing(good, schema) });
    return { rule, kind, label, aggregates, names, known: isGood ? { failed: 0 } : {}, problem: undefined };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...nothing, problem: error.message };
  }
}

/** 1 where the formula is false, else 0. */
function failing(good: string, schema: Schema): Expr {
  const one: Expr = { op: 'lit', type: 'int', value: 1 };
  const zero: Expr = { op: 'lit', type: 'int', value: 0 };
  return { op: 'case', when: [{ if: isFalse(good, schema), then: one }], else: zero };
}

function isFalse(good: string, schema: Schema): Expr {
  return compileFormula(`not (${good})`, schema, 'boolean').expr;
}

async function scan(input: CheckInput, prepared: readonly Prepared[]): Promise<Measured> {
  const table: Plan = { op: 'scan', table: 'data', schema: input.schema };
  const aggregates: Aggregate[] = [{ name: ROWS, fn: 'count' }, ...prepared.flatMap((one) => one.aggregates)];
  const sql = planToDuckDb({ op: 'aggregate', input: table, keys: [], aggregates }, { data: input.relation });
  const result = await input.session.query(sql, { ...(input.signal && { signal: input.signal }) });
  return Object.fromEntries(result.schema.map((column, at) => [column.name, figure(result.columns[at]?.[0])]));
}

/** Big integers come as text; as figures they are numbers. */
function figure(value: unknown): number | string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function toResult(input: CheckInput, one: Prepared, figures: Measured): RuleResult {
  const { rule, kind, label, names, problem } = one;
  const found = Object.entries(names).map(([name, column]) => [name, figures[column] ?? null]);
  const own: Measured = { ...one.known, ...Object.fromEntries(found) };
  const rows = Number(figures[ROWS] ?? 0);
  const verdict: Verdict =
    kind && problem === undefined
      ? kind.evaluate(rule.settings, own, {
          schema: input.schema,
          declared: input.declared,
          rows,
          history: input.history(rule.id),
        })
      : { status: 'NOT_COMPUTED', observed: null, message: problem ?? '' };
  return {
    dataset: input.dataset,
    rule: rule.id,
    kind: rule.kind,
    label,
    status: verdict.status,
    observed: verdict.observed,
    message: verdict.message,
    computedAt: input.now.toISOString(),
    failedRows: verdict.failedRows ?? null,
  };
}

/** A rule with the variables of its settings filled in. FLOW_VARIABLE_*. */
export function filledRule(rule: Rule, variables: Readonly<Record<string, string>>): Rule {
  const kind = ruleKinds.find(rule.kind);
  if (!kind) return rule;
  const filled = fillVariables(rule.settings, variables, `The rule “${rule.label ?? kind.label}”`);
  return { ...rule, settings: fitVariables(filled, kind.settings) };
}

/** SELECT of the rows that fail a rule. QUALITY_NO_ROWS for rules about the dataset as a whole. */
export function failedRowsSql(rule: Rule, relation: RuleTable & { sql: string }): string {
  const good = ruleKinds.find(rule.kind)?.good(rule.settings, relation);
  if (good === undefined) throw fail('QUALITY_NO_ROWS', { rule: rule.label ?? rule.id });
  const plan: Plan = {
    op: 'filter',
    input: { op: 'scan', table: 'data', schema: relation.schema },
    where: isFalse(good, relation.schema),
  };
  return planToDuckDb(plan, { data: relation.sql });
}
