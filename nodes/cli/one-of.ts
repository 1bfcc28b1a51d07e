import { closest } from '../base/closest.ts';
import { fail } from '../contract/errors/index.ts';

/** The object with that id. NOT_FOUND with the nearest id. */
export function oneOf<T>(kind: string, id: string, all: Readonly<Record<string, T>>): T {
  const found = Object.hasOwn(all, id) ? all[id] : undefined;
  if (found !== undefined) return found;
  const ids = Object.keys(all);
  const near = closest(id, ids) ?? (ids.length === 1 ? ids[0] : undefined);
  throw fail('NOT_FOUND', { kind, id, suggestion: near ? `; did you mean “${near}”?` : '' });
}
