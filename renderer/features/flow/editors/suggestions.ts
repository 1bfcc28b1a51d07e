import { type Column, temporalTypes } from '../../../../nodes/contract/schema.ts';
import { columnInFormula } from '../../../forms/formula/formula-words.ts';
import { cellText, isNumber } from '../../../ui/cell-text.ts';

/** A step that is offered: its kind with settings filled in. */
export interface Suggestion {
  label: string;
  kind: string;
  settings: Record<string, unknown>;
  /** Settings are still to be chosen: the step is only opened. */
  open?: boolean;
}

export interface SuggestionGroup {
  label: string;
  items: Suggestion[];
}

const one = (label: string, kind: string, settings: Record<string, unknown>): Suggestion => ({ label, kind, settings });

function byType({ name, type }: Column): Suggestion[] {
  if (type === 'string')
    return [
      one('Trim white space', 'normalise-text', { columns: [name], operations: ['trim', 'collapse'] }),
      one('Small letters', 'normalise-text', { columns: [name], operations: ['lower'] }),
      one('Capitals', 'normalise-text', { columns: [name], operations: ['upper'] }),
      one('Find and replace…', 'find-replace', { columns: [name], replacements: [{ find: '', replace: '' }] }),
      one('Merge or translate values…', 'recode', { column: name, values: [{ from: '', to: '' }] }),
      one('Split at a separator…', 'split', { column: name, separator: ',' }),
      one('Read as date', 'parse-date', { column: name }),
      one('Read as number', 'convert-type', { columns: [name], type: 'double' }),
      one('Take the number out of the text', 'extract-number', { column: name, name: `${name}_number` }),
    ];
  if (isNumber(type))
    return [
      one('Round', 'round', { columns: [name], digits: 0 }),
      one('Cut off below and above…', 'clip', { columns: [name] }),
      one('Put into ranges…', 'bin', { column: name, mode: 'width', width: 10 }),
      one('Logarithm', 'transform-number', { column: name, operation: 'ln1p', name: `${name}_log` }),
      one('Read seconds since 1970 as time', 'unix-time', { column: name, name: `${name}_time` }),
      one('Make it text', 'convert-type', { columns: [name], type: 'string' }),
    ];
  if (temporalTypes.includes(type))
    return [
      one('Year, month, weekday, hour', 'date-parts', {
        column: name,
        parts: ['year', 'month', 'weekday', ...(type === 'date' ? [] : ['hour'])],
      }),
      one('Cut down to the day', 'date-truncate', { column: name, unit: 'day', name: `${name}_day` }),
      one('Time to another date…', 'date-difference', { from: name, to: '', unit: 'day', name: `days_since_${name}` }),
      one('Shift by days…', 'date-shift', { column: name, count: 1, unit: 'day', name: `${name}_shifted` }),
      one('Time of day as a circle', 'cyclic-time', { column: name, period: 'day' }),
      one('Age in years', 'age', { birth: name, name: 'age' }),
    ];
  return [one('Make it text', 'convert-type', { columns: [name], type: 'string' })];
}

function byMeaning({ name, type, meaning }: Column): Suggestion[] {
  if (type !== 'string') return [];
  if (meaning === 'url') return [one('Host and path', 'url-parts', { column: name, parts: ['host', 'path'] })];
  return meaning === 'email' ? [one('Name and domain', 'email-parts', { column: name })] : [];
}

const validFor: Partial<Record<NonNullable<Column['meaning']>, string>> = {
  email: 'email',
  latitude: 'latitude',
  longitude: 'longitude',
  'us-state': 'us-state',
  date: 'date',
  integer: 'integer',
  decimal: 'number',
};

/** What can be done with a column, from its type and meaning. */
export function headerSuggestions(column: Column): SuggestionGroup[] {
  const { name, meaning } = column;
  const check = meaning ? validFor[meaning] : undefined;
  const isSecret =
    meaning === 'email' || meaning === 'ip' || meaning === 'id' || /name|phone|card|cc_num|ssn/i.test(name);
  return [
    { label: 'Suggested', items: [...byMeaning(column), ...byType(column)] },
    {
      label: 'Empty and wrong cells',
      items: [
        one('Fill empty cells…', 'fill-empty', { columns: [name], with: 'value', value: '' }),
        one('Remove rows where it is empty', 'filter-empty', { columns: [name], action: 'remove' }),
        ...(check
          ? [one('Empty the cells that do not fit', 'clear-invalid', { columns: [name], meaning: check })]
          : []),
      ],
    },
    {
      label: 'Column',
      items: [
        one('Rename…', 'rename', { renames: [{ from: name, to: name }] }),
        one('Delete', 'delete-columns', { columns: [name] }),
        one('Keep only this one…', 'keep-columns', { columns: [name] }),
        one('Copy', 'copy-column', { column: name, name: `${name}_copy` }),
        one('Compute from it…', 'formula', { column: `${name}_new`, formula: columnInFormula(name) }),
        ...(isSecret
          ? [one('Hash', 'hash', { columns: [name] }), one('Mask', 'mask', { columns: [name], keep: 4 })]
          : []),
      ],
    },
  ];
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A part of a text as a pattern of its kinds of characters: `2024` → `\d{4}`. */
export function patternOf(text: string): string {
  return [...text.matchAll(/\d+|\p{L}+|\s+|[^\p{L}\d\s]/gu)]
    .map(([part]) => {
      if (/^\d+$/.test(part)) return `\\d{${part.length}}`;
      if (/^\p{L}+$/u.test(part)) return '[A-Za-z]+';
      return /^\s+$/.test(part) ? '\\s+' : literally(part);
    })
    .join('');
}

/** The pattern that finds a part by what stands around it. */
export function patternAround(text: string, from: number, to: number): string {
  const before = text.slice(0, from).match(/[^\p{L}\d\s]\s*$/u)?.[0] ?? (from === 0 ? '^' : '');
  const core = patternOf(text.slice(from, to));
  return `${before === '^' ? '^' : literally(before)}(${core})`;
}

export interface ChosenCell {
  column: Column;
  value: unknown;
  /** The part of its text that is selected. */
  part?: { from: number; to: number } | undefined;
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** What can be done because of one cell, or of a part of its text. */
export function cellSuggestions({ column, value, part }: ChosenCell): Suggestion[] {
  const { name, type } = column;
  const text = cellText(value, type);
  if (text === null)
    return [
      one('Remove rows where it is empty', 'filter-empty', { columns: [name], action: 'remove' }),
      one('Keep only rows where it is empty', 'filter-empty', { columns: [name], action: 'keep' }),
      one('Fill empty cells…', 'fill-empty', { columns: [name], with: 'value', value: '' }),
    ];
  const raw = typeof value === 'string' ? value : text;
  if (type === 'string' && part && part.to > part.from && part.to - part.from < raw.length) {
    const chosen = raw.slice(part.from, part.to);
    const quoted = shortened(chosen);
    return [
      one(`Replace “${quoted}”…`, 'find-replace', {
        columns: [name],
        match: 'part',
        replacements: [{ find: chosen, replace: '' }],
      }),
      one(`Split at “${quoted}”`, 'split', { column: name, separator: chosen, count: raw.split(chosen).length }),
      one('Take this part into a column', 'extract-pattern', {
        column: name,
        pattern: patternAround(raw, part.from, part.to),
        group: 1,
        name: `${name}_part`,
      }),
      one(`Keep rows with “${quoted}”`, 'filter-values', { column: name, match: 'contains', values: [chosen] }),
      one(`Remove rows with “${quoted}”`, 'filter-values', {
        column: name,
        match: 'contains',
        values: [chosen],
        action: 'remove',
      }),
    ];
  }
  const quoted = shortened(text);
  const equal = [
    one(`Keep only “${quoted}”`, 'filter-values', { column: name, match: 'values', values: [raw] }),
    one(`Remove “${quoted}”`, 'filter-values', { column: name, match: 'values', values: [raw], action: 'remove' }),
  ];
  if (type === 'string') {
    const separator = [';', '|', ',', '/', ' - ', '@', ' '].find((sign) => raw.trim().includes(sign));
    return [
      ...equal,
      one(`Replace “${quoted}”…`, 'find-replace', {
        columns: [name],
        match: 'whole',
        replacements: [{ find: raw, replace: raw }],
      }),
      one(`Translate “${quoted}”…`, 'recode', { column: name, values: [{ from: raw, to: raw }] }),
      ...(separator
        ? [
            one(`Split at “${separator}”`, 'split', {
              column: name,
              separator,
              count: raw.trim().split(separator).length,
            }),
          ]
        : []),
    ];
  }
  if (isNumber(type) || temporalTypes.includes(type))
    return [
      ...equal,
      one(`Keep ${quoted} and more`, 'filter-values', { column: name, match: 'range', from: raw }),
      one(`Keep ${quoted} and less`, 'filter-values', { column: name, match: 'range', to: raw }),
      ...(isNumber(type)
        ? [one(`Cut off above ${quoted}`, 'clip', { columns: [name], max: Number(raw) })]
        : [one('Cut down to the day', 'date-truncate', { column: name, unit: 'day', name: `${name}_day` })]),
    ];
  return equal;
}
