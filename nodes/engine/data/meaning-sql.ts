import { type MeaningRule, type RuledColumn, ruleOf } from '../../contract/meanings.ts';
import { type Column, numericTypes } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';

/** Empty: null, and for texts also white space only. */
export function isEmptySql(column: Column): string {
  const name = quoteIdentifier(column.name);
  return column.type === 'string' ? `(${name} IS NULL OR trim(${name}) = '')` : `${name} IS NULL`;
}

/** A condition that holds for cells that do not fit what the column means; the same as `isInvalidCell` says of values. */
export function isInvalidSql(column: RuledColumn): string {
  const name = quoteIdentifier(column.name);
  const rule = ruleOf(column);
  const isNumber = numericTypes.includes(column.type);
  const parts = column.type === 'double' ? [`isnan(${name}) OR isinf(${name})`] : [];
  if (rule && isNumber && rule.range) parts.push(`${name} NOT BETWEEN ${rule.range[0]} AND ${rule.range[1]}`);
  if (column.meaning === 'integer' && isNumber) parts.push(`${name} <> floor(${name})`);
  const isTexts = column.type === 'string' || column.meaning?.startsWith('own:');
  const fits =
    rule && isTexts
      ? fitsSql(rule, column.type === 'string' ? `trim(${name})` : `CAST(${name} AS VARCHAR)`)
      : undefined;
  if (fits) parts.push(`NOT ${isEmptySql(column)} AND NOT ${fits}`);
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

function fitsSql({ values, pattern, caseSensitive }: MeaningRule, text: string): string | undefined {
  if (values) {
    const list = [...values()].map(quoteText).join(', ');
    return list === '' ? 'false' : `${caseSensitive ? text : `lower(${text})`} IN (${list})`;
  }
  if (!pattern) return undefined;
  return `regexp_full_match(${text}, ${quoteText(pattern)}${caseSensitive === false ? ", 'i'" : ''})`;
}
