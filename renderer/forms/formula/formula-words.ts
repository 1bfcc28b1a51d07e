import { numericTypes, type Schema } from '../../../nodes/contract/schema.ts';

/** One pattern for the parts of a formula that are coloured. Order matters: texts and quoted columns hide what is in them. */
const PART =
  /(?<string>'(?:[^']|'')*'?)|(?<column>"(?:[^"]|"")*"?|`[^`]*`?)|(?<comment>--.*|\/\*[\s\S]*?\*\/)|(?<number>\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<keyword>\b(?:and|or|not|in|between|is|null|true|false|like)\b)|(?<function>\b[a-z_]\w*(?=\s*\())|(?<variable>\$\{\w*\}?)/giu;

export interface FormulaPart {
  from: number;
  to: number;
  kind: 'string' | 'column' | 'comment' | 'number' | 'keyword' | 'function' | 'variable';
}

/** The coloured parts of a formula, in order. */
export function formulaParts(text: string): FormulaPart[] {
  return [...text.matchAll(PART)].flatMap((match) => {
    const kind = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined)?.[0];
    return kind ? [{ from: match.index, to: match.index + match[0].length, kind: kind as FormulaPart['kind'] }] : [];
  });
}

/** A short example over the first number there is: `amount > 100`. */
export function exampleFormula(schema: Schema, rest: string): string | undefined {
  const column = schema.find(({ type }) => numericTypes.includes(type));
  return column ? `${columnInFormula(column.name)} ${rest}` : undefined;
}

/** A column's name as a formula writes it. */
export const columnInFormula = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
