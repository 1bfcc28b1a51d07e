import { type RuledColumn, ruleOf } from '../../nodes/contract/meanings.ts';
import { type Column, type DataType, type Meaning, temporalTypes } from '../../nodes/contract/schema.ts';
import { columnInFormula } from '../forms/formula/formula-words.ts';
import { isNumber } from '../ui/cell-text.ts';
import { type Filter, filterFormula, validFormula } from './filters/filters.ts';

/** A prepare step to add: its kind and the settings that differ from the kind's defaults. */
export interface StepDraft {
  kind: string;
  settings: Record<string, unknown>;
}

const step = (kind: string, settings: Record<string, unknown>): StepDraft => ({ kind, settings });

/** Keeps or removes the rows with these values. */
export function valuesStep(column: Column, values: readonly (string | null)[], action: 'keep' | 'remove'): StepDraft {
  if (!values.includes(null))
    return step('filter-values', { column: column.name, match: 'values', values: [...values], action });
  if (values.length === 1) return step('filter-empty', { columns: [column.name], action });
  const formula = filterFormula({ kind: 'values', column: column.name, values, exclude: false }, [column]);
  return step('filter-formula', { formula: formula ?? 'true', action });
}

/** Gives several values one name. */
export const mergeStep = (column: Column, values: readonly string[], to: string): StepDraft =>
  step('recode', { column: column.name, values: values.filter((from) => from !== to).map((from) => ({ from, to })) });

/** Whether cells can fail to fit what a column means. Steps name the meaning instead of copying what it says, so that they follow it. */
const canBeInvalid = (column: RuledColumn): boolean => validFormula(column) !== null;

/** Empties the cells that do not fit the meaning. */
export function clearInvalidStep(column: RuledColumn): StepDraft | null {
  const { name, meaning } = column;
  if (!canBeInvalid(column)) return null;
  return step('clear-invalid', { columns: [name], meaning, ...(!meaning?.startsWith('own:') && { asMeaning: true }) });
}

/** Removes the rows whose cell does not fit the meaning. */
export function removeInvalidStep(column: RuledColumn): StepDraft | null {
  return canBeInvalid(column) ? step('filter-meaning', { columns: [column.name], meaning: column.meaning }) : null;
}

export const fillStep = (column: Column, value: string): StepDraft =>
  step('fill-empty', { columns: [column.name], with: 'value', value });

export const removeEmptyStep = (column: Column): StepDraft =>
  step('filter-empty', { columns: [column.name], action: 'remove' });

/** Values beyond the bounds become the bounds. */
export const clipStep = (column: Column, low: number, high: number): StepDraft =>
  step('clip', { columns: [column.name], min: low, max: high });

/** Rows beyond the bounds go; those without a value stay. */
export const removeOutliersStep = (column: Column, low: number, high: number): StepDraft => {
  const name = columnInFormula(column.name);
  return step('filter-formula', { formula: `${name} < ${low} or ${name} > ${high}`, action: 'remove' });
};

/** Cells beyond the bounds become empty. */
export const clearOutliersStep = (column: Column, low: number, high: number): StepDraft =>
  step('clear-invalid', { columns: [column.name], meaning: 'range', min: low, max: high });

/** Another type; texts with dates are read in the usual formats, numbers with a decimal comma with a point. */
export function changeTypeStep(column: Column, type: DataType, commas = false): StepDraft {
  const { name } = column;
  if (column.type === 'string' && temporalTypes.includes(type))
    return step('parse-date', { column: name, type: type === 'date' ? 'date' : 'timestamp' });
  if (column.type === 'string' && type === 'double' && commas) {
    const formula = `to_number(replace(replace(${columnInFormula(name)}, '.', ''), ',', '.'))`;
    return step('formula', { column: name, formula });
  }
  return step('convert-type', { columns: [name], type });
}

/** The same rows as a filter shows. */
export function filterStep(filter: Filter, column: RuledColumn): StepDraft | null {
  if (filter.kind === 'values') return valuesStep(column, filter.values, filter.exclude ? 'remove' : 'keep');
  if (filter.kind === 'invalid') {
    if (!canBeInvalid(column)) return null;
    const action = filter.invalid ? 'keep' : 'remove';
    return step('filter-meaning', { columns: [column.name], meaning: column.meaning, action });
  }
  const formula = filterFormula(filter, [column]);
  return formula ? step('filter-formula', { formula, action: 'keep' }) : null;
}

export const trimStep = (column: Column): StepDraft =>
  step('normalise-text', { columns: [column.name], operations: ['trim', 'collapse'], emptyToNull: true });

export const lowerStep = (column: Column): StepDraft =>
  step('normalise-text', { columns: [column.name], operations: ['trim', 'lower'] });

export const deleteColumnStep = (column: Column): StepDraft => step('delete-columns', { columns: [column.name] });

export const renameStep = (column: Column, to: string): StepDraft =>
  step('rename', { renames: [{ from: column.name, to }] });

/** The type that a text column's meaning asks for. */
export function typeOfMeaning(column: Column): DataType | null {
  if (column.type !== 'string' || !column.meaning) return null;
  const types: Partial<Record<Meaning, DataType>> = {
    integer: 'bigint',
    decimal: 'double',
    boolean: 'boolean',
    date: 'date',
    latitude: 'double',
    longitude: 'double',
  };
  return types[column.meaning as Meaning] ?? null;
}

/** Types a column may be changed to. */
export const typeChoices = (column: Column): DataType[] =>
  (['string', 'bigint', 'double', 'boolean', 'date', 'timestamp'] as const).filter(
    (type) => type !== column.type && !(isNumber(column.type) && (type === 'date' || type === 'timestamp')),
  );

/** Groups of values that differ only in case, spaces, accents or punctuation; the most frequent spelling first. */
export function similarValues(top: readonly { value: string; count: number }[]): { to: string; values: string[] }[] {
  const groups = new Map<string, { value: string; count: number }[]>();
  for (const one of top) {
    const key = one.value
      .normalize('NFKD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (key) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const sorted = [...group].sort((a, b) => b.count - a.count);
      return { to: sorted[0]?.value ?? '', values: sorted.map(({ value }) => value) };
    });
}

/** What a column means in words, for sentences. */
export function meaningWords(column: RuledColumn): string {
  const label = ruleOf(column)?.label ?? 'value';
  return column.meaning?.startsWith('own:') ? `“${label}”` : label.toLowerCase();
}
