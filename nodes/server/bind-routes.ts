import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { fail } from '../contract/errors/index.ts';
import {
  type NodeKind,
  type RouteId,
  type RouteInput,
  type RouteSpec,
  type Routes,
  routes,
} from '../contract/routes/index.ts';
import { removePath } from '../platform/files.ts';
import type { RequestContext } from '../services/context.ts';
import { authorize, type FindCaller } from './authenticate.ts';
import { receiveUpload, type Upload } from './upload.ts';

/** A file as the answer of a `download` route. */
export interface Download {
  name: string;
  type: string;
  stream: Readable;
  bytes?: number;
}

type Answer<I extends RouteId> = Routes[I] extends { download: true }
  ? Download
  : Routes[I] extends { reply: infer S extends z.ZodType }
    ? z.input<S>
    : undefined;

/** The use case behind a route: parsed input → reply. `upload` is there for upload routes. */
export type Handler<I extends RouteId> = (
  context: RequestContext,
  input: RouteInput<I, 'out'> & { upload: Routes[I] extends { upload: true } ? Upload : undefined },
) => Answer<I> | Promise<Answer<I>>;

/** Ids of the routes that a kind of node offers. */
export type RoutesOf<K extends NodeKind> = {
  [I in RouteId]: K extends Routes[I]['nodes'][number] ? I : never;
}[RouteId];

/** One handler for every route of the node: the compiler tells which is missing. */
export type Handlers<K extends NodeKind> = HandlersOf<RoutesOf<K>>;

/** Handlers of some routes: what one area hands to the nodes that offer it. */
export type HandlersOf<I extends RouteId> = { [K in I]: Handler<K> };

export interface BindOptions {
  findCaller: FindCaller;
  /** Folder for uploads on their way. */
  uploadFolder: string;
  /** Most bytes of one upload. */
  uploadLimit: number;
}

/** Binds every route of the node's kind to its handler: right → parse → run → reply. */
export function bindRoutes<K extends NodeKind>(
  server: FastifyInstance,
  handlers: Handlers<K>,
  options: BindOptions & { node: K },
): void {
  const mine = Object.entries(routes as Record<string, RouteSpec>).filter(([, spec]) =>
    spec.nodes.includes(options.node),
  );
  server.register(async (scope) => {
    // Any body of an upload route is left as a stream, JSON too.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const [id, spec] of mine) if (spec.upload) bindOne(scope, { spec, handler: handlerOf(handlers, id), options });
  });
  for (const [id, spec] of mine) if (!spec.upload) bindOne(server, { spec, handler: handlerOf(handlers, id), options });
}

type AnyHandler = (context: RequestContext, input: object) => unknown;

function handlerOf(handlers: object, id: string): AnyHandler {
  const handler = (handlers as Record<string, AnyHandler | undefined>)[id];
  if (!handler) throw new Error(`no handler for route ${id}`);
  return handler;
}

function bindOne(
  server: FastifyInstance,
  { spec, handler, options }: { spec: RouteSpec; handler: AnyHandler; options: BindOptions },
): void {
  server.route({
    method: spec.method,
    url: spec.path,
    onRequest: async (request) => {
      request.caller = authorize(request.headers.authorization, spec.right, options.findCaller);
    },
    handler: async (request, reply) => {
      const context = { caller: request.caller, signal: hangUpSignal(reply) };
      const input = {
        params: parse(spec.params, request.params, 'path'),
        query: parse(spec.query, request.query, 'query'),
        body: spec.upload ? undefined : parse(spec.body, checkDepth(request.body), 'body'),
      };
      if (!spec.upload) return send(reply, spec, await handler(context, input));
      const upload = await receive(request, reply, options);
      try {
        return await send(reply, spec, await handler(context, { ...input, upload }));
      } finally {
        await removePath(upload.path);
      }
    },
  });
}

async function receive(request: FastifyRequest, reply: FastifyReply, options: BindOptions): Promise<Upload> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const body = (request.body ?? request.raw) as Readable;
  try {
    return await receiveUpload(body, { folder: options.uploadFolder, limit: options.uploadLimit, announced });
  } catch (error) {
    // What is left of the body is not read: the connection cannot be used again.
    reply.header('connection', 'close');
    throw error;
  }
}

async function send(reply: FastifyReply, spec: RouteSpec, answer: unknown): Promise<unknown> {
  if (!spec.download) return reply.send(answer);
  const { name, type, stream, bytes } = answer as Download;
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`);
  if (bytes !== undefined) reply.header('content-length', bytes);
  return reply.send(stream);
}

const deepest = 64;

/** Schemas and printers walk a body by recursion, so one nested without end is refused before them. BODY_NOT_JSON. */
function checkDepth(body: unknown): unknown {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw fail('BODY_NOT_JSON', { reason: `it is nested deeper than ${deepest} levels` });
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return body;
}

/** Parses one part of the request. INPUT_INVALID with the path of the first thing wrong. */
function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? (part === 'body' ? undefined : {}));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [part, ...(issue?.path ?? [])].join('.');
  const problem = value === undefined ? 'a JSON body is needed' : (issue?.message ?? 'not as expected');
  throw fail('INPUT_INVALID', { where, problem, issues: parsed.error.issues.length });
}

function hangUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // The caller may have gone while the body was parsed.
  if (reply.raw.destroyed) controller.abort();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: RequestContext['caller'];
  }
}
