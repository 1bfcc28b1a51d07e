import { type MeaningRule, type RuledColumn, ruleOf, wholePattern } from './meanings.ts';
import { numericTypes } from './schema.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Empty, as a formula: null, and for texts also white space only. `name` is the column as a formula writes it. */
export const emptyFormula = ({ type }: Pick<RuledColumn, 'type'>, name: string): string =>
  type === 'string' ? `is_blank(${name})` : `is_null(${name})`;

/** A condition that holds for cells that fit the column's meaning; null when anything fits. What it says of empty cells does not count. */
export function validFormula(column: RuledColumn, name: string): string | null {
  const rule = ruleOf(column);
  if (!rule) return null;
  if (column.meaning?.startsWith('own:'))
    return ownFormula(rule, `trim(${column.type === 'string' ? name : `to_text(${name})`})`);
  if (numericTypes.includes(column.type)) {
    if (rule.range) return `(${name} between ${rule.range[0]} and ${rule.range[1]})`;
    return column.meaning === 'integer' ? `(${name} = floor(${name}))` : null;
  }
  if (column.type !== 'string') return null;
  if (rule.values) return `(lower(trim(${name})) in (${[...rule.values()].map(text).join(', ')}))`;
  return rule.pattern ? `regex_match(trim(${name}), ${text(wholePattern(rule.pattern, rule))})` : null;
}

function ownFormula({ values, pattern, caseSensitive }: MeaningRule, value: string): string | null {
  if (values)
    return `(${caseSensitive ? value : `lower(${value})`} in (${[...values()].map(text).join(', ') || "''"}))`;
  return pattern ? `regex_match(${value}, ${text(wholePattern(pattern, { caseSensitive }))})` : null;
}
