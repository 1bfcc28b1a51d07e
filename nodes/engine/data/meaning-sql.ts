import { meaningRules } from '../../contract/meanings.ts';
import { type Column, numericTypes } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';

/** Empty: null, and for texts also white space only. */
export function isEmptySql(column: Column): string {
  const name = quoteIdentifier(column.name);
  return column.type === 'string' ? `(${name} IS NULL OR trim(${name}) = '')` : `${name} IS NULL`;
}

/** A condition that holds for cells that do not fit what the column means; the same as `isInvalidCell` says of values. */
export function isInvalidSql(column: Column): string {
  const name = quoteIdentifier(column.name);
  const rule = column.meaning && meaningRules[column.meaning];
  const isNumber = numericTypes.includes(column.type);
  const parts = column.type === 'double' ? [`isnan(${name}) OR isinf(${name})`] : [];
  if (rule && isNumber && rule.range) parts.push(`${name} NOT BETWEEN ${rule.range[0]} AND ${rule.range[1]}`);
  if (column.meaning === 'integer' && isNumber) parts.push(`${name} <> floor(${name})`);
  if (rule && column.type === 'string') {
    const text = `trim(${name})`;
    const fits = rule.values
      ? `lower(${text}) IN (${[...rule.values()].map(quoteText).join(', ')})`
      : rule.pattern && `regexp_full_match(${text}, ${quoteText(rule.pattern)})`;
    if (fits) parts.push(`NOT ${isEmptySql(column)} AND NOT ${fits}`);
  }
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}
