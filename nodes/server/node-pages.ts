import type { FastifyInstance } from 'fastify';
import { authorize, type FindCaller } from './authenticate.ts';
import { docsPage } from './docs-page.ts';
import type { Metrics } from './metrics.ts';

/** `/openapi.json` and `/docs` for everyone, `/metrics` for callers that may read. */
export function bindNodePages(
  server: FastifyInstance,
  options: {
    api: () => Promise<Record<string, unknown>>;
    metrics: Metrics;
    findCaller: FindCaller;
    moreMetrics?: () => Promise<string>;
  },
): void {
  server.get('/openapi.json', () => options.api());
  server.get('/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(await options.api())),
  );
  server.get('/metrics', async (request, reply) => {
    authorize(request.headers.authorization, 'read', options.findCaller);
    const text = options.metrics.print() + ((await options.moreMetrics?.()) ?? '');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}
