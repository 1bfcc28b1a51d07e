import { variableRefs } from '../../../nodes/base/variable-refs.ts';
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
    if (!kind) return [];
    const part = { from: match.index, to: match.index + match[0].length, kind: kind as FormulaPart['kind'] };
    return kind === 'string' || kind === 'column' ? [part, ...variablesWithin(match[0], match.index)] : [part];
  });
}

/** Variables are filled in before anything else, also within quotes. */
const variablesWithin = (text: string, at: number): FormulaPart[] =>
  variableRefs(text).map(({ from, to }) => ({ from: at + from, to: at + to, kind: 'variable' }));

/** A short example over the first number there is: `amount > 100`. */
export function exampleFormula(schema: Schema, rest: string): string | undefined {
  const column = schema.find(({ type }) => numericTypes.includes(type));
  return column ? `${columnInFormula(column.name)} ${rest}` : undefined;
}

/** A column's name as a formula writes it. */
export const columnInFormula = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The call that a place stands in: the function's name, where the name begins, which argument (from 0). */
export interface EnclosingCall {
  name: string;
  from: number;
  argument: number;
}

/** The innermost call around a place of a formula; texts, quoted columns and comments do not count. */
export function enclosingCall(text: string, at: number): EnclosingCall | null {
  const before = text.slice(0, at);
  const blank = before.replaceAll(/'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|--.*|\/\*[\s\S]*?(?:\*\/|$)/g, (hidden) =>
    'x'.repeat(hidden.length),
  );
  const open: EnclosingCall[] = [];
  for (const { 0: sign, index } of blank.matchAll(/[(),]/g)) {
    if (sign === ')') open.pop();
    else if (sign === ',') {
      const call = open.at(-1);
      if (call) call.argument += 1;
    } else {
      const name = /[A-Za-z_]\w*\s*$/.exec(blank.slice(0, index));
      open.push({ name: name?.[0].trim().toLowerCase() ?? '', from: name?.index ?? index, argument: 0 });
    }
  }
  return open.findLast(({ name }) => name !== '') ?? null;
}

/** The parameters of a signature such as `round(x, [digits]) → a number`, and the words after the arrow. */
export function signatureParts(signature: string): { name: string; params: string[]; result: string } | null {
  const match = /^(\w+)\((.*)\)(?:\s*→\s*(.*))?$/.exec(signature);
  if (!match) return null;
  const [, name = '', params = '', result = ''] = match;
  return { name, params: params === '' ? [] : params.split(/,\s*/), result };
}

/** The names of columns that a formula uses, in order, each once. */
export function columnsUsed(text: string, schema: Schema): string[] {
  const known = new Set(schema.map(({ name }) => name));
  const hidden = text.replaceAll(/'(?:[^']|'')*'?|--.*|\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
  const words = [...hidden.matchAll(/"((?:[^"]|"")*)"|`([^`]*)`|([A-Za-z_]\w*)(?!\s*\()/g)].map(
    ([, quoted, ticked, plain]) => quoted?.replaceAll('""', '"') ?? ticked ?? plain ?? '',
  );
  return [...new Set(words)].filter((name) => known.has(name));
}
