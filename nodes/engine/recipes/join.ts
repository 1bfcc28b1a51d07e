import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import type { Column } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { JoinKind, Plan } from '../sql/plan.ts';
import { col, inputOf, isNumeric, isTemporal, requireColumn, requireDistinct, scanOf } from './columns.ts';
import { joinCases } from './join-cases.ts';
import { type DatasetInput, defineRecipe, type RecipeContext } from './recipe-kind.ts';
import { oneOutput, someInputs } from './roles.ts';
import { afterStage, stageFields } from './stages.ts';

const kinds = [
  'left',
  'inner',
  'right',
  'full',
  'left-anti',
  'right-anti',
  'cross',
  'asof',
] as const satisfies readonly JoinKind[];
const compares = ['eq', 'ge', 'gt', 'le', 'lt', 'ne'] as const;

const Condition = z.object({
  /** Column of one of the inputs before, by default of the first. */
  left: z.string(),
  leftInput: z.number().int().min(0).default(0),
  right: z.string(),
  compare: z.enum(compares).default('eq'),
});

const Step = z.object({
  kind: z.enum(kinds).default('left'),
  on: z.array(Condition).default([]),
  /** Columns of this input that are kept; absent: all but the keys. */
  columns: z.array(z.string()).optional(),
  /** Put before the names of this input's columns. */
  prefix: z.string().default(''),
});
type Step = z.infer<typeof Step>;

const settingsSchema = z.object({
  after: stageFields.after,
  /** Columns of the first input that are kept; absent: all. */
  columns: z.array(z.string()).optional(),
  /** One for each input after the first, in order. */
  joins: z.array(Step).default([]),
});
type Settings = z.infer<typeof settingsSchema>;

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
function resultColumns(settings: Settings, inputs: readonly DatasetInput[]): (Result & { input: number })[] {
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
function sharedKeys(settings: Settings, inputs: readonly DatasetInput[]): Map<string, Expr> {
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

function planJoin(settings: Settings, context: RecipeContext): Plan {
  const inputs = context.inputs.input ?? [];
  const steps = inputs.slice(1).map((_, index) => settings.joins[index] ?? Step.parse({}));
  const complete = { ...settings, joins: steps };
  const result = resultColumns(complete, inputs);
  const shared = sharedKeys(complete, inputs);
  let plan = scanOf(inputOf(context));
  let carried: Carried[] = carriedOf(inputs[0]!, 0);
  for (const [index, step] of steps.entries()) {
    const right = inputs[index + 1]!;
    const on = conditions(inputs, step, index + 1);
    const found = joinedColumns(step.kind, carried, carriedOf(right, index + 1));
    const isLast = index === steps.length - 1 && shared.size === 0;
    plan = {
      op: 'join',
      kind: step.kind,
      left: plan,
      right: scanOf(right),
      on: on.map((each) => ({ left: col(each.left), right: col(each.right), compare: each.compare })),
      columns: isLast ? named(result, found) : found,
    };
    carried = found.map(({ name }) => ({ inner: name, column: name }));
  }
  if (shared.size === 0) return plan;
  const columns = result.map(({ name, inner: from }) => ({ name, expr: shared.get(from) ?? col(from) }));
  return { op: 'project', input: plan, columns };
}

type JoinColumns = Extract<Plan, { op: 'join' }>['columns'];

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

export const joinRecipe = defineRecipe({
  id: 'join',
  version: 1,
  label: 'Join',
  category: 'combine',
  icon: 'arrows-join',
  keywords: ['merge', 'lookup', 'vlookup', 'match', 'enrich', 'anti', 'cross', 'as-of'],
  help: 'Brings the columns of two or more datasets together where their keys match. As-of joins take the latest earlier row, anti joins keep what has no match.',
  settings: settingsSchema,
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns of the first input (empty: all)', widget: 'columns' },
        {
          key: 'joins',
          label: 'Joined inputs, in order',
          widget: 'list',
          items: [
            { key: 'kind', label: 'Kind', widget: 'choice', choices: kinds.map((value) => ({ value, label: value })) },
            {
              key: 'on',
              label: 'Conditions',
              widget: 'list',
              items: [
                { key: 'left', label: 'Left column', widget: 'column' },
                {
                  key: 'compare',
                  label: 'Compare',
                  widget: 'choice',
                  choices: compares.map((value) => ({ value, label: value })),
                },
                { key: 'right', label: 'Right column', widget: 'text' },
              ],
            },
            { key: 'prefix', label: 'Prefix of its columns', widget: 'text' },
            { key: 'columns', label: 'Its columns (empty: all but the keys)', widget: 'strings' },
          ],
        },
        { key: 'after.filter', label: 'Keep result rows where', widget: 'formula' },
      ],
    },
  ],
  editor: 'join',
  inputs: someInputs,
  outputs: oneOutput,
  plan: (settings, context) => ({ output: [afterStage(settings, planJoin(settings, context))] }),
  review(settings, counts) {
    const before = counts.inputs.input?.[0];
    const after = counts.outputs.output?.[0];
    const keepsLeft = settings.joins.every((step) => ['left', 'inner', 'asof', 'left-anti'].includes(step.kind));
    if (before === null || before === undefined || after === undefined || !keepsLeft || after <= before) return [];
    return [
      `The join gives ${after} rows for ${before} rows of its first input: a key occurs more than once in a joined input.`,
    ];
  },
  cases: joinCases,
});
