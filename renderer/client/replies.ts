import type { RouteId, RouteReply } from '../../nodes/contract/routes/index.ts';

type Adopt<I extends RouteId> = (reply: RouteReply<I>) => RouteReply<I>;

const adopters = new Map<RouteId, (reply: unknown) => unknown>();

/** Lets `adopt` complete each answer of a route before it is cached: with what this page has changed and not sent yet. */
export function adoptReplies<I extends RouteId>(id: I, adopt: Adopt<I>): void {
  adopters.set(id, adopt as (reply: unknown) => unknown);
}

export const adopted = <I extends RouteId>(id: I, reply: RouteReply<I>): RouteReply<I> =>
  (adopters.get(id)?.(reply) as RouteReply<I> | undefined) ?? reply;
