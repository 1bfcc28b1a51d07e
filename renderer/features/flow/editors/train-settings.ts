import { type Column, type RowsPage, type Schema, temporalTypes } from '../../../../nodes/contract/schema.ts';
import { isNumber } from '../../../ui/cell-text.ts';

export type Task = 'binary' | 'multiclass' | 'regression';

export interface FeatureChoice {
  column: string;
  use?: 'input' | 'reject';
  kind?: 'auto' | 'numeric' | 'category';
}

export interface Split {
  kind: 'random' | 'time';
  testShare?: number;
  seed?: number;
  column?: string;
  from?: number | string;
}

/** A class of the target with its rows. */
export interface ClassRows {
  value: string | null;
  rows: number;
}

/** The classes of the target as a group recipe counts them, most frequent first. */
export function classesOf(page: RowsPage | null | undefined): ClassRows[] {
  const [values = [], rows = []] = page?.columns ?? [];
  return values
    .map((value, at) => ({ value: value === null ? null : String(value), rows: Number(rows[at] ?? 0) }))
    .sort((a, b) => b.rows - a.rows);
}

const mostClasses = 20;

/** The task that a target suggests: two values are two classes, many numbers are a number to predict. */
export function likelyTask(column: Column | undefined, classes: readonly ClassRows[]): Task {
  const filled = classes.filter(({ value }) => value !== null);
  if (column?.type === 'boolean' || filled.length === 2) return 'binary';
  if (column && isNumber(column.type) && (filled.length > mostClasses || column.type === 'double')) return 'regression';
  return 'multiclass';
}

/** The class that a model would look for: the one that says yes, else the rarer one. */
export function likelyPositive(classes: readonly ClassRows[]): string | undefined {
  const filled = classes.filter(({ value }) => value !== null);
  const yes = filled.find(({ value }) => /^(1|true|yes|y|fraud|churn(ed)?)$/i.test(value ?? ''));
  return (yes ?? filled.at(-1))?.value ?? undefined;
}

/** What is decided about a column; automatic when nothing is. */
export function choiceOf(features: readonly FeatureChoice[], column: string): Required<FeatureChoice> {
  const found = features.find((one) => one.column === column);
  return { column, use: found?.use ?? 'input', kind: found?.kind ?? 'auto' };
}

/** The choices with one changed; what is automatic is not kept, none at all is undefined. */
export function withChoice(features: readonly FeatureChoice[], choice: FeatureChoice): FeatureChoice[] | undefined {
  const others = features.filter(({ column }) => column !== choice.column);
  const isAutomatic = (choice.use ?? 'input') === 'input' && (choice.kind ?? 'auto') === 'auto';
  const next = isAutomatic ? others : [...others, choice];
  return next.length > 0 ? next : undefined;
}

/** Columns that rows can be split by in time, likely ones first. */
export const timeColumns = (schema: Schema): Schema => [
  ...schema.filter(({ type }) => temporalTypes.includes(type)),
  ...schema.filter(({ type }) => isNumber(type)),
];

/** The question whose answer draws the bar of a split by time: first and last time, and the time at which the test begins. */
export function cutQuestion(column: Column, testShare: number): Record<string, unknown> {
  const isTime = temporalTypes.includes(column.type);
  const name = `"${column.name.replaceAll('"', '""')}"`;
  return {
    before: { columns: [{ name: '#t', formula: isTime ? `epoch_seconds(${name})` : name }] },
    keys: [],
    aggregates: [
      { column: column.name, fn: 'min', name: 'first' },
      { column: column.name, fn: 'max', name: 'last' },
      { column: '#t', fn: 'quantile', parameter: Math.max(0, Math.min(1, 1 - testShare)), name: 'cut' },
      { column: '#t', fn: 'min', name: 'low' },
      { column: '#t', fn: 'max', name: 'high' },
    ],
  };
}

export interface Cut {
  first: string;
  last: string;
  cut: string;
  /** Where the cut is between first and last, 0 to 1. */
  at: number;
}

/** The answer to `cutQuestion` in words. */
export function cutOf(page: RowsPage | null | undefined, column: Column): Cut | null {
  const [first, last, cut, low, high] = (page?.columns ?? []).map(([value]) => value);
  if (first == null || last == null || cut == null) return null;
  const [at, from, to] = [cut, low, high].map(Number) as [number, number, number];
  const isTime = temporalTypes.includes(column.type);
  const words = (value: unknown) =>
    String(value)
      .replace('T', ' ')
      .slice(0, isTime ? 16 : undefined);
  return {
    first: words(first),
    last: words(last),
    cut: isTime ? new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ') : String(Number(at.toPrecision(6))),
    at: to > from ? (at - from) / (to - from) : 1,
  };
}
