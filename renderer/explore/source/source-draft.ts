import type { FormSection } from '../../../nodes/contract/catalog.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';

export type Format = { kind: string } & Record<string, unknown>;

/** Where rows of files come from, as it is being edited. */
export interface SourceDraft {
  connection: string;
  path: string;
  /** What was set; null: everything is to be found in the files. */
  format: Format | null;
  /** Columns as they are to be read; null: as found. */
  schema: Schema | null;
}

/** Settings without those that were emptied: they are found in the files again. An empty quote means that there is none. */
export function cleanFormat(format: Format): Format {
  const isSet = ([key, value]: [string, unknown]) =>
    value !== undefined && value !== null && (value !== '' || key === 'quote');
  return Object.fromEntries(Object.entries(format).filter(isSet)) as Format;
}

/** Without the settings that are to be found anew after the change of others. */
export function withResets(form: readonly FormSection[], before: Record<string, unknown>, after: Format): Format {
  const changed = (key: string) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const fields = form.flatMap((section) => section.fields);
  const reset = new Set(fields.flatMap(({ key, resets = [] }) => (changed(key) ? resets : [])));
  return Object.fromEntries(Object.entries(after).filter(([key]) => changed(key) || !reset.has(key))) as Format;
}

const columnSettings = ['newColumns', 'misfits', 'skipBroken', 'repeatedHeader', 'compression'];

/** True when other columns may be found after the change of these settings. */
export function changesColumns(before: Format, after: Format): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].some(
    (key) => !columnSettings.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}

/** The same schema in the eyes of a reader of the project. */
export const sameSchema = (a: Schema | null | undefined, b: Schema | null | undefined): boolean =>
  JSON.stringify((a ?? []).map(plain)) === JSON.stringify((b ?? []).map(plain));

const plain = ({ name, type, meaning, comment }: Column) => [name, type, meaning ?? null, comment || null];

/** Keys of all fields of a form. */
export const keysOf = (form: readonly FormSection[]): string[] =>
  form.flatMap(({ fields }) => fields.map(({ key }) => key));
