import type { Right } from '../contract/routes/index.ts';

/** Who asks: an API key, a paired node or the person at the desktop. */
export interface Caller {
  /** Id of the key; `desktop` for the person at this machine. */
  id: string;
  name: string;
  right: Right;
}

/** What a use case knows of the request it serves. */
export interface RequestContext {
  caller: Caller;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

const order: readonly Right[] = ['public', 'read', 'write', 'deploy', 'admin'];

/** Each right includes those before it: public, read, write, deploy, admin. */
export function includesRight(has: Right, needs: Right): boolean {
  return order.indexOf(has) >= order.indexOf(needs);
}

/** The caller of requests that need no key. */
export const anonymous: Caller = { id: 'anonymous', name: 'anonymous', right: 'public' };

/** The node itself, for what nobody asked for: the sample project of its first start. */
export const theNode: Caller = { id: 'node', name: 'this node', right: 'admin' };
