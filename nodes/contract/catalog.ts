import type { ChartOption, Well } from './project/charts.ts';
import type { StatisticsSlot } from './statistics.ts';

/** How kinds are published to the workbench: identity, settings schema, form. Plain data. */

/** One field of a generic form. `key` is a path in the settings (`a.b`). */
export interface FormField {
  key: string;
  label: string;
  help?: string;
  /** Help that is shown when asked for; the catalog fills it where a kind says nothing itself. */
  hint?: string;
  widget: Widget;
  /** Options of a choice. */
  choices?: readonly { value: string | number | boolean; label: string }[];
  placeholder?: string;
  /** What is in force while the settings say nothing; the catalog fills it from the schema of the settings. */
  default?: unknown;
  /** Settings that are found anew when this one changes. */
  resets?: readonly string[];
  /** Shown only when the setting at `key` has one of these values. */
  showWhen?: { key: string; in: readonly (string | number | boolean)[] };
  /** For widget `list`: the fields of one item. */
  items?: readonly FormField[];
  /** For `column` and `columns`: which input role (default: the first), and which types are offered. */
  role?: string;
  types?: readonly string[];
  /** Most entries of `columns` and `strings`. */
  max?: number;
  /** For `strings`: values of the column that stands at this key are offered. */
  valuesOf?: string;
}

export type Widget =
  | 'text'
  | 'textarea'
  | 'number'
  | 'switch'
  | 'choice'
  | 'column'
  | 'columns'
  | 'formula'
  | 'list'
  | 'strings'
  | 'map'
  | 'json'
  | 'dataset'
  | 'meaning'
  | 'model';

export interface FormSection {
  title?: string;
  fields: readonly FormField[];
}

/** What every kind of every family has in common. */
export interface KindIdentity {
  readonly id: string;
  readonly label: string;
  /** Group in palettes and menus. */
  readonly category: string;
  /** Name of a Tabler icon, without prefix: `filter`, `arrows-join`. */
  readonly icon: string;
  readonly keywords: readonly string[];
  /** One or two sentences: what it does, when to use it. */
  readonly help: string;
}

/** A role a recipe kind reads from or writes to. */
export interface Role {
  readonly id: string;
  readonly label: string;
  readonly accepts: 'dataset' | 'model';
  readonly min: number;
  readonly max: number;
}

/** A kind as published by `GET /api/catalog`. */
export interface CatalogKind extends KindIdentity {
  version: number;
  form: readonly FormSection[];
  /** Defaults of the settings. */
  defaults: Record<string, unknown>;
  /** JSON Schema of the settings. */
  settings: Record<string, unknown>;
  /** Id of a custom editor where the form is not enough. */
  editor?: string;
  inputs?: readonly Role[];
  outputs?: readonly Role[];
  /** For charts: where fields are put, and which settings the kind knows. */
  wells?: readonly Well[];
  options?: readonly ChartOption[];
  /** For statistics cards: what columns are put into. */
  slots?: readonly StatisticsSlot[];
  /** For formula functions: signature text and examples. */
  signature?: string;
  examples?: readonly { formula: string; result: string }[];
}

export interface Catalog {
  recipes: CatalogKind[];
  steps: CatalogKind[];
  functions: CatalogKind[];
  formats: CatalogKind[];
  connections: CatalogKind[];
  algorithms: CatalogKind[];
  rules: CatalogKind[];
  charts: CatalogKind[];
  statistics: CatalogKind[];
  scenarioSteps: CatalogKind[];
  triggers: CatalogKind[];
  /** What tells others of a scenario's end. */
  reporters: CatalogKind[];
}
