import { isAppError } from '../../base/app-error.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Recipe } from '../../contract/project/index.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import { explainReadError } from '../data/read-error.ts';
import { readPage, sampleRows } from '../data/rows.ts';
import { duckDb } from '../expr/dialect.ts';
import { planSchema } from '../expr/schema-of.ts';
import { problemOf, type RecipeContext } from '../recipes/recipe-kind.ts';
import type { Plan } from '../sql/plan.ts';
import { printPlan } from '../sql/printer.ts';
import { currentRows } from './bind.ts';
import { checkRecipe } from './evaluate.ts';
import type { FlowPorts } from './ports.ts';
import { type BoundPreview, previewRun } from './preview-run.ts';
import { isFresh } from './states.ts';
import type { FlowStatus, NodeStatus, RecipeStatus } from './status.ts';

export interface PreviewInput {
  recipe: Recipe;
  output?: string;
  /** Result after that many prepare steps. */
  step?: number;
  limit: number;
  signal?: AbortSignal;
}

export interface Preview {
  page: RowsPage | null;
  problems: Problem[];
  before: RowsPage | null;
}

interface Limited {
  sql: string;
  schema: Schema;
  /** In words, when not all rows are read. */
  sample: string | undefined;
}

/**
 * Rows of a recipe as given, without running it: its plan over the first rows of its first input and all of the others.
 * Inputs that are not built are computed in the same way from what they are made of.
 */
export async function previewRecipe(input: PreviewInput, status: FlowStatus, ports: FlowPorts): Promise<Preview> {
  const recipe =
    input.step === undefined
      ? input.recipe
      : { ...input.recipe, settings: cutSteps(input.recipe.settings, input.step) };
  const result = checkRecipe(recipe, status);
  const isBad = result.problems.some((problem) => problem.severity === 'error');
  if (isBad || !result.kind || !result.context || !result.settings)
    return { page: null, problems: result.problems, before: null };
  try {
    const preview = new PreviewBuilder(status, ports, input.signal);
    const bound = await preview.bind(result);
    const request = {
      offset: 0,
      limit: input.limit,
      sort: [],
      sample: 'all' as const,
      ...(input.signal && { signal: input.signal }),
    };
    const { output } = input;
    const page = result.kind.plan
      ? await readPage(ports.session, plannedRows(result, bound, output), request)
      : await previewRun(result, { ports, bound, output, request });
    const before = recipe.kind === 'prepare' ? await preview.before(bound.context, bound.bindings, request) : null;
    return {
      page: page && { ...page, sample: sampleWords(result, bound.sample, input.limit) },
      problems: result.problems,
      before,
    };
  } catch (error) {
    const explained = explainReadError(error);
    if (!isAppError(explained) || explained.code === 'ABORTED') throw explained;
    return { page: null, problems: [...result.problems, problemOf(explained)], before: null };
  }
}

/** Recipes that run code see only as many input rows as are shown. */
function sampleWords(result: RecipeStatus, sample: string | undefined, limit: number): string {
  return result.kind?.plan ? (sample ?? 'all rows') : `first ${limit} rows`;
}

function plannedRows(result: RecipeStatus, bound: BoundPreview, output: string | undefined) {
  const plan = planOf(result, bound.context, output);
  const sql = `(\n${printPlan(plan, duckDb, bound.bindings)}\n)`;
  return { dataset: result.recipe.name, sql, schema: planSchema(plan), total: null };
}

function cutSteps(settings: Record<string, unknown>, count: number): Record<string, unknown> {
  const steps = settings.steps;
  return Array.isArray(steps) ? { ...settings, steps: steps.slice(0, count) } : settings;
}

function planOf(result: RecipeStatus, context: RecipeContext, output: string | undefined): Plan {
  const plans = result.kind?.plan?.(result.settings ?? {}, context) ?? {};
  for (const [role, ids] of Object.entries(result.recipe.outputs))
    for (const [index, id] of ids.entries()) {
      const plan = plans[role]?.[index];
      if (plan && (output === undefined || output === id)) return plan;
    }
  const first = Object.values(plans)[0]?.[0];
  if (first && output === undefined) return first;
  throw fail('NOT_FOUND', { kind: 'output', id: output ?? '', suggestion: '' });
}

/** How far back a preview computes before it asks for a build. */
const deepest = 12;

class PreviewBuilder {
  private readonly status: FlowStatus;
  private readonly ports: FlowPorts;
  private readonly signal: AbortSignal | undefined;

  constructor(status: FlowStatus, ports: FlowPorts, signal: AbortSignal | undefined) {
    this.status = status;
    this.ports = ports;
    this.signal = signal;
  }

  async bind(
    result: RecipeStatus,
    depth = 0,
  ): Promise<{ context: RecipeContext; bindings: Record<string, string>; sample: string | undefined }> {
    const bindings: Record<string, string> = {};
    const inputs: Record<string, RecipeContext['inputs'][string]> = {};
    let sample: string | undefined;
    let isFirst = true;
    for (const [role, list] of Object.entries(result.context?.inputs ?? {})) {
      const bound: { id: string; name: string; schema: Schema }[] = [];
      for (const item of list) {
        const rows = await this.rowsOf(this.status.nodes.get(item.id)!, { isMain: isFirst, depth });
        isFirst = false;
        bindings[item.id] ??= rows.sql;
        sample ??= rows.sample;
        bound.push({ ...item, schema: rows.schema });
      }
      inputs[role] = bound;
    }
    return { context: { ...result.context!, inputs }, bindings, sample };
  }

  /** The input rows beside a prepare preview, for marking what changed. */
  async before(
    context: RecipeContext,
    bindings: Record<string, string>,
    request: Parameters<typeof readPage>[2],
  ): Promise<RowsPage | null> {
    const input = Object.values(context.inputs)[0]?.[0];
    if (!input) return null;
    const rows = { dataset: input.name, sql: bindings[input.id]!, schema: input.schema, total: null };
    return readPage(this.ports.session, rows, request);
  }

  private async rowsOf(node: NodeStatus, { isMain, depth }: { isMain: boolean; depth: number }): Promise<Limited> {
    const producer = node.producer === undefined ? undefined : this.status.recipes.get(node.producer);
    const canCompute =
      producer?.kind?.plan && producer.context && !producer.problems.some((each) => each.severity === 'error');
    if (canCompute && !isFresh(node) && depth < deepest) {
      const inner = await this.bind(producer, depth + 1);
      const plan = planOf(producer, inner.context, node.id);
      return {
        sql: `(\n${printPlan(plan, duckDb, inner.bindings)}\n)`,
        schema: planSchema(plan),
        sample: inner.sample,
      };
    }
    const { storage, session } = this.ports;
    const rows = await currentRows(node, { storage, session, ...(this.signal && { signal: this.signal }) });
    if (!isMain || (rows.rows !== null && rows.rows <= sampleRows))
      return { sql: rows.sql, schema: rows.schema, sample: undefined };
    const words = `first ${sampleRows.toLocaleString('en')} rows of “${node.name}”`;
    return { sql: `(SELECT * FROM ${rows.sql} LIMIT ${sampleRows})`, schema: rows.schema, sample: words };
  }
}
