import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';

const pattern = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** A setting with its variables filled in, and the values that went into it. */
export interface Resolved<T> {
  value: T;
  used: Record<string, string>;
}

/**
 * Fills `${name}` in every text of a setting, however deep. `where` names the setting for messages.
 * FLOW_VARIABLE_UNKNOWN with the nearest name.
 */
export function resolveVariables<T>(
  setting: T,
  variables: Readonly<Record<string, string>>,
  where: string,
): Resolved<T> {
  const used: Record<string, string> = {};
  const fill = (text: string) =>
    text.replace(pattern, (_, name: string) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (value === undefined) throw unknown(name, Object.keys(variables), where);
      used[name] = value;
      return value;
    });
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
  };
  return { value: visit(setting) as T, used };
}

function unknown(variable: string, known: readonly string[], where: string) {
  const near = closest(variable, known);
  return fail('FLOW_VARIABLE_UNKNOWN', { variable, where, suggestion: near ? `; did you mean “${near}”?` : '' });
}
