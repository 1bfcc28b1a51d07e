import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import type { Column } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { JoinKind, Plan } from '../sql/plan.ts';
import { col, inputOf, isNumeric, isTemporal, requireColumn, requireDistinct, scanOf } from './columns.ts';
import type { DatasetInput, RecipeContext } from './recipe-kind.ts';
import { afterStage, stageFields } from './stages.ts';

export const joinKinds = [
  'left',
  'inner',
  'right',
  'full',
  'left-anti',
  'right-anti',
  'cross',
  'asof',
] as const satisfies readonly JoinKind[];
export const compares = ['eq', 'ge', 'gt', 'le', 'lt', 'ne'] as const;

const Condition = z.object({
  /** Column of one of the inputs before, by default of the first. */
  left: z.string(),
  leftInput: z.number().int().min(0).default(0),
  right: z.string(),
  compare: z.enum(compares).default('eq'),
});

const Step = z.object({
  kind: z.enum(joinKinds).default('left'),
  on: z.array(Condition).default([]),
  /** Columns of this input that are kept; absent: all but the keys. */
  columns: z.array(z.string()).optional(),
  /** Put before the names of this input's columns. */
  prefix: z.string().default(''),
});
type Step = z.infer<typeof Step>;

export const joinSettings = z.object({
  after: stageFields.after,
  /** Columns of the first input that are kept; absent: all. */
  columns: z.array(z.string()).optional(),
  /** One for each input after the first, in order. */
  joins: z.array(Step).default([]),
  /** The join whose rows without a match go to the outputs for them: 0 is the one with the second input. */
  unmatchedOf: z.number().int().min(0).default(0),
});
export type JoinSettings = z.infer<typeof joinSettings>;

/** A column while inputs are joined one by one, by its name inside the plan. */
interface Carried {
  inner: string;
  /** Its name in the relation it comes from. */
  column: string;
}

interface Result {
  name: string;
  inner: string;
}

/** Columns of the first input keep their names, so that the SQL stays readable. */
const inner = (input: number, column: string) => (input === 0 ? column : `${input}:${column}`);

function comparable(left: Column, right: Column): boolean {
  const group = ({ type }: Column) => (isNumeric(type) ? 'number' : isTemporal(type) ? 'time' : type);
  return group(left) === group(right);
}

function conditions(inputs: readonly DatasetInput[], step: Step, index: number) {
  const right = inputs[index]!;
  if (step.kind !== 'cross' && step.on.length === 0)
    throw fail('RECIPE_JOIN_WITHOUT_KEYS', { input: right.name, path: `joins.${index - 1}.on` });
  return step.on.map((condition, at) => {
    const where = `Join with “${right.name}”, condition ${at + 1}`;
    const path = `joins.${index - 1}.on.${at}`;
    const leftInput = inputs[Math.min(condition.leftInput, index - 1)]!;
    const left = requireColumn(leftInput, condition.left, { where, path: `${path}.left` });
    const found = requireColumn(right, condition.right, { where, path: `${path}.right` });
    if (!comparable(left, found))
      throw fail('RECIPE_COLUMN_TYPE', {
        where,
        path: `${path}.right`,
        column: found.name,
        found: found.type,
        expected: `${left.type}, as “${left.name}” is,`,
      });
    return { left: inner(inputs.indexOf(leftInput), left.name), right: found.name, compare: condition.compare };
  });
}

/** Columns of the result with their names, checked for collisions. */
function resultColumns(settings: JoinSettings, inputs: readonly DatasetInput[]): (Result & { input: number })[] {
  const result: (Result & { input: number })[] = [];
  for (const [index, input] of inputs.entries()) {
    const step = index === 0 ? undefined : settings.joins[index - 1]!;
    if (step?.kind === 'left-anti') continue;
    if (step?.kind === 'right-anti') result.length = 0;
    const chosen = (index === 0 ? settings.columns : step?.columns) ?? defaultColumns(input, step);
    for (const [at, column] of chosen.entries()) {
      requireColumn(input, column, {
        where: `Columns of “${input.name}”`,
        path: index === 0 ? `columns.${at}` : `joins.${index - 1}.columns.${at}`,
      });
      result.push({ name: `${step?.prefix ?? ''}${column}`, inner: inner(index, column), input: index });
    }
  }
  requireDistinct(
    result.map((column) => column.name),
    'Join',
  );
  return result;
}

/** Without a choice, equal keys are kept once: those of the left side, or of the right side when all its rows stay. */
function defaultColumns(input: DatasetInput, step: Step | undefined): string[] {
  const names = input.schema.map((column) => column.name);
  if (!step || step.kind === 'right-anti' || step.prefix) return names;
  const equalKeys = new Set(step.on.filter((on) => on.compare === 'eq').map((on) => on.right));
  return names.filter((name) => !equalKeys.has(name));
}

/** For right and full joins the key of a row that only the right side has. */
function sharedKeys(settings: JoinSettings, inputs: readonly DatasetInput[]): Map<string, Expr> {
  const shared = new Map<string, Expr>();
  for (const [index, step] of settings.joins.slice(0, inputs.length - 1).entries()) {
    if (step.kind !== 'right' && step.kind !== 'full') continue;
    for (const on of step.on) {
      if (on.compare !== 'eq') continue;
      const key = inner(Math.min(on.leftInput, index), on.left);
      const before = shared.get(key) ?? col(key);
      shared.set(key, { op: 'call', fn: 'coalesce', args: [before, col(inner(index + 1, on.right))] });
    }
  }
  return shared;
}

/** Every input after the first with its step; what the settings leave out has the defaults. */
function withSteps(settings: JoinSettings, inputs: readonly DatasetInput[]): JoinSettings {
  return { ...settings, joins: inputs.slice(1).map((_, index) => settings.joins[index] ?? Step.parse({})) };
}

/** The first inputs joined one by one up to the join `count` (exclusive), all columns under their inner names. */
function joinedSoFar(settings: JoinSettings, inputs: readonly DatasetInput[], count: number): Joined {
  let so: Joined = { plan: scanOf(inputs[0]!), carried: carriedOf(inputs[0]!, 0) };
  for (const [index, step] of settings.joins.slice(0, count).entries()) {
    const right = inputs[index + 1]!;
    const found = joinedColumns(step.kind, so.carried, carriedOf(right, index + 1));
    const plan: Plan = { ...joinOf(settings, inputs, { index, left: so.plan }), columns: found };
    so = { plan, carried: found.map(({ name }) => ({ inner: name, column: name })) };
  }
  return so;
}

interface Joined {
  plan: Plan;
  carried: Carried[];
}

type JoinPlan = Extract<Plan, { op: 'join' }>;

function joinOf(
  settings: JoinSettings,
  inputs: readonly DatasetInput[],
  { index, left }: { index: number; left: Plan },
): JoinPlan {
  const step = settings.joins[index]!;
  const right = inputs[index + 1]!;
  const on = conditions(inputs, step, index + 1);
  return {
    op: 'join',
    kind: step.kind,
    left,
    right: scanOf(right),
    on: on.map((each) => ({ left: col(each.left), right: col(each.right), compare: each.compare })),
    columns: [],
  };
}

/** The joined rows. RECIPE_COLUMN_*, RECIPE_JOIN_WITHOUT_KEYS. */
function planJoined(settings: JoinSettings, inputs: readonly DatasetInput[]): Plan {
  const { plan } = joinedSoFar(settings, inputs, settings.joins.length);
  const result = resultColumns(settings, inputs);
  const shared = sharedKeys(settings, inputs);
  if (shared.size === 0 && plan.op === 'join') return { ...plan, columns: named(result, plan.columns) };
  const columns = result.map(({ name, inner: from }) => ({ name, expr: shared.get(from) ?? col(from) }));
  return { op: 'project', input: plan, columns };
}

/** Both sides of one join, before it: what is joined so far, and the input that comes next. RECIPE_*. */
export function joinSides(settings: JoinSettings, context: RecipeContext, index: number): JoinPlan {
  const inputs = context.inputs.input ?? [];
  const complete = withSteps(settings, inputs);
  if (!complete.joins[index]) throw fail('RECIPE_SETTING_MISSING', { where: `Join ${index + 1}`, path: 'joins' });
  return joinOf(complete, inputs, { index, left: joinedSoFar(complete, inputs, index).plan });
}

/** The rows of one side of a join that have no match on the other, with the columns of that side. */
function planUnmatched(settings: JoinSettings, context: RecipeContext, side: 'left' | 'right'): Plan {
  const inputs = context.inputs.input ?? [];
  const index = Math.min(settings.unmatchedOf, Math.max(0, inputs.length - 2));
  const sides = joinSides(settings, context, index);
  if (sides.kind === 'cross') return { op: 'limit', input: sides[side], count: 0 };
  const joined = joinedSoFar(withSteps(settings, inputs), inputs, index);
  const columns =
    side === 'left'
      ? leftColumns(joined.carried, inputs)
      : inputs[index + 1]!.schema.map(({ name }) => ({ name, side, column: name }));
  return { ...sides, kind: side === 'left' ? 'left-anti' : 'right-anti', columns };
}

/** Carried columns under their own names; a name that is there already gets the name of its input before it. */
function leftColumns(carried: readonly Carried[], inputs: readonly DatasetInput[]): JoinPlan['columns'] {
  const taken = new Set<string>();
  return carried.map(({ inner: column }) => {
    const [, input, rest] = /^(\d+):(.*)$/s.exec(column) ?? [];
    const isOwn = input === undefined || inputs[0]!.schema.some((each) => each.name === column);
    let name = isOwn ? column : (rest ?? column);
    if (taken.has(name.toLowerCase())) name = `${inputs[Number(input ?? 0)]?.name ?? ''}_${name}`;
    taken.add(name.toLowerCase());
    return { name, side: 'left', column };
  });
}

/** The plans of all connected outputs. RECIPE_*. */
export function planJoin(settings: JoinSettings, context: RecipeContext): Record<string, Plan[]> {
  const inputs = context.inputs.input ?? [];
  inputOf(context);
  const plans: Record<string, Plan[]> = {
    output: [afterStage(settings, planJoined(withSteps(settings, inputs), inputs))],
  };
  for (const side of ['left', 'right'] as const) {
    const role = unmatchedRoles[side];
    if (context.outputs[role]?.length) plans[role] = [planUnmatched(settings, context, side)];
  }
  return plans;
}

/** Ids of the roles for rows without a match. */
export const unmatchedRoles = { left: 'unmatched-left', right: 'unmatched-right' } as const;

type JoinColumns = JoinPlan['columns'];

/** All columns of both sides under their inner names. */
function joinedColumns(kind: JoinKind, left: readonly Carried[], right: readonly Carried[]): JoinColumns {
  return [
    ...(kind === 'right-anti'
      ? []
      : left.map((item) => ({ name: item.inner, side: 'left' as const, column: item.inner }))),
    ...(kind === 'left-anti'
      ? []
      : right.map((item) => ({ name: item.inner, side: 'right' as const, column: item.column }))),
  ];
}

/** The columns of the result, with their names, from those of the last join. */
function named(result: readonly Result[], found: JoinColumns): JoinColumns {
  const byInner = new Map(found.map((item) => [item.name, item]));
  return result.map(({ name, inner: from }) => ({ ...byInner.get(from)!, name }));
}

function carriedOf(input: DatasetInput, index: number): Carried[] {
  return input.schema.map(({ name }) => ({ inner: inner(index, name), column: name }));
}
