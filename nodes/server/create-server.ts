import { type FastifyInstance, fastify } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { Log } from '../platform/log.ts';
import { errorReply } from './error-reply.ts';
import { securityHeaders } from './security-headers.ts';

export interface ServerOptions {
  /** PEM. Without it the server speaks plain HTTP: only for loopback and local sockets. */
  tls?: { cert: string; key: string };
  log: Log;
  /** Largest JSON body in bytes (default 8 MB). */
  bodyLimit?: number;
  /** For programs rather than pages: no security headers and no line in the log for each request. */
  lean?: boolean;
}

/** Requests are parsed by the contract's schemas: Fastify's own compilers need not be loaded. */
const noCompilers = {
  buildValidator: () => () => unused(),
  buildSerializer: () => () => unused(),
};
function unused(): never {
  throw new Error('routes have no schemas of Fastify: the contract has them');
}

/** A Fastify server that answers errors by the catalogue and sends the security headers. It does not listen yet. */
export function createServer(options: ServerOptions): FastifyInstance {
  const bodyLimit = options.bodyLimit ?? 8 * 2 ** 20;
  const settings = {
    logger: false as const,
    bodyLimit,
    forceCloseConnections: 'idle' as const,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    schemaController: { compilersFactory: noCompilers },
  };
  const server = (
    options.tls
      ? fastify({
          ...settings,
          https: { cert: options.tls.cert, key: options.tls.key, minVersion: 'TLSv1.3' as const },
        })
      : fastify(settings)
  ) as FastifyInstance;
  server.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorReply(withLimit(error, bodyLimit), options.log);
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler((request) => {
    throw fail('NOT_FOUND', { kind: 'address', id: `${request.method} ${request.url.split('?')[0]}`, suggestion: '' });
  });
  if (!options.lean) watchRequests(server, options.log);
  return server;
}

function watchRequests(server: FastifyInstance, log: Log): void {
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  server.addHook('onResponse', async (request, reply) => {
    const level = request.method === 'GET' ? 'debug' : 'info';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log[level]({ method: request.method, path: request.url.split('?')[0], status: reply.statusCode, ms }, 'request');
  });
}

/** Fastify does not say in the error which limit was passed. */
function withLimit(error: unknown, limit: number): unknown {
  const isTooLarge = (error as { code?: string }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
  return isTooLarge ? Object.assign(error as Error, { limit }) : error;
}
