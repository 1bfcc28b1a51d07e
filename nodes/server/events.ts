import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { NodeEvent } from '../contract/events.ts';
import type { EventHub } from '../services/event-hub.ts';
import { authorize, type FindCaller, presentedKey } from './authenticate.ts';
import { securityHeaders } from './security-headers.ts';

const heartbeatMs = 15_000;
/** A listener that falls this far behind is cut off; it connects again and fetches anew. */
const mostBufferedBytes = 4 * 2 ** 20;
const mostListeners = 256;

/**
 * `GET /api/events`: the node's events as server-sent events, beginning with `hello`. Needs the right to read; once the key was
 * revoked nothing more is told. EVENTS_TOO_MANY.
 */
export function bindEvents(
  server: FastifyInstance,
  options: { hub: EventHub; hello: () => NodeEvent; findCaller: FindCaller },
): void {
  const open = new Set<FastifyReply['raw']>();
  server.get('/api/events', (request, reply) => {
    const { authorization } = request.headers;
    authorize(authorization, 'read', options.findCaller);
    if (open.size >= mostListeners) throw fail('EVENTS_TOO_MANY', { open: open.size });
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (text: string) => {
      if (stream.writableLength > mostBufferedBytes) stream.destroy();
      else stream.write(text);
    };
    write(line(options.hello()));
    const writeAllowed = (text: string) => {
      if (mayRead(authorization, options.findCaller)) write(text);
      else stream.end();
    };
    const unsubscribe = options.hub.subscribe((event) => writeAllowed(line(event)));
    const heartbeat = setInterval(() => writeAllowed(': still here\n\n'), heartbeatMs);
    open.add(stream);
    stream.once('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      open.delete(stream);
    });
  });
  server.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
}

function mayRead(authorization: string | undefined, findCaller: FindCaller): boolean {
  const key = presentedKey(authorization);
  return key !== undefined && findCaller(key) !== undefined;
}

function line(event: NodeEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
