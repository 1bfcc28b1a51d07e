import type { NodeEvent } from '../../contract/events.ts';

/** Milliseconds that changes of the flow are gathered for before they are told. */
const gatherMs = 250;

/** Tells who listens what state the nodes of a flow are in. */
export interface FlowPublisher {
  /** After a moment, with what else changes until then. */
  publish(): void;
  /** At once: a person waits for it. */
  publishNow(): void;
}

type FlowEvent = Extract<NodeEvent, { type: 'flow' }>;

/** Computes the states and hands them to `tell`, one after another, so that the last told are the last there are. */
export function createFlowPublisher(
  states: () => Promise<FlowEvent['nodes']>,
  tell: (nodes: FlowEvent['nodes']) => void,
  onError: (error: unknown) => void,
): FlowPublisher {
  let due: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const publishNow = () => {
    clearTimeout(due);
    due = undefined;
    last = last.then(states).then(tell).catch(onError);
  };
  return {
    publish: () => {
      due ??= setTimeout(publishNow, gatherMs).unref();
    },
    publishNow,
  };
}
