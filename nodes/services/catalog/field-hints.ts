import type { Catalog, CatalogKind, FormField } from '../../contract/catalog.ts';
import { otherHints } from './hints/others.ts';
import { recipeHints } from './hints/recipes.ts';
import { stepHints } from './hints/steps.ts';

type Hints = Readonly<Record<string, string>>;

/** Which hints speak of a family, the first that has one first. */
const hintsOf: Partial<Record<keyof Catalog, readonly Hints[]>> = {
  recipes: [recipeHints],
  algorithms: [recipeHints],
  steps: [stepHints, recipeHints],
};

/**
 * The catalog with a hint on every field whose kind says nothing about it itself. The same setting has the same hint
 * wherever it occurs.
 */
export function withHints(catalog: Catalog): Catalog {
  const families = Object.entries(catalog) as [keyof Catalog, CatalogKind[]][];
  return Object.fromEntries(
    families.map(([family, kinds]) => [
      family,
      kinds.map((kind) => hinted(kind, hintsOf[family] ?? [otherHints, stepHints])),
    ]),
  ) as unknown as Catalog;
}

function hinted(kind: CatalogKind, hints: readonly Hints[]): CatalogKind {
  const form = kind.form.map((section) => ({
    ...section,
    fields: section.fields.map((field) => hintedField(field, hints, '')),
  }));
  return { ...kind, form };
}

function hintedField(field: FormField, hints: readonly Hints[], before: string): FormField {
  const path = `${before}${field.key}`;
  const items = field.items?.map((item) => hintedField(item, hints, `${path}.`));
  const own = { ...field, ...(items ? { items } : {}) };
  if (field.help) return own;
  const keys = [
    `${path}|${field.label}`,
    `${field.key}|${field.label}`,
    `${field.key.split('.').at(-1)}|${field.label}`,
  ];
  const hint = keys.flatMap((key) => hints.flatMap((some) => some[key] ?? []))[0];
  return hint === undefined ? own : { ...own, hint };
}
