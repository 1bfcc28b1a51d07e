import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import {
  type Column,
  type DataType,
  numericTypes,
  type Schema,
  temporalTypes,
  typeWords,
} from '../../contract/schema.ts';
import type { Axis, StatisticsSlot } from '../../contract/statistics.ts';
import { isEmptySql } from '../data/meaning-sql.ts';
import { quoteIdentifier } from '../sql/quote.ts';

export const isNumber = ({ type }: Pick<Column, 'type'>): boolean => numericTypes.includes(type);
export const isTime = ({ type }: Pick<Column, 'type'>): boolean => temporalTypes.includes(type);

const structured: readonly DataType[] = ['array', 'object', 'geopoint'];
export const isCategory = ({ type }: Pick<Column, 'type'>): boolean => !structured.includes(type);

/** The value as a double: seconds since 1970 of times. Null for what is empty, not a number or infinite. */
export function numberSql(column: Column): string {
  const name = quoteIdentifier(column.name);
  if (column.type === 'double') return `CASE WHEN isfinite(${name}) THEN ${name} END`;
  return isTime(column) ? `CASE WHEN isfinite(${name}) THEN epoch(${name}) END` : `CAST(${name} AS DOUBLE)`;
}

/** The value as a text that names its group. Null for what is empty or not a number. */
export function groupSql(column: Column): string {
  const name = quoteIdentifier(column.name);
  const text = column.type === 'string' ? name : `CAST(${name} AS VARCHAR)`;
  const empty = column.type === 'double' ? `(${name} IS NULL OR isnan(${name}))` : isEmptySql(column);
  return `CASE WHEN NOT ${empty} THEN ${text} END`;
}

/** A double as SQL, infinities too. */
export const doubleSql = (value: number): string => `'${value}'::DOUBLE`;

export const axisOf = (column: Column): Axis => ({ label: column.name, ...(isTime(column) && { unit: 'time' }) });

/** The column of that name, which is known by now. */
export function columnOf(schema: Schema, name: string): Column {
  const found = schema.find((column) => column.name === name);
  if (!found) throw new Error(`there is no column ${name}`);
  return found;
}

const takes: Record<StatisticsSlot['takes'], { fits: (column: Column) => boolean; words: string }> = {
  number: { fits: isNumber, words: 'a number' },
  'number-or-time': { fits: (column) => isNumber(column) || isTime(column), words: 'a number or a date' },
  category: { fits: isCategory, words: 'a column of single values' },
  'two-values': { fits: isCategory, words: 'a column of single values' },
  any: { fits: () => true, words: 'any column' },
};

/** Names in a slot of the settings. */
export function namesIn(settings: Record<string, unknown>, { key }: StatisticsSlot): string[] {
  const value = settings[key];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((name): name is string => typeof name === 'string' && name !== '');
}

/**
 * Checks that every slot has as many columns as it needs, which exist and are of the type that it takes.
 * STATISTICS_INCOMPLETE, STATISTICS_SETTINGS, DATA_COLUMN_UNKNOWN, STATISTICS_COLUMN_TYPE.
 */
export function checkSlots(
  card: { label: string; slots: readonly StatisticsSlot[] },
  settings: Record<string, unknown>,
  { schema, dataset }: { schema: Schema; dataset: string },
): void {
  const names = schema.map(({ name }) => name);
  for (const slot of card.slots) {
    const chosen = namesIn(settings, slot);
    if (chosen.length < slot.min) {
      const missing = slot.min > 1 ? `at least ${slot.min} columns in “${slot.label}”` : `a column in “${slot.label}”`;
      throw fail('STATISTICS_INCOMPLETE', { card: card.label, missing });
    }
    if (chosen.length > slot.max)
      throw fail('STATISTICS_SETTINGS', {
        card: card.label,
        path: slot.label,
        problem: `${chosen.length} columns are chosen; at most ${slot.max} can be looked at together`,
      });
    for (const name of chosen) {
      const column = schema.find((one) => one.name === name);
      const near = column ? undefined : closest(name, names);
      if (!column)
        throw fail('DATA_COLUMN_UNKNOWN', {
          dataset,
          column: name,
          suggestion: near ? `; did you mean “${near}”?` : '',
        });
      const { fits, words } = takes[slot.takes];
      if (!fits(column))
        throw fail('STATISTICS_COLUMN_TYPE', { column: name, type: typeWords[column.type], wanted: words });
    }
  }
}

/** A figure of the database as a number; null where it is none, or beyond what a number holds. */
export function toNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
