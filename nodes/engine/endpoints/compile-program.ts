import { fail } from '../../contract/errors/index.ts';
import type { Column, Schema } from '../../contract/schema.ts';
import { planSchema } from '../expr/schema-of.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Plan, Projection } from '../sql/plan.ts';
import type { LookupColumn, Program, Stage, TableRequest } from './program.ts';
import { pruneStages } from './prune-stages.ts';
import { historyRequests, requireLiveWindow } from './window-history.ts';

export interface ProgramInput {
  /** The dataset whose columns a caller sends. */
  raw: { id: string; schema: Schema };
  /** The dataset that is scored. */
  target: { id: string; schema: Schema };
  /** Plan of the recipe that writes a dataset; its scans name datasets. Undefined for datasets no plan writes. */
  planOf: (dataset: string) => Plan | undefined;
  /** Columns the model needs. */
  features: readonly string[];
}

export interface CompiledProgram {
  program: Program;
  tables: TableRequest[];
}

/**
 * Turns the plans between the raw dataset and the scored one into a program for one record. Projections stay as they are; joins
 * become look-ups; windows look at a packed history; what only chooses rows (filters, samples, sorting) does not apply to a
 * live record and is left out. SERVING_NO_PATH, SERVING_STEP_UNSUPPORTED.
 */
export function compileProgram(input: ProgramInput): CompiledProgram {
  const compiler = new Compiler(input);
  const stages = compiler.dataset(input.target.id);
  if (!stages) throw fail('SERVING_NO_PATH', { raw: input.raw.id, target: input.target.id });
  const pruned = pruneStages(stages, { raw: input.raw.schema, features: input.features });
  const used = new Set(
    pruned.stages.flatMap((stage) =>
      stage.op === 'lookup' ? [stage.table] : stage.op === 'window' ? stage.history : [],
    ),
  );
  return {
    program: {
      version: 1,
      raw: input.raw.schema,
      required: pruned.required,
      stages: pruned.stages,
      features: pruned.features,
    },
    tables: compiler.tables.filter((table) => used.has(table.name)),
  };
}

class Compiler {
  readonly tables: TableRequest[] = [];
  private readonly input: ProgramInput;
  private readonly live = new Map<string, boolean>();

  constructor(input: ProgramInput) {
    this.input = input;
  }

  /** Stages that lead to a dataset; undefined when the raw record does not reach it. */
  dataset(id: string): Stage[] | undefined {
    if (id === this.input.raw.id) return [];
    const plan = this.input.planOf(id);
    return plan && this.isLive(plan) ? this.plan(plan) : undefined;
  }

  private isLiveDataset(id: string): boolean {
    if (id === this.input.raw.id) return true;
    const known = this.live.get(id);
    if (known !== undefined) return known;
    this.live.set(id, false);
    const plan = this.input.planOf(id);
    const live = plan !== undefined && this.isLive(plan);
    this.live.set(id, live);
    return live;
  }

  private isLive(plan: Plan): boolean {
    switch (plan.op) {
      case 'scan':
        return this.isLiveDataset(plan.table);
      case 'join':
        return this.isLive(plan.left) || this.isLive(plan.right);
      case 'union':
        return plan.inputs.some((one) => this.isLive(one));
      default:
        return this.isLive(plan.input);
    }
  }

  private plan(plan: Plan): Stage[] {
    switch (plan.op) {
      case 'scan':
        return this.dataset(plan.table) ?? [];
      case 'project':
        return [...this.plan(plan.input), { op: 'project', columns: plan.columns, schema: planSchema(plan) }];
      case 'filter':
      case 'sort':
      case 'limit':
      case 'sample':
      case 'distinct':
        return this.plan(plan.input);
      case 'union':
        return this.union(plan);
      case 'join':
        return this.join(plan);
      case 'window':
        return this.window(plan);
      case 'unpivot':
        throw fail('SERVING_STEP_UNSUPPORTED', {
          step: 'turning columns into rows',
          reason: 'a single record would become several',
        });
      case 'aggregate':
        throw fail('SERVING_STEP_UNSUPPORTED', { step: 'grouping rows', reason: 'a single record has no groups' });
    }
  }

  private union(plan: Extract<Plan, { op: 'union' }>): Stage[] {
    const at = plan.inputs.findIndex((one) => this.isLive(one));
    const branch = plan.inputs[at]!;
    const types = new Map(planSchema(branch).map((column) => [column.name, column.type]));
    const columns: Projection[] = plan.schema.map((column) => ({ name: column.name, expr: united(column, types) }));
    if (plan.originColumn) {
      const value = plan.originColumn.values[at] ?? null;
      columns.push({ name: plan.originColumn.name, expr: { op: 'lit', type: 'string', value } });
    }
    return [...this.plan(branch), { op: 'project', columns, schema: planSchema(plan) }];
  }

  private join(plan: Extract<Plan, { op: 'join' }>): Stage[] {
    const side = this.isLive(plan.left) ? 'left' : 'right';
    const other = side === 'left' ? 'right' : 'left';
    if (this.isLive(plan[other])) {
      throw fail('SERVING_STEP_UNSUPPORTED', { step: 'a join', reason: 'both of its sides depend on the raw record' });
    }
    if (plan.kind !== side && plan.kind !== 'inner') {
      throw fail('SERVING_STEP_UNSUPPORTED', {
        step: `a join of the kind “${plan.kind}”`,
        reason: 'only left and inner joins can be looked up',
      });
    }
    if (plan.on.length === 0 || plan.on.some((condition) => condition.compare !== 'eq')) {
      throw fail('SERVING_STEP_UNSUPPORTED', { step: 'a join', reason: 'only equal keys can be looked up' });
    }
    const name = `lookup-${this.tables.length + 1}`;
    const needed = plan.columns.filter((column) => column.side === other).map((column) => column.column);
    const keys = plan.on.map((condition, index) => ({ name: `key:${index}`, expr: condition[other] }));
    const columns = [
      ...keys,
      ...[...new Set(needed)].map((column) => ({ name: column, expr: { op: 'col', name: column } as Expr })),
    ];
    this.tables.push({
      name,
      kind: 'lookup',
      keys: keys.map((key) => key.name),
      plan: { op: 'project', input: plan[other], columns },
    });
    const result: LookupColumn[] = plan.columns.map((column) => ({
      name: column.name,
      from: column.side === side ? 'live' : 'table',
      column: column.column,
    }));
    return [
      ...this.plan(plan[side]),
      {
        op: 'lookup',
        table: name,
        keys: plan.on.map((condition) => condition[side]),
        columns: result,
        schema: planSchema(plan),
      },
    ];
  }

  private window(plan: Extract<Plan, { op: 'window' }>): Stage[] {
    for (const column of plan.columns) requireLiveWindow(column);
    const requests = historyRequests(plan, this.tables.length);
    this.tables.push(...requests.tables);
    return [
      ...this.plan(plan.input),
      { op: 'window', columns: plan.columns, history: requests.byColumn, schema: planSchema(plan) },
    ];
  }
}

function united(column: Column, types: ReadonlyMap<string, Column['type']>): Expr {
  const type = types.get(column.name);
  if (type === undefined) return { op: 'lit', type: column.type, value: null };
  const found: Expr = { op: 'col', name: column.name };
  return type === column.type ? found : { op: 'cast', to: column.type, arg: found, try: false };
}
