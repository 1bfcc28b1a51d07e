import { isAppError } from '../../base/app-error.ts';
import type { Problem } from '../../base/problem.ts';
import type { Recipe } from '../../contract/project/index.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { explainReadError } from '../data/read-error.ts';
import { countRows, type PageRequest, readPage } from '../data/rows.ts';
import { duckDb } from '../expr/dialect.ts';
import { planSchema } from '../expr/schema-of.ts';
import { problemOf } from '../recipes/recipe-kind.ts';
import { printPlan } from '../sql/printer.ts';
import { checkRecipe } from './evaluate.ts';
import { outputPlan } from './output-plan.ts';
import type { FlowPorts } from './ports.ts';
import { type PreviewInputs, PreviewReader } from './preview-input.ts';
import { previewRun } from './preview-run.ts';
import { previewSteps } from './preview-steps.ts';
import { probeProblems } from './probe.ts';
import type { FlowStatus, RecipeStatus } from './status.ts';

export interface PreviewInput {
  recipe: Recipe;
  output?: string;
  /** Result after that many prepare steps. */
  step?: number;
  limit: number;
  /** `all`: every row of the inputs counts, not only the first ones. */
  sample?: 'head' | 'all';
  signal?: AbortSignal;
}

export interface Preview {
  page: RowsPage | null;
  problems: Problem[];
  /** Prepare: the rows before the last step on show, or before all steps. */
  before: RowsPage | null;
  /** Prepare: which input row each row of `page` and `before` comes from. */
  ids: { page: number[]; before: number[] } | null;
}

export type PreviewPageRequest = PageRequest & { signal?: AbortSignal };

/**
 * Rows of a recipe as given, without running it: its plan over the first rows of its first input and all of the others.
 * Inputs that are not built are computed in the same way from what they are made of.
 */
export async function previewRecipe(input: PreviewInput, status: FlowStatus, ports: FlowPorts): Promise<Preview> {
  const recipe =
    input.step === undefined
      ? input.recipe
      : { ...input.recipe, settings: cutSteps(input.recipe.settings, input.step) };
  const result = checkRecipe(recipe, status, { mayLackOutputs: true });
  const isBad = result.problems.some((problem) => problem.severity === 'error');
  const nothing = { page: null, before: null, ids: null };
  if (isBad || !result.kind || !result.context || !result.settings) return { ...nothing, problems: result.problems };
  const { signal } = input;
  try {
    const isWhole = input.sample === 'all';
    const inputs = await new PreviewReader({ status, ports, isWhole, ...(signal && { signal }) }).bind(result);
    const shown = await rowsOf(result, inputs, { input, ports });
    const { context, bindings } = inputs;
    const probing = { session: ports.session, context, bindings, ...(signal && { signal }) };
    const found = await probeProblems(result, probing);
    const sample = sampleWords(result, inputs.sample, input.limit);
    return {
      page: shown.page && { ...shown.page, sample },
      before: shown.before,
      ids: shown.ids,
      problems: [...result.problems, ...found],
    };
  } catch (error) {
    const explained = explainReadError(error);
    if (!isAppError(explained) || explained.code === 'ABORTED') throw explained;
    return { ...nothing, problems: [...result.problems, problemOf(explained)] };
  }
}

/** Recipes that run code see only as many input rows as are shown. */
function sampleWords(result: RecipeStatus, sample: string | undefined, limit: number): string {
  return result.kind?.plan ? (sample ?? 'all rows') : `first ${limit} rows`;
}

async function rowsOf(
  result: RecipeStatus,
  inputs: PreviewInputs,
  { input, ports }: { input: PreviewInput; ports: FlowPorts },
): Promise<Pick<Preview, 'page' | 'before' | 'ids'>> {
  const { session } = ports;
  const { signal, limit, output } = input;
  const request: PreviewPageRequest = { offset: 0, limit, sort: [], sample: 'all', ...(signal && { signal }) };
  if (result.recipe.kind === 'prepare' && !result.recipe.bypassed)
    return previewSteps(result, inputs, { session, request, isLast: input.step !== undefined, isWhole: isAll(input) });
  if (!result.kind?.plan) {
    const page = await previewRun(result, { ports, bound: inputs, output, request });
    return { page, before: null, ids: null };
  }
  const plan = outputPlan(result, inputs.context, output);
  const sql = `(\n${printPlan(plan, duckDb, inputs.bindings)}\n)`;
  const total = isAll(input) ? await countRows(session, sql, signal ? { signal } : {}) : null;
  const rows = { dataset: result.recipe.name, sql, schema: planSchema(plan), total };
  return { page: await readPage(session, rows, request), before: null, ids: null };
}

const isAll = (input: PreviewInput) => input.sample === 'all';

function cutSteps(settings: Record<string, unknown>, count: number): Record<string, unknown> {
  const steps = settings.steps;
  return Array.isArray(steps) ? { ...settings, steps: steps.slice(0, count) } : settings;
}
