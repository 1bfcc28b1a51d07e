import { isAppError } from '../base/app-error.ts';
import { fail } from '../contract/errors/index.ts';
import type { NodeEvent } from '../contract/events.ts';
import type { Right } from '../contract/routes/index.ts';
import type { AuditLog } from './audit-log.ts';
import { includesRight, type RequestContext } from './context.ts';
import type { EventHub } from './event-hub.ts';

export interface Mutation<T> {
  right: Right;
  /** What is done, for the audit log: `projects.edit`. */
  action: string;
  /** What it is done to; changes of one target run one after another. */
  target: string;
  change: () => Promise<T>;
  /** Told to everyone who listens when the change is done. */
  events?: (result: T) => NodeEvent[];
}

/** Runs a change the one way all changes go: right → lock → change → audit → events. */
export type Mutate = <T>(context: RequestContext, mutation: Mutation<T>) => Promise<T>;

export function createMutate({ hub, audit }: { hub: EventHub; audit: AuditLog }): Mutate {
  const lockOf = createLocks();
  return async (context, { right, action, target, change, events }) => {
    const { caller } = context;
    if (!includesRight(caller.right, right))
      throw fail('AUTH_RIGHT_MISSING', { name: caller.name, has: caller.right, needs: right });
    return lockOf(target, async () => {
      try {
        const result = await change();
        await audit.add(caller, { action, target, outcome: 'done' });
        for (const event of events?.(result) ?? []) hub.publish(event);
        return result;
      } catch (error) {
        const code = isAppError(error) ? error.code : 'INTERNAL';
        // What went wrong first is told, whether or not it can be written down.
        await audit.add(caller, { action, target, outcome: 'failed', code }).catch(() => undefined);
        throw error;
      }
    });
  };
}

/** Work under one name runs one after another; other names do not wait. */
export function createLocks(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const result = (last.get(name) ?? Promise.resolve()).then(work);
    const settled = result.catch(() => undefined);
    last.set(name, settled);
    void settled.then(() => {
      if (last.get(name) === settled) last.delete(name);
    });
    return result;
  };
}
