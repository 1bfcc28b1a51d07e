import { fail } from '../../contract/errors/index.ts';
import type { RuleResult } from '../../contract/flow.ts';
import { orAborted } from '../../platform/abort.ts';
import { explainReadError } from '../data/read-error.ts';
import { duckDb } from '../expr/dialect.ts';
import type { RecipeContext, RunContext } from '../recipes/recipe-kind.ts';
import { printPlan } from '../sql/printer.ts';
import { parquetRelation } from '../sql/quote.ts';
import { type BoundRecipe, bindRecipe } from './bind.ts';
import { fingerprintOf, reevaluateModel } from './evaluate.ts';
import { type Fingerprint, outputKey } from './keys.ts';
import { numberRows } from './number-rows.ts';
import type { FlowPorts, PendingBuild } from './ports.ts';
import { probeProblems } from './probe.ts';
import type { FlowStatus, RecipeStatus } from './status.ts';

export interface RunHooks {
  signal: AbortSignal;
  progress(fraction: number | null, message: string, rows: number | null): void;
  log(line: string): void;
  onRules(dataset: string, results: RuleResult[]): void;
}

export interface RunResult {
  /** Rows of all outputs together; null for a recipe that writes none. */
  rows: number | null;
  warnings: string[];
}

interface Output {
  node: string;
  key: string;
  pending: PendingBuild;
  rows: number;
}

/**
 * Runs one recipe on what its inputs hold now and publishes all its outputs, or none: an error, an abort or a broken
 * quality rule leaves the former rows in place.
 */
export async function runRecipe(
  result: RecipeStatus,
  status: FlowStatus,
  { ports, hooks }: { ports: FlowPorts; hooks: RunHooks },
): Promise<RunResult> {
  const problem = result.problems.find((each) => each.severity === 'error');
  if (problem) throw fail(problem.code as Parameters<typeof fail>[0], problem.data);
  const bound = await bindRecipe(result, status, {
    storage: ports.storage,
    session: ports.session,
    signal: hooks.signal,
  });
  const fingerprint = fingerprintOf(result, status, (id) => bound.keys.get(id) ?? null);
  if (!fingerprint || !result.settings || !result.kind) throw new Error(`the recipe ${result.recipe.id} lost an input`);
  const run = new RecipeRun(result, { status, ports, hooks, bound, fingerprint });
  try {
    await run.compute();
    return await run.publish();
  } catch (error) {
    throw explainReadError(error);
  } finally {
    await run.discard();
  }
}

interface Surroundings {
  status: FlowStatus;
  ports: FlowPorts;
  hooks: RunHooks;
  bound: BoundRecipe;
  fingerprint: Fingerprint;
}

class RecipeRun {
  private readonly result: RecipeStatus;
  private readonly around: Surroundings;
  private readonly outputs: Output[] = [];
  private readonly warnings: string[] = [];
  private readonly models: { node: string; key: string; files: Record<string, Uint8Array> }[] = [];

  constructor(result: RecipeStatus, around: Surroundings) {
    this.result = result;
    this.around = around;
  }

  async compute(): Promise<void> {
    const { kind, settings } = this.result;
    const { bound } = this.around;
    await this.probe();
    if (kind?.run) return kind.run(settings ?? {}, this.context());
    const plans = kind?.plan?.(settings ?? {}, bound.context) ?? {};
    const bindings = Object.fromEntries([...bound.rows].map(([id, rows]) => [id, rows.sql]));
    for (const [role, list] of Object.entries(plans))
      for (const [index, plan] of list.entries()) await this.write(role, printPlan(plan, duckDb, bindings), index);
  }

  /** Data that do not fit the settings: what is grave stops the run, the rest becomes warnings. */
  private async probe(): Promise<void> {
    const { bound, ports, hooks } = this.around;
    const bindings = Object.fromEntries([...bound.rows].map(([id, rows]) => [id, rows.sql]));
    const reading = { session: ports.session, context: bound.context, bindings, signal: hooks.signal };
    const problems = await probeProblems(this.result, reading);
    const grave = problems.find(({ severity }) => severity === 'error');
    if (grave) throw fail(grave.code as Parameters<typeof fail>[0], grave.data);
    this.warnings.push(...problems.map(({ message }) => message));
  }

  async publish(): Promise<RunResult> {
    const { ports, status, hooks, fingerprint } = this.around;
    const warnings = await this.checkRows();
    for (const output of this.outputs) {
      const select = `SELECT * FROM ${parquetRelation(output.pending.path)}`;
      const { signal } = hooks;
      const [schema] = await Promise.all([
        ports.session.describe(select, { signal }),
        orAborted(output.pending.sync(), signal),
      ]);
      const node = status.nodes.get(output.node)!;
      const known = new Map((node.schema ?? []).map((column) => [column.name, column]));
      const described = schema.map((column) => ({ ...known.get(column.name), ...column }));
      if (signal.aborted) throw fail('ABORTED');
      node.current = await output.pending.commit({
        key: output.key,
        rows: output.rows,
        schema: described,
        fingerprint,
      });
      await ports.storage.setFailure(output.node, undefined);
    }
    for (const model of this.models) {
      if (hooks.signal.aborted) throw fail('ABORTED');
      await ports.storage.saveModel(model.node, model.files, { key: model.key, fingerprint });
      await ports.storage.setFailure(model.node, undefined);
      await reevaluateModel(model.node, status, ports);
    }
    const rows = this.outputs.length === 0 ? null : this.outputs.reduce((sum, output) => sum + output.rows, 0);
    return { rows, warnings: [...this.warnings, ...warnings, ...this.review()] };
  }

  async discard(): Promise<void> {
    await Promise.all(this.outputs.map((output) => output.pending.discard()));
  }

  private async checkRows(): Promise<string[]> {
    const { ports, status, hooks } = this.around;
    const warnings: string[] = [];
    for (const output of this.outputs) {
      if (!ports.checkRows || !status.project.quality[output.node]) continue;
      const sql = parquetRelation(output.pending.path);
      const schema = await ports.session.describe(`SELECT * FROM ${sql}`, { signal: hooks.signal });
      const relation = { sql, schema, key: output.key, rows: output.rows };
      const { results, failBuild } = await ports.checkRows({ dataset: output.node, relation, signal: hooks.signal });
      hooks.onRules(output.node, results);
      const broken = results.filter((rule) => rule.status === 'ERROR').map((rule) => `${rule.label}: ${rule.message}`);
      const name = status.nodes.get(output.node)?.name ?? output.node;
      if (broken.length > 0 && failBuild) throw fail('FLOW_RULES_FAILED', { dataset: name, rules: broken });
      const soft = results.filter((rule) => rule.status === 'WARNING' || rule.status === 'ERROR');
      warnings.push(...soft.map((rule) => `${name}: ${rule.label}: ${rule.message}`));
    }
    return warnings;
  }

  private review(): string[] {
    const { kind, settings, recipe } = this.result;
    const { bound } = this.around;
    const inputs = Object.fromEntries(
      Object.entries(bound.context.inputs).map(([role, list]) => [
        role,
        list.map(({ id }) => bound.rows.get(id)?.rows ?? null),
      ]),
    );
    const rowsOf = (id: string) => this.outputs.find((output) => output.node === id)?.rows ?? 0;
    const outputs = Object.fromEntries(Object.entries(recipe.outputs).map(([role, ids]) => [role, ids.map(rowsOf)]));
    return kind?.review(settings ?? {}, { inputs, outputs }) ?? [];
  }

  private async write(role: string, select: string, index = 0): Promise<void> {
    const { ports, hooks } = this.around;
    const node = this.outputNode(role, index);
    const key = this.keyOf(role, index);
    const pending = await ports.storage.createBuild(node, key);
    const output: Output = { node, key, pending, rows: 0 };
    this.outputs.push(output);
    output.rows = await ports.session.copyToParquet(select, pending.path, {
      signal: hooks.signal,
      progress: ({ percent, rows }) => hooks.progress(percent / 100, 'Computing', rows),
    });
  }

  private outputNode(role: string, index: number): string {
    const node = this.result.recipe.outputs[role]?.[index];
    if (node === undefined) throw new Error(`the recipe ${this.result.recipe.id} has no output ${role}[${index}]`);
    return node;
  }

  private keyOf(role: string, index: number): string {
    return outputKey(this.around.fingerprint, this.result.settings ?? {}, { role, index });
  }

  private context(): RunContext {
    const { ports, hooks, bound } = this.around;
    const context: RecipeContext = bound.context;
    return {
      ...context,
      session: ports.session,
      signal: hooks.signal,
      threads: ports.threads,
      progress: (fraction, message) => hooks.progress(fraction, message, null),
      log: hooks.log,
      relation: (role, index = 0) => {
        const id = context.inputs[role]?.[index]?.id;
        const rows = id === undefined ? undefined : bound.rows.get(id);
        if (!rows) throw new Error(`input ${role}[${index}] is not connected`);
        return { sql: rows.sql, schema: rows.schema };
      },
      numbered: async (role, index = 0) => {
        const id = context.inputs[role]?.[index]?.id;
        const rows = id === undefined ? undefined : bound.rows.get(id);
        if (!rows) throw new Error(`input ${role}[${index}] is not connected`);
        return numberRows(rows, { session: ports.session, signal: hooks.signal });
      },
      inputKeys: () => bound.keys,
      modelFiles: async (role) => {
        const model = context.models[role]?.[0];
        const files = model && (await ports.storage.modelFiles(model.id));
        if (!files) throw fail('MODEL_NOT_TRAINED', { model: model?.name ?? role });
        return files;
      },
      writeRows: (role, select, index) => this.write(role, select, index),
      writeModel: async (role, files) => {
        this.models.push({ node: this.outputNode(role, 0), key: this.keyOf(role, 0), files });
      },
    };
  }
}
