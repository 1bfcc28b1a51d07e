import { z } from 'zod';
import type { CatalogKind, FormSection, KindIdentity } from '../../../contract/catalog.ts';
import { type DataType, dataTypes, type Schema } from '../../../contract/schema.ts';
import type { StepRelation, StepResult } from './step-relation.ts';

/** An example of a step: run on both engines by the contract suite, shown in the help. Values as on the wire. */
export interface StepCase {
  title: string;
  settings: Record<string, unknown>;
  schema: Schema;
  rows: readonly (readonly unknown[])[];
  expect: { schema: Schema; rows: readonly (readonly unknown[])[] } | { error: string };
}

interface StepDefinition<S extends z.ZodObject> extends KindIdentity {
  readonly settings: S;
  readonly form: readonly FormSection[];
  readonly cases: readonly StepCase[];
  /** New columns or a filter, as expressions over the relation so far. Throws PREPARE_* and FORMULA_* errors. */
  apply(settings: z.output<S>, relation: StepRelation): StepResult;
}

/** A processor of the prepare recipe: row by row, so that it runs as SQL and on single records alike. */
export interface StepKind extends KindIdentity {
  readonly settings: z.ZodObject;
  readonly form: readonly FormSection[];
  readonly cases: readonly StepCase[];
  /** Parses the settings and applies the step; throws what is wrong with either. */
  apply(settings: unknown, relation: StepRelation): StepResult;
}

/** Makes a step of its definition. */
export function defineStep<S extends z.ZodObject>(definition: StepDefinition<S>): StepKind {
  return {
    ...definition,
    apply: (settings, relation) => {
      const parsed = definition.settings.safeParse(settings);
      if (!parsed.success) throw relation.settingsError(parsed.error.issues[0]);
      return definition.apply(parsed.data, relation);
    },
  };
}

/** A step as the catalogue publishes it. */
export function publishStep(kind: StepKind): CatalogKind {
  const { id, label, category, icon, keywords, help, form } = kind;
  const defaults = kind.settings.safeParse({});
  return {
    id,
    label,
    category,
    icon,
    keywords,
    help,
    form,
    version: 1,
    defaults: defaults.success ? (defaults.data as Record<string, unknown>) : {},
    settings: z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  };
}

/** Columns written shortly: `'name:string, amount:double'`. */
export function columnsOf(text: string): Schema {
  return text.split(',').map((part) => {
    const at = part.lastIndexOf(':');
    return { name: part.slice(0, at).trim(), type: dataTypeNamed(part.slice(at + 1).trim()) };
  });
}

function dataTypeNamed(name: string): DataType {
  const type = dataTypes.find((candidate) => candidate === name);
  if (type === undefined) throw new Error(`${name} is not a type`);
  return type;
}

/** At least one column, chosen by name. */
export const columnNames = z.array(z.string().min(1)).min(1, 'choose at least one column');
/** One column, chosen by name. */
export const columnName = z.string().min(1, 'choose a column');
/** Name of a result column; when left out the step works in place or names it itself. */
export const outputName = z.string().optional();
