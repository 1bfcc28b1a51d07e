import { isAppError } from '../../../base/app-error.ts';
import { closest } from '../../../base/closest.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { planSchema } from '../../expr/schema-of.ts';
import type { Expr } from '../../sql/expr-tree.ts';
import type { Plan, Projection } from '../../sql/plan.ts';
import { type OutputColumn, StepRelation } from './step-relation.ts';
import { steps as stepKinds } from './steps/registry.ts';

/** A step as saved in the settings of a prepare recipe. */
export interface SavedStep {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
  disabled?: boolean;
  comment?: string;
}

export interface CompiledSteps {
  plan: Plan;
  schema: Schema;
  /** Empty, or the first error found; the plan then ends before the faulty step. */
  problems: Problem[];
}

/**
 * The plan of some steps over `input`, whose columns are `schema`. For a preview of step n pass the first n steps.
 * Never throws for faulty settings: they become a problem with the path `steps.<index>`.
 */
export function compileSteps(steps: readonly SavedStep[], input: Plan, schema: Schema): CompiledSteps {
  return compileNumbered(steps, { plan: input, schema });
}

interface NumberedInput {
  plan: Plan;
  /** Without `carry`. */
  schema: Schema;
  /** A column of the plan that no step sees and every row keeps. */
  carry?: string;
}

/** As `compileSteps`, with a column carried through all steps beside those that the steps see. */
export function compileNumbered(steps: readonly SavedStep[], input: NumberedInput): CompiledSteps {
  const builder = new StepPlan(input);
  for (const [index, step] of steps.entries()) {
    if (step.disabled) continue;
    try {
      builder.add(step, index);
    } catch (error) {
      if (!isAppError(error)) throw error;
      const path = `steps.${index}`;
      const problem: Problem = { code: error.code, severity: 'error', path, message: error.message, data: error.data };
      return { plan: builder.plan(), schema: builder.schema, problems: [problem] };
    }
  }
  return { plan: builder.plan(), schema: builder.schema, problems: [] };
}

/** Collects projections; one that uses only plain columns of the pending one, or each value once, is fused with it. */
class StepPlan {
  schema: Schema;
  private base: Plan;
  private readonly carry: string | undefined;
  private pending: Projection[] | null = null;

  constructor({ plan, schema, carry }: NumberedInput) {
    this.base = plan;
    this.schema = schema;
    this.carry = carry;
  }

  plan(): Plan {
    return this.pending === null ? this.base : { op: 'project', input: this.base, columns: this.pending };
  }

  add(step: SavedStep, index: number): void {
    const kind = stepKinds.find(step.kind);
    if (kind === undefined) {
      const near = closest(step.kind, stepKinds.ids);
      const suggestion = near === undefined ? '' : `; did you mean “${near}”?`;
      throw fail('PREPARE_STEP_UNKNOWN', { step: index + 1, kind: step.kind, suggestion });
    }
    const relation = new StepRelation(this.schema, { step: index + 1, label: kind.label });
    try {
      const result = kind.apply(step.settings, relation);
      if ('where' in result) this.filter(result.where);
      else this.project(result.columns, relation);
    } catch (error) {
      if (!isAppError(error) || !error.code.startsWith('FORMULA_')) throw error;
      throw fail('PREPARE_FORMULA', { ...relation.place(), problem: error.message, ...positionOf(error.data) });
    }
  }

  private filter(where: Expr): void {
    this.base = { op: 'filter', input: this.plan(), where };
    this.pending = null;
  }

  private project(columns: readonly OutputColumn[], relation: StepRelation): void {
    if (columns.length === 0) throw relation.problem('no column would be left');
    relation.checkDistinct(columns.map((column) => column.name));
    let projections: Projection[] = columns.map(({ name, value }) => ({ name, expr: value.expr }));
    if (this.carry !== undefined) projections.push({ name: this.carry, expr: { op: 'col', name: this.carry } });
    if (this.pending !== null) {
      const values = new Map(this.pending.map((column) => [column.name, column.expr]));
      if (canFuse(projections, values)) {
        projections = projections.map(({ name, expr }) => ({ name, expr: substitute(expr, values) }));
      } else {
        this.base = this.plan();
      }
    }
    const before = this.schema;
    this.pending = projections;
    const schema = planSchema(this.plan()).filter(({ name }) => name !== this.carry);
    this.schema = keepMeanings(schema, columns, before);
  }
}

/** Meanings and comments of columns that pass through, also under another name. */
function keepMeanings(schema: Schema, columns: readonly OutputColumn[], before: Schema): Schema {
  return schema.map((column, index) => {
    const expr = columns[index]?.value.expr;
    const source = expr?.op === 'col' ? before.find((candidate) => candidate.name === expr.name) : undefined;
    return source ? { ...source, name: column.name } : column;
  });
}

function canFuse(columns: readonly Projection[], values: ReadonlyMap<string, Expr>): boolean {
  const uses = new Map<string, number>();
  for (const { expr } of columns) {
    for (const name of columnsIn(expr)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return [...uses].every(([name, count]) => count === 1 || isPlain(values.get(name)));
}

const isPlain = (expr: Expr | undefined) => expr?.op === 'col' || expr?.op === 'lit';

function columnsIn(expr: Expr): string[] {
  switch (expr.op) {
    case 'col':
      return [expr.name];
    case 'lit':
      return [];
    case 'cast':
      return columnsIn(expr.arg);
    case 'call':
      return expr.args.flatMap(columnsIn);
    case 'case':
      return [
        ...expr.when.flatMap((branch) => [...columnsIn(branch.if), ...columnsIn(branch.then)]),
        ...columnsIn(expr.else),
      ];
  }
}

function substitute(expr: Expr, values: ReadonlyMap<string, Expr>): Expr {
  const inside = (part: Expr): Expr => substitute(part, values);
  switch (expr.op) {
    case 'col':
      return values.get(expr.name) ?? expr;
    case 'lit':
      return expr;
    case 'cast':
      return { ...expr, arg: inside(expr.arg) };
    case 'call':
      return { ...expr, args: expr.args.map(inside) };
    case 'case':
      return {
        ...expr,
        when: expr.when.map((branch) => ({ if: inside(branch.if), then: inside(branch.then) })),
        else: inside(expr.else),
      };
  }
}

function positionOf(data: Record<string, unknown>): Record<string, unknown> {
  return data.position === undefined ? {} : { position: data.position, end: data.end };
}
