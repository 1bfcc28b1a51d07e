import { z } from 'zod';
import type { FormSection } from '../../contract/catalog.ts';
import { planSchema } from '../expr/schema-of.ts';
import type { Plan } from '../sql/plan.ts';
import { sameColumns, scanOf } from './columns.ts';
import { condition, formula } from './formula.ts';
import type { DatasetInput } from './recipe-kind.ts';

const Computed = z.object({ name: z.string().min(1), formula: z.string().min(1) });

/** Settings that recipes with one main input share: a filter and computed columns before, a filter after. */
export const stageFields = {
  before: z.object({ filter: z.string().optional(), columns: z.array(Computed).optional() }).optional(),
  after: z.object({ filter: z.string().optional() }).optional(),
};

interface Stages {
  before?: { filter?: string; columns?: readonly { name: string; formula: string }[] };
  after?: { filter?: string };
}

export const stageForm: readonly FormSection[] = [
  {
    title: 'Before and after',
    fields: [
      { key: 'before.filter', label: 'Keep input rows where', widget: 'formula' },
      {
        key: 'before.columns',
        label: 'Computed columns',
        widget: 'list',
        items: [
          { key: 'name', label: 'Name', widget: 'text' },
          { key: 'formula', label: 'Formula', widget: 'formula' },
        ],
      },
      { key: 'after.filter', label: 'Keep result rows where', widget: 'formula' },
    ],
  },
];

/** The input after its own filter and computed columns: as a plan, and with the columns to choose from. */
export function beforeStage(settings: Stages, input: DatasetInput): { input: DatasetInput; plan: Plan } {
  let plan = scanOf(input);
  if (settings.before?.filter)
    plan = {
      op: 'filter',
      input: plan,
      where: condition(settings.before.filter, input.schema, { where: 'Filter before', path: 'before.filter' }),
    };
  const computed = settings.before?.columns ?? [];
  if (computed.length === 0) return { input, plan };
  const columns = computed.map((column, index) => {
    const at = { where: `Computed column “${column.name}”`, path: `before.columns.${index}.formula` };
    return { name: column.name, expr: formula(column.formula, input.schema, at).expr };
  });
  const names = new Set(computed.map(({ name }) => name));
  const kept = sameColumns(input.schema).filter(({ name }) => !names.has(name));
  plan = { op: 'project', input: plan, columns: [...kept, ...columns] };
  return { input: { ...input, schema: planSchema(plan) }, plan };
}

/** The result after its filter. */
export function afterStage(settings: Stages, plan: Plan): Plan {
  if (!settings.after?.filter) return plan;
  const where = condition(settings.after.filter, planSchema(plan), { where: 'Filter after', path: 'after.filter' });
  return { op: 'filter', input: plan, where };
}
