import type { NodeEvent } from '../../nodes/contract/events.ts';
import { authHeaders } from './call.ts';
import { createSseParser } from './sse.ts';

export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'refused';

interface Listener {
  onEvent(event: NodeEvent): void;
  onState(state: ConnectionState): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;

/**
 * Reads the node's event stream until `signal` aborts, reconnecting with growing waits.
 * `refused` (the token is not accepted) ends it.
 */
export async function followEvents(listener: Listener, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT;
  listener.onState('connecting');
  while (!signal.aborted) {
    try {
      const response = await fetch('./api/events', { headers: authHeaders(), signal });
      if (response.status === 401 || response.status === 403) {
        listener.onState('refused');
        return;
      }
      if (response.ok && response.body) {
        wait = FIRST_WAIT;
        listener.onState('open');
        await readAll(response.body, (text) => listener.onEvent(JSON.parse(text) as NodeEvent));
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

async function readAll(body: ReadableStream<Uint8Array>, onData: (text: string) => void): Promise<void> {
  const feed = createSseParser(onData);
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    feed(decoder.decode(part.value, { stream: true }));
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
