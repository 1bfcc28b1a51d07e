import { firstFew } from '../../../nodes/base/first-few.ts';
import type { RowFilter, TextMatch } from '../../../nodes/contract/dataset-view.ts';
import { emptyFormula, validFormula as meaningFormula } from '../../../nodes/contract/meaning-formula.ts';
import type { RuledColumn } from '../../../nodes/contract/meanings.ts';
import { type Column, temporalTypes } from '../../../nodes/contract/schema.ts';
import { columnInFormula } from '../../forms/formula/formula-words.ts';
import { isNumber } from '../../ui/cell-text.ts';

export type Filter = RowFilter;

export const matchWords: Readonly<Record<TextMatch, string>> = {
  contains: 'contains',
  'not-contains': 'does not contain',
  equals: 'is',
  starts: 'starts with',
  ends: 'ends with',
  pattern: 'matches the pattern',
};

export const textMatches = Object.keys(matchWords) as TextMatch[];

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A value as a formula writes it, of the type of its column; null when it is none. */
export function literal(column: Column, value: string): string | null {
  if (isNumber(column.type)) return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value) ? value.trim() : null;
  if (column.type === 'boolean') return /^(true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() : null;
  if (column.type === 'date') return `to_date(${text(value)})`;
  if (temporalTypes.includes(column.type)) return `to_timestamp(${text(value)})`;
  return text(value);
}

const asText = (column: Column): string => {
  const name = columnInFormula(column.name);
  return column.type === 'string' ? name : `to_text(${name})`;
};

const isEmpty = (column: Column): string => emptyFormula(column, columnInFormula(column.name));

function ofValues(column: Column, { values, exclude }: Extract<Filter, { kind: 'values' }>): string | null {
  const name = columnInFormula(column.name);
  const list = values.flatMap((value) => (value === null ? [] : (literal(column, value) ?? [])));
  const withNull = values.includes(null);
  const listed = list.length > 0 ? `${name} in (${list.join(', ')})` : null;
  if (!exclude) {
    if (withNull) return listed ? `(${listed} or is_null(${name}))` : `is_null(${name})`;
    return listed;
  }
  if (withNull) return listed ? `(not (${listed}) and is_not_null(${name}))` : `is_not_null(${name})`;
  return listed ? `(not (${listed}) or is_null(${name}))` : null;
}

function ofRange(column: Column, { from, to, exclude }: Extract<Filter, { kind: 'range' }>): string | null {
  const name = columnInFormula(column.name);
  const bound = (value: string, sign: string) => {
    const written = value.trim() === '' ? null : literal(column, value);
    return written === null ? [] : [`${name} ${sign} ${written}`];
  };
  const inside = [...bound(from, '>='), ...bound(to, '<=')];
  if (inside.length === 0) return null;
  return exclude ? `(not (${inside.join(' and ')}))` : `(${inside.join(' and ')})`;
}

function ofText(column: Column, { match, text: part }: Extract<Filter, { kind: 'text' }>): string | null {
  if (part === '') return null;
  const value = `lower(${asText(column)})`;
  const wanted = text(part.toLowerCase());
  const tests: Record<TextMatch, string> = {
    contains: `contains(${value}, ${wanted})`,
    'not-contains': `(not contains(${value}, ${wanted}) or is_null(${columnInFormula(column.name)}))`,
    equals: `${value} = ${wanted}`,
    starts: `starts_with(${value}, ${wanted})`,
    ends: `ends_with(${value}, ${wanted})`,
    pattern: `regex_match(${asText(column)}, ${text(part)})`,
  };
  return tests[match];
}

/** A condition that holds for cells that fit the column's meaning; null when anything fits. */
export const validFormula = (column: RuledColumn): string | null =>
  meaningFormula(column, columnInFormula(column.name));

/** The formula of a filter; null when it leaves every row. */
export function filterFormula(filter: Filter, schema: readonly RuledColumn[]): string | null {
  const column = schema.find(({ name }) => name === filter.column);
  if (!column) return null;
  switch (filter.kind) {
    case 'values':
      return ofValues(column, filter);
    case 'range':
      return ofRange(column, filter);
    case 'text':
      return ofText(column, filter);
    case 'has':
      return filter.item === '' ? null : `list_contains(${columnInFormula(column.name)}, ${text(filter.item)})`;
    case 'empty':
      return filter.empty ? isEmpty(column) : `not ${isEmpty(column)}`;
    case 'invalid': {
      const valid = validFormula(column);
      if (!valid) return null;
      return filter.invalid ? `(not ${isEmpty(column)} and not ${valid})` : `(${isEmpty(column)} or ${valid})`;
    }
  }
}

/** All filters and a formula as one formula; empty when there is none. */
export function wholeFormula(filters: readonly Filter[], formula: string, schema: readonly RuledColumn[]): string {
  const parts = filters.flatMap((filter) => filterFormula(filter, schema) ?? []);
  if (formula.trim()) parts.push(parts.length > 0 ? `(${formula})` : formula);
  return parts.join(' and ');
}

const few = 3;

/** A filter in words, after the name of its column. */
export function filterWords(filter: Filter): string {
  switch (filter.kind) {
    case 'values': {
      const values = filter.values.map((value) => (value === null ? 'null' : value === '' ? '(empty text)' : value));
      return `${filter.exclude ? 'is not' : 'is'} ${firstFew(values, few)}`;
    }
    case 'range': {
      const { from, to, exclude } = filter;
      if (exclude) return `not in ${from || '…'} – ${to || '…'}`;
      if (from && to) return `${from} – ${to}`;
      return from ? `≥ ${from}` : `≤ ${to}`;
    }
    case 'text':
      return `${matchWords[filter.match]} “${filter.text}”`;
    case 'has':
      return `has “${filter.item}”`;
    case 'empty':
      return filter.empty ? 'is empty' : 'is not empty';
    case 'invalid':
      return filter.invalid ? 'is invalid' : 'is valid or empty';
  }
}

/** The kinds of filter that suit a column, the likeliest first. */
export function filterKinds(column: RuledColumn): Filter['kind'][] {
  const valid: Filter['kind'][] = validFormula(column) ? ['invalid'] : [];
  if (isNumber(column.type) || temporalTypes.includes(column.type)) return ['range', 'values', 'empty', ...valid];
  if (column.type === 'array') return ['has', 'empty'];
  if (column.type === 'object' || column.type === 'geopoint') return ['empty'];
  return column.type === 'boolean' ? ['values', 'empty'] : ['values', 'text', 'empty', ...valid];
}

/** A filter of a kind that nothing is filled in of yet. */
export function newFilter(column: RuledColumn, kind: Filter['kind'] = filterKinds(column)[0] ?? 'empty'): Filter {
  const { name } = column;
  switch (kind) {
    case 'values':
      return { kind, column: name, values: [], exclude: false };
    case 'range':
      return { kind, column: name, from: '', to: '' };
    case 'text':
      return { kind, column: name, match: 'contains', text: '' };
    case 'has':
      return { kind, column: name, item: '' };
    case 'empty':
      return { kind, column: name, empty: true };
    case 'invalid':
      return { kind, column: name, invalid: true };
  }
}
