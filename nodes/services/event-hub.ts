import type { NodeEvent } from '../contract/events.ts';

/** Hands the node's events to everyone who listens; nobody is waited for. */
export interface EventHub {
  publish(event: NodeEvent): void;
  /** The returned function ends the subscription. */
  subscribe(listener: (event: NodeEvent) => void): () => void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: NodeEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
