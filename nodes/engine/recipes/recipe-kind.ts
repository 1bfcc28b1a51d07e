import { z } from 'zod';
import { isAppError } from '../../base/app-error.ts';
import { issueWords } from '../../base/issue-words.ts';
import type { Problem } from '../../base/problem.ts';
import type { CatalogKind, FormSection, KindIdentity, Role } from '../../contract/catalog.ts';
import { ERRORS, fail } from '../../contract/errors/index.ts';
import type { FeatureSpec, Task } from '../../contract/model.ts';
import type { OwnMeanings } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { RelationLineage } from '../expr/lineage/relation-lineage.ts';
import { planSchema } from '../expr/schema-of.ts';
import type { Plan } from '../sql/plan.ts';
import type { Session } from '../sql/session.ts';

/** A dataset connected to an input; its id is the table name of scans. */
export interface DatasetInput {
  id: string;
  name: string;
  schema: Schema;
}

/** A model connected to an input; `spec` is null while it has no version. */
export interface ModelInput {
  id: string;
  name: string;
  spec: FeatureSpec | null;
  /** Known before the training from the recipe that will train it. */
  task?: Task;
}

/** What a recipe is connected to, by role. */
export interface RecipeContext {
  inputs: Readonly<Record<string, readonly DatasetInput[]>>;
  models: Readonly<Record<string, readonly ModelInput[]>>;
  outputs: Readonly<Record<string, readonly { id: string; name: string }[]>>;
}

/** Rows that can be told apart by a number from 0 on. */
export interface NumberedRows {
  sql: string;
  rowId: string;
  rows: number;
  drop(): Promise<void>;
}

/** What a running recipe may use; it never sees a path of the project. */
export interface RunContext extends RecipeContext {
  session: Session;
  signal: AbortSignal;
  /** Share done (null: not known) and what is going on. */
  progress(fraction: number | null, message: string): void;
  log(line: string): void;
  threads: number;
  /** SQL after FROM that gives the rows of an input. */
  relation(role: string, index?: number): { sql: string; schema: Schema };
  /** The rows of an input with the number of each row in the column `rowId` (quoted); call `drop` when done. */
  numbered(role: string, index?: number): Promise<NumberedRows>;
  /** Input node → key of its rows or of the model version. */
  inputKeys(): ReadonlyMap<string, string>;
  /** Files of the active version of an input model. MODEL_NOT_TRAINED. */
  modelFiles(role: string): Promise<Record<string, Uint8Array>>;
  /** Writes an output dataset from a SELECT; once for each output. */
  writeRows(role: string, select: string, index?: number): Promise<void>;
  /** Keeps a new version of an output model. */
  writeModel(role: string, files: Record<string, Uint8Array>): Promise<void>;
}

/** A question to the input rows whose answer may be a problem: data that do not fit what the settings expect. */
export interface Probe {
  plan: Plan;
  /** What the rows of the plan, as on the wire, tell. Empty: nothing. */
  problems(rows: readonly (readonly unknown[])[]): Problem[];
}

/** A small table in a case: values as on the wire. */
export interface CaseTable {
  schema: Schema;
  rows: readonly (readonly unknown[])[];
}

/** An example of a recipe kind: run by the contract suite, shown in help. */
export interface RecipeCase {
  title: string;
  settings: Record<string, unknown>;
  inputs: Readonly<Record<string, readonly CaseTable[]>>;
  /** How many outputs each role has; a number is of the first role; default 1. */
  outputs?: number | Readonly<Record<string, number>>;
  /** The rows hold names of columns, which follow when a test gives columns other names. */
  namesInRows?: true;
  /** Rows of each output in any order, or the code of the error. */
  expect: { rows: readonly (readonly (readonly unknown[])[])[]; schema?: readonly Schema[] } | { error: string };
}

interface Common extends KindIdentity {
  readonly version: number;
  readonly form: readonly FormSection[];
  readonly editor?: string;
  readonly inputs: readonly Role[];
  readonly outputs: readonly Role[];
  readonly cases: readonly RecipeCase[];
}

/** What settings may refer to by id. */
export interface Followed {
  meanings: OwnMeanings;
}

export type SettingsMigration = (settings: Record<string, unknown>) => Record<string, unknown>;

/** What the file of a kind declares. Either `plan` (rows by one query an output) or `outputSchema` and `run`. */
export interface RecipeDefinition<S extends z.ZodObject> extends Common {
  readonly settings: S;
  /** From version n to n + 1, by n. */
  readonly migrations?: Readonly<Record<number, SettingsMigration>>;
  /** Settings that refer to other things of the project with what those say filled in, and what was: it is part of what the results are made of. */
  follow?(settings: z.output<S>, project: Followed): { settings: z.output<S>; meanings: Record<string, unknown> };
  check?(settings: z.output<S>, context: RecipeContext): Problem[];
  /** Role → a plan for each output. Pure. Throws RECIPE_* for settings that do not fit. */
  plan?(settings: z.output<S>, context: RecipeContext): Record<string, Plan[]>;
  /** Role → columns of each output. Needed beside `run`. */
  outputSchema?(settings: z.output<S>, context: RecipeContext): Record<string, Schema[]>;
  run?(settings: z.output<S>, run: RunContext): Promise<void>;
  /** Asked before a run and beside a preview; an error stops the run. */
  probes?(settings: z.output<S>, context: RecipeContext): Probe[];
  /** Warnings after a build, from row counts. */
  review?(settings: z.output<S>, counts: RowCounts): string[];
  /** Role → where the columns of each output come from, by id of the input. For kinds whose plan does not tell, or not step by step. */
  lineage?(settings: z.output<S>, context: RecipeContext): Record<string, RelationLineage[]>;
}

export interface RowCounts {
  inputs: Readonly<Record<string, readonly (number | null)[]>>;
  outputs: Readonly<Record<string, readonly number[]>>;
}

/** A recipe kind as everyone else sees it: settings of any shape, parsed inside. */
export interface RecipeKind extends Common {
  readonly settings: z.ZodObject;
  /** Settings brought from `version` to the current one, defaults filled in. RECIPE_SETTINGS. */
  parse(settings: Record<string, unknown>, version?: number): Record<string, unknown>;
  /** Settings with what they refer to in the project filled in, and the meanings among that by id. */
  follow(
    settings: Record<string, unknown>,
    project: Followed,
  ): { settings: Record<string, unknown>; meanings: Record<string, unknown> };
  /** All that is wrong, found before a run; never throws for bad settings. */
  check(settings: Record<string, unknown>, context: RecipeContext): Problem[];
  /** Absent for kinds that `run`. */
  plan?(settings: Record<string, unknown>, context: RecipeContext): Record<string, Plan[]>;
  outputSchema(settings: Record<string, unknown>, context: RecipeContext): Record<string, Schema[]>;
  run?(settings: Record<string, unknown>, run: RunContext): Promise<void>;
  probes(settings: Record<string, unknown>, context: RecipeContext): Probe[];
  review(settings: Record<string, unknown>, counts: RowCounts): string[];
  lineage?(settings: Record<string, unknown>, context: RecipeContext): Record<string, RelationLineage[]>;
  catalog(): CatalogKind;
}

/** Makes a kind of a definition: parsing, migrations and problems are the same for all. */
export function defineRecipe<S extends z.ZodObject>(definition: RecipeDefinition<S>): RecipeKind {
  const parse = (settings: Record<string, unknown>, version = definition.version) =>
    parseSettings(definition, settings, version);
  const { plan, run, outputSchema, lineage } = definition;
  const schemas = (settings: z.output<S>, context: RecipeContext): Record<string, Schema[]> => {
    if (outputSchema) return outputSchema(settings, context);
    const plans = plan?.(settings, context) ?? {};
    return Object.fromEntries(Object.entries(plans).map(([role, list]) => [role, list.map(planSchema)]));
  };
  return {
    ...identityOf(definition),
    settings: definition.settings,
    parse: (settings, version) => parse(settings, version) as Record<string, unknown>,
    follow: (settings, project) => definition.follow?.(parse(settings), project) ?? { settings, meanings: {} },
    check: (settings, context) =>
      problemsOf(() => {
        const parsed = parse(settings);
        const problems = definition.check?.(parsed, context) ?? [];
        if (!problems.some((problem) => problem.severity === 'error')) schemas(parsed, context);
        return problems;
      }),
    outputSchema: (settings, context) => schemas(parse(settings), context),
    probes: (settings, context) => definition.probes?.(parse(settings), context) ?? [],
    review: (settings, counts) => definition.review?.(parse(settings), counts) ?? [],
    catalog: () => publish(definition),
    ...(plan && { plan: (settings, context) => plan(parse(settings), context) }),
    ...(run && { run: (settings, context) => run(parse(settings), context) }),
    ...(lineage && { lineage: (settings, context) => lineage(parse(settings), context) }),
  };
}

function identityOf(kind: Common): Common {
  const { id, label, category, icon, keywords, help, version, form, editor, inputs, outputs, cases } = kind;
  return { id, label, category, icon, keywords, help, version, form, editor, inputs, outputs, cases };
}

function parseSettings<S extends z.ZodObject>(
  kind: RecipeDefinition<S>,
  settings: Record<string, unknown>,
  version: number,
): z.output<S> {
  let current = settings;
  for (let from = version; from < kind.version; from++) current = kind.migrations?.[from]?.(current) ?? current;
  const parsed = kind.settings.safeParse(current);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw fail('RECIPE_SETTINGS', { path: path || 'as a whole', problem: issueWords(issue) });
}

/** Runs a check; an AppError thrown by it becomes a problem. */
export function problemsOf(check: () => Problem[]): Problem[] {
  try {
    return check();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [problemOf(error)];
  }
}

/** An AppError as a problem of the flow. */
export function problemOf(error: Error & { code: string; data: Record<string, unknown> }): Problem {
  const path = typeof error.data.path === 'string' ? { path: error.data.path } : {};
  return { code: error.code, severity: 'error', message: error.message, data: error.data, ...path };
}

/** Hint of a code of the catalogue. */
export function hintOf(code: string): string | undefined {
  return code in ERRORS ? ERRORS[code as keyof typeof ERRORS].hint : undefined;
}

function publish<S extends z.ZodObject>(kind: RecipeDefinition<S>): CatalogKind {
  const { id, label, category, icon, keywords, help, version, form, editor, inputs, outputs } = kind;
  const defaults = kind.settings.safeParse({});
  return {
    id,
    label,
    category,
    icon,
    keywords,
    help,
    version,
    form,
    inputs,
    outputs,
    defaults: defaults.success ? (defaults.data as Record<string, unknown>) : {},
    settings: z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    ...(editor && { editor }),
  };
}
