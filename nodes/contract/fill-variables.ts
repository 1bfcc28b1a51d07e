import type { z } from 'zod';
import { closest } from '../base/closest.ts';
import { fillRefs, mapTexts, onlyRef } from '../base/variable-refs.ts';
import { fail } from './errors/index.ts';

/** A setting with its variables filled in, and the values that went into it. */
export interface Filled<T> {
  value: T;
  used: Record<string, string>;
  /** Places of texts that were one `${name}` and nothing else, with the name: they may stand for a number or a yes or no. */
  whole: { path: readonly string[]; name: string }[];
}

/**
 * Fills `${name}` in every text of a setting, however deep. `where` names the setting for messages.
 * FLOW_VARIABLE_UNKNOWN with the nearest name; its `path` is that of the text.
 */
export function fillVariables<T>(setting: T, variables: Readonly<Record<string, string>>, where: string): Filled<T> {
  const used: Record<string, string> = {};
  const whole: Filled<T>['whole'] = [];
  const value = mapTexts(setting, (text, path) => {
    const name = onlyRef(text);
    if (name !== undefined) whole.push({ path, name });
    return fillRefs(text, (one) => {
      const found = Object.hasOwn(variables, one) ? variables[one] : undefined;
      if (found === undefined) throw unknownVariable(one, variables, { where, path });
      used[one] = found;
      return found;
    });
  });
  return { value: value as T, used, whole };
}

/** `; did you mean “day”?`, or nothing when no name is near. */
export function nearestVariable(variable: string, known: Iterable<string>): string {
  const near = closest(variable, known);
  return near === undefined ? '' : `; did you mean “${near}”?`;
}

function unknownVariable(
  variable: string,
  variables: Readonly<Record<string, string>>,
  { where, path }: { where: string; path: readonly string[] },
) {
  const suggestion = nearestVariable(variable, Object.keys(variables));
  const at = path.length > 0 ? { path: problemPath(path) } : {};
  return fail('FLOW_VARIABLE_UNKNOWN', { variable, where, suggestion, ...at });
}

/** As problems name places: `steps.3.formula` for the formula in the settings of a step. */
const problemPath = (path: readonly string[]): string => path.join('.').replaceAll(/(\.\d+)\.settings\./g, '$1.');

/**
 * Lets variables stand where a schema wants a number or a yes or no: a text that was one `${name}` becomes what its value says, where the
 * schema refuses the text and takes that. FLOW_VARIABLE_VALUE when its value says neither.
 */
export function fitVariables<T extends Record<string, unknown>>(filled: Filled<T>, schema: z.ZodObject): T {
  let { value } = filled;
  if (filled.whole.length === 0) return value;
  for (const { path, name } of filled.whole) {
    if (!isRefused(schema, value, path)) continue;
    const text = textAt(value, path);
    const meant = meaningOf(text);
    const next = meant === undefined ? value : (withValue(value, path, meant) as T);
    if (meant === undefined || isRefused(schema, next, path))
      throw fail('FLOW_VARIABLE_VALUE', { path: problemPath(path), variable: name, value: text });
    value = next;
  }
  return value;
}

function isRefused(schema: z.ZodObject, value: unknown, path: readonly string[]): boolean {
  const parsed = schema.safeParse(value);
  const at = path.join('.');
  return !parsed.success && parsed.error.issues.some((issue) => issue.path.join('.') === at);
}

function meaningOf(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  const trimmed = text.trim();
  const number = Number(trimmed);
  return trimmed !== '' && Number.isFinite(number) ? number : undefined;
}

function textAt(value: unknown, path: readonly string[]): string {
  let at: unknown = value;
  for (const key of path) at = (at as Record<string, unknown>)[key];
  return String(at);
}

function withValue(value: unknown, path: readonly string[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.with(Number(key), withValue(value[Number(key)], rest, next));
  return { ...(value as object), [key]: withValue((value as Record<string, unknown>)[key], rest, next) };
}
