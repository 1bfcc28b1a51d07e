import { z } from 'zod';
import { type NodeKind, type RouteSpec, routes } from '../contract/routes/index.ts';

type Json = Record<string, unknown>;

/** The description of a node's HTTP interface, printed from the same route table that the server binds. OpenAPI 3.1. */
export function openApiOf(node: NodeKind, more: { title: string; version: string; paths?: Json }): Json {
  const paths: Record<string, Json> = {};
  for (const [id, spec] of Object.entries(routes as Record<string, RouteSpec>)) {
    if (!spec.nodes.includes(node)) continue;
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operationOf(id, spec) };
  }
  return {
    openapi: '3.1.0',
    info: { title: more.title, version: more.version },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
    paths: { ...paths, ...more.paths },
  };
}

const errorSchema = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    hint: { type: 'string' },
    data: { type: 'object' },
    logId: { type: 'string' },
  },
};

function operationOf(id: string, spec: RouteSpec): Json {
  return {
    operationId: id,
    summary: spec.summary,
    tags: [id.split('.')[0]],
    ...(spec.right === 'public' ? {} : { security: [{ key: [spec.right] }] }),
    parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')],
    ...requestBodyOf(spec),
    responses: {
      200: { description: 'Done', content: replyContent(spec) },
      default: {
        description: 'What went wrong',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function requestBodyOf(spec: RouteSpec): Json {
  if (spec.upload)
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  if (!spec.body) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } } },
  };
}

function replyContent(spec: RouteSpec): Json {
  if (spec.download) return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return spec.reply ? { 'application/json': { schema: jsonSchema(spec.reply, 'output') } } : {};
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
