import { z } from 'zod';
import { issueWords } from '../../base/issue-words.ts';
import type { CatalogKind, FormSection, KindIdentity } from '../../contract/catalog.ts';
import { fail } from '../../contract/errors/index.ts';
import type { ruleStatuses } from '../../contract/flow.ts';
import type { OwnMeanings } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Aggregate } from '../sql/plan.ts';

export type RuleStatus = (typeof ruleStatuses)[number];

/** A figure that the one scan of a dataset computes. */
export type Measure = Omit<Aggregate, 'name'>;

/** Figures by name; 64-bit counts are numbers, texts and times as on the wire. */
export type Measured = Readonly<Record<string, number | string | null>>;

/** What a rule may look at besides its figures. */
export interface RuleContext {
  /** Columns as they are. */
  schema: Schema;
  /** Columns as declared in the project. */
  declared: Schema | undefined;
  /** Rows of the dataset. */
  rows: number;
  /** Earlier observed values of this rule, oldest first. */
  history: readonly number[];
}

/** The table whose rows are good or not: its columns as they are and as declared, and what they may mean beside the built-in meanings. */
export interface RuleTable {
  schema: Schema;
  declared?: Schema | undefined;
  meanings: OwnMeanings;
}

export interface Verdict {
  status: RuleStatus;
  observed: string | number | null;
  message: string;
  /** Rows that fail, for rules about rows. */
  failedRows?: number;
}

/** An example of a rule: rows of one table, and what the rule says of them. */
export interface RuleCase {
  title: string;
  settings: Record<string, unknown>;
  schema: Schema;
  rows: readonly (readonly unknown[])[];
  declared?: Schema;
  meanings?: OwnMeanings;
  history?: readonly number[];
  expect: { status: RuleStatus; observed?: string | number | null };
}

interface Common extends KindIdentity {
  readonly version: number;
  readonly form: readonly FormSection[];
  readonly cases: readonly RuleCase[];
}

/** What the file of a rule kind declares. */
export interface RuleDefinition<S extends z.ZodObject> extends Common {
  readonly settings: S;
  /** Label of a rule without one of its own. */
  describe(settings: z.output<S>): string;
  /** Columns the rule needs; a missing one makes it NOT_COMPUTED. */
  columns?(settings: z.output<S>): string[];
  measures?(settings: z.output<S>, context: { schema: Schema }): Record<string, Measure>;
  /** Formula that holds for a good row. Rows where it is empty are good. */
  good?(settings: z.output<S>, table: RuleTable): string;
  /** Columns which make every row good when none of their cells is empty: files that say so need not be read for it. */
  goodUnlessEmpty?(settings: z.output<S>): string[];
  /** `figures` has the measures by name, and `failed` (rows that are not good) when `good` is given. */
  evaluate(settings: z.output<S>, figures: Measured, context: RuleContext): Verdict;
}

/** A rule kind as everyone else sees it: settings of any shape, parsed inside. QUALITY_SETTINGS for settings that do not fit. */
export interface RuleKind extends Common {
  readonly settings: z.ZodObject;
  describe(settings: Record<string, unknown>): string;
  columns(settings: Record<string, unknown>): string[];
  measures(settings: Record<string, unknown>, context: { schema: Schema }): Record<string, Measure>;
  good(settings: Record<string, unknown>, table: RuleTable): string | undefined;
  goodUnlessEmpty(settings: Record<string, unknown>): string[] | undefined;
  evaluate(settings: Record<string, unknown>, figures: Measured, context: RuleContext): Verdict;
  catalog(): CatalogKind;
}

/** Makes a kind of a definition: parsing is the same for all. */
export function defineRule<S extends z.ZodObject>(definition: RuleDefinition<S>): RuleKind {
  const parse = (settings: Record<string, unknown>): z.output<S> => {
    const parsed = definition.settings.safeParse(settings);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw fail('QUALITY_SETTINGS', {
      kind: definition.label,
      path: issue?.path.join('.') || 'settings',
      problem: issueWords(issue),
    });
  };
  const { id, label, category, icon, keywords, help, version, form, cases } = definition;
  return {
    ...{ id, label, category, icon, keywords, help, version, form, cases },
    settings: definition.settings,
    describe: (settings) => definition.describe(parse(settings)),
    columns: (settings) => definition.columns?.(parse(settings)) ?? [],
    measures: (settings, context) => definition.measures?.(parse(settings), context) ?? {},
    good: (settings, table) => definition.good?.(parse(settings), table),
    goodUnlessEmpty: (settings) => definition.goodUnlessEmpty?.(parse(settings)),
    evaluate: (settings, figures, context) => definition.evaluate(parse(settings), figures, context),
    catalog: () => ({
      ...{ id, label, category, icon, keywords, help, version, form },
      defaults: defaultsOf(definition.settings),
      settings: z.toJSONSchema(definition.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    }),
  };
}

function defaultsOf(schema: z.ZodObject): Record<string, unknown> {
  const parsed = schema.safeParse({});
  return parsed.success ? parsed.data : {};
}
