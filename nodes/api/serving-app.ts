import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { Log } from '../platform/log.ts';
import { relay } from '../platform/relay.ts';
import { presentedKey } from '../server/authenticate.ts';
import { createServer } from '../server/create-server.ts';
import { type Access, createAccessCheck } from '../services/serving/access.ts';
import type { QueryLog } from '../services/serving/query-log.ts';
import { createRequestMetrics, type RequestMetrics } from '../services/serving/request-metrics.ts';
import type { ServiceTable } from '../services/serving/service-table.ts';
import { createDirectPredictions, parseBody } from './direct-predictions.ts';
import { bindInferenceProtocol } from './inference-protocol.ts';
import { bindPredictions } from './predictions.ts';

export interface ServingOptions {
  table: ServiceTable;
  queries: QueryLog;
  log: Log;
  tls?: { cert: string; key: string };
  bodyLimit: number;
  /** Where the primary process answers everything that is not a prediction. */
  primarySocket?: string;
}

/** What the parts of the serving app share. */
export interface Serving {
  table: ServiceTable;
  queries: QueryLog;
  metrics: RequestMetrics;
  checkAccess(service: string, authorization: string | undefined): void;
  isDraining(): boolean;
}

/** The app of one worker process of an API node, not listening yet. */
export interface ServingApp {
  server: FastifyInstance;
  metrics: RequestMetrics;
  setAccess(access: Access): void;
  /** From now on `/isAlive/` and readiness tell load balancers to send nothing more. */
  drain(): void;
}

export function createServingApp(options: ServingOptions): ServingApp {
  const { table, queries, log, tls, bodyLimit } = options;
  const server = createServer({ log, bodyLimit, lean: true, ...(tls ? { tls } : {}) });
  const metrics = createRequestMetrics();
  let isDraining = false;
  let check = createAccessCheck({ publicServices: [], keys: [] }, presentedKey);
  const serving: Serving = {
    table,
    queries,
    metrics,
    checkAccess: (service, authorization) => check(service, authorization),
    isDraining: () => isDraining,
  };
  server.register(async (scope) => {
    keepRawBody(scope);
    bindPredictions(scope, serving);
    bindInferenceProtocol(scope, serving);
  });
  answerFirst(server, createDirectPredictions(serving, { bodyLimit, log }));
  server.get('/isAlive', (_request, reply) => {
    if (isDraining) throw fail('SERVICE_DRAINING');
    reply.send({ ok: true });
  });
  if (options.primarySocket !== undefined) bindRelay(server, options.primarySocket);
  return {
    server,
    metrics,
    setAccess: (access) => {
      check = createAccessCheck(access, presentedKey);
    },
    drain: () => {
      isDraining = true;
    },
  };
}

type Answer = (request: FastifyRequest['raw'], response: FastifyReply['raw']) => boolean;

/** Lets `answer` have each request before the framework; the framework gets those for which it says false. */
function answerFirst({ server }: FastifyInstance, answer: Answer): void {
  const others = server.listeners('request') as ((...both: Parameters<Answer>) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (answer(request, response)) return;
    for (const other of others) other(request, response);
  });
}

/** Parses JSON ourselves so that the body's own bytes are there for the query log. Clients exist that send it without a content type. */
function keepRawBody(scope: FastifyInstance): void {
  scope.decorateRequest('rawBody');
  scope.removeAllContentTypeParsers();
  const parse = (request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
    try {
      request.rawBody = body;
      done(null, parseBody(body));
    } catch (error) {
      done(error as Error);
    }
  };
  // The named type is found without parsing the header; the rest is the exception.
  for (const type of ['application/json', '*']) scope.addContentTypeParser(type, { parseAs: 'buffer' }, parse);
}

function bindRelay(server: FastifyInstance, socketPath: string): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const url of ['/api/*', '/metrics', '/openapi.json', '/docs', '/'])
      scope.all(url, (request, reply) => {
        reply.hijack();
        relay(request.raw, reply.raw, socketPath);
      });
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, of prediction requests. */
    rawBody: Buffer | undefined;
  }
}
