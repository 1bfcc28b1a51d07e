import { z } from 'zod';
import type { CatalogKind, FormSection, KindIdentity } from '../../contract/catalog.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { StatisticsSection, StatisticsSlot } from '../../contract/statistics.ts';
import type { Distributions } from './distributions.ts';

/** What a card computes with. */
export interface CardContext {
  /** Columns of the dataset. */
  schema: Schema;
  /** The rows looked at, as SQL after FROM. */
  rows: string;
  /** How many they are. */
  count: number;
  /** Significance level; intervals cover 1 − level. */
  level: number;
  distributions: Distributions;
  /** Runs a query of few rows; values by column. */
  query(sql: string): Promise<unknown[][]>;
}

/** An example of a card: rows of one table, and what it finds in them. */
export interface CardCase {
  title: string;
  settings: Record<string, unknown>;
  schema: Schema;
  rows: readonly (readonly unknown[])[];
  level?: number;
  expect: CardExpectation;
}

/** Figures by label, outcomes by their place; numbers to nine significant digits. Or the code of the error. */
export type CardExpectation =
  | { error: string }
  | {
      figures?: Readonly<Record<string, number | string | null>>;
      tests?: readonly {
        statistic?: number;
        df?: readonly number[];
        p?: number;
        adjustedP?: number;
        effect?: number;
        estimate?: number;
        interval?: readonly [number, number];
        problem?: string;
      }[];
      matrix?: readonly (readonly (number | null)[])[];
      table?: { section: string; rows: readonly (readonly (number | string)[])[] };
    };

interface Common extends KindIdentity {
  readonly version: number;
  readonly form: readonly FormSection[];
  /** Where columns are put, in the order of the form. */
  readonly slots: readonly StatisticsSlot[];
  readonly cases: readonly CardCase[];
}

/** What the file of a card kind declares. */
export interface CardDefinition<S extends z.ZodObject> extends Common {
  readonly settings: S;
  /** Sections of what was found. Columns are known and of the type that their slot takes. STATISTICS_*. */
  compute(settings: z.output<S>, context: CardContext): Promise<StatisticsSection[]>;
}

/** A card kind as everyone else sees it: settings of any shape, parsed inside. STATISTICS_SETTINGS for those that do not fit. */
export interface CardKind extends Common {
  readonly settings: z.ZodObject;
  parse(settings: Record<string, unknown>): Record<string, unknown>;
  compute(settings: Record<string, unknown>, context: CardContext): Promise<StatisticsSection[]>;
  catalog(): CatalogKind;
}

/** Makes a kind of a definition: parsing and publishing are the same for all. */
export function defineCard<S extends z.ZodObject>(definition: CardDefinition<S>): CardKind {
  const { id, label, category, icon, keywords, help, version, form, slots, cases } = definition;
  const parse = (settings: Record<string, unknown>): z.output<S> => {
    const parsed = definition.settings.safeParse(settings);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') || 'settings';
    throw fail('STATISTICS_SETTINGS', { card: label, path, problem: issue?.message ?? 'not as expected' });
  };
  return {
    ...{ id, label, category, icon, keywords, help, version, form, slots, cases },
    settings: definition.settings,
    parse,
    compute: (settings, context) => definition.compute(parse(settings), context),
    catalog: () => ({
      ...{ id, label, category, icon, keywords, help, version, form, slots },
      defaults: definition.settings.parse({}),
      settings: z.toJSONSchema(definition.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    }),
  };
}
