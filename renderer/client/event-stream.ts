import type { NodeEvent } from '../../nodes/contract/events.ts';
import { EVENTS, takeAnswer } from './early-answers.ts';
import { readStream } from './read-stream.ts';
import { createSseParser } from './sse.ts';
import { authHeaders } from './token.ts';

export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'refused';

interface Listener {
  onEvent(event: NodeEvent): void;
  onState(state: ConnectionState): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
/** The node says something every 15 seconds: three of them missed, and it is not there. */
const SILENCE_MS = 50_000;

/**
 * Reads the node's event stream until `signal` aborts, reconnecting with growing waits.
 * `refused` (the token is not accepted) ends it.
 */
export async function followEvents(listener: Listener, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT;
  listener.onState('connecting');
  while (!signal.aborted) {
    try {
      const response = await (takeAnswer(EVENTS) ?? fetch(EVENTS, { headers: authHeaders(), signal }));
      if (response.status === 401 || response.status === 403) {
        listener.onState('refused');
        return;
      }
      if (response.ok && response.body) {
        wait = FIRST_WAIT;
        listener.onState('open');
        const feed = createSseParser((text) => listener.onEvent(JSON.parse(text) as NodeEvent));
        await readStream(response.body, feed, SILENCE_MS);
      }
    } catch {
      if (signal.aborted) return;
    }
    if (signal.aborted) return;
    listener.onState('reconnecting');
    await pause(wait, signal);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
