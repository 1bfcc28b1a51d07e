import { fail } from '../contract/errors/index.ts';
import type { Right } from '../contract/routes/index.ts';
import { anonymous, type Caller, includesRight } from '../services/context.ts';

/** Finds who a presented key belongs to; undefined when it is unknown. */
export type FindCaller = (key: string) => Caller | undefined;

/** The key of a request: `Bearer <key>`, or Basic with the key as user name. */
export function presentedKey(authorization: string | undefined): string | undefined {
  if (!authorization) return undefined;
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const value = authorization.slice(space + 1).trim();
  if (scheme === 'bearer') return value || undefined;
  if (scheme !== 'basic') return undefined;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return (colon < 0 ? decoded : decoded.slice(0, colon)) || undefined;
}

/** Who makes this request, having at least the right it needs. AUTH_REQUIRED, AUTH_RIGHT_MISSING. */
export function authorize(authorization: string | undefined, needs: Right, find: FindCaller): Caller {
  const key = presentedKey(authorization);
  const caller = key === undefined ? undefined : find(key);
  if (caller && includesRight(caller.right, needs)) return caller;
  if (needs === 'public') return anonymous;
  if (!caller) throw fail('AUTH_REQUIRED');
  throw fail('AUTH_RIGHT_MISSING', { name: caller.name, has: caller.right, needs });
}
