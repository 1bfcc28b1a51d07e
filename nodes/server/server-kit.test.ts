import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { fail } from '../contract/errors/index.ts';
import { createLog } from '../platform/log.ts';
import type { Caller } from '../services/context.ts';
import { createEventHub } from '../services/event-hub.ts';
import { bindRoutes, type Handlers } from './bind-routes.ts';
import { createServer } from './create-server.ts';
import { bindEvents } from './events.ts';
import { guardLoopback } from './loopback-guard.ts';
import { createMetrics } from './metrics.ts';
import { bindNodePages } from './node-pages.ts';
import { openApiOf } from './openapi.ts';

const callers: Record<string, Caller> = {
  reader: { id: '1', name: 'Reader', right: 'read' },
  admin: { id: '2', name: 'Admin', right: 'admin' },
};
const findCaller = (key: string) => callers[key];
const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A node whose handlers echo what they were given, which is enough to see what the kit does before and after them. */
function makeServer(bodyLimit = 1000) {
  const logged: string[] = [];
  const sink = new PassThrough().on('data', (piece) => logged.push(String(piece)));
  const server = createServer({ log: createLog({ name: 'test', to: sink }), bodyLimit });
  open.push(server);
  const echo = (_context: unknown, input: unknown) => input;
  const handlers = new Proxy({} as Record<string, unknown>, { get: (own, id: string) => own[id] ?? echo });
  handlers['projects.list'] = () => {
    throw new Error('/secret/path is broken');
  };
  handlers['projects.undo'] = () => {
    throw fail('NOT_FOUND', { kind: 'project', id: 'x', suggestion: '' });
  };
  handlers['projects.upload'] = (_context: unknown, { upload }: { upload: { path: string; bytes: number } }) => ({
    path: readFileSync(upload.path, 'utf8'),
    bytes: upload.bytes,
  });
  bindRoutes(server, handlers as unknown as Handlers<'design'>, {
    node: 'design',
    findCaller,
    uploadFolder: join(mkdtempSync(join(tmpdir(), 'kit-')), 'uploads'),
    uploadLimit: 100,
  });
  return { server, logged };
}
const as = (key: string) => ({ authorization: `Bearer ${key}` });

describe('rights', () => {
  it('refuses a request without a key, with an unknown key and with too small a right', async () => {
    const { server } = makeServer();
    const none = await server.inject({ url: '/api/projects/a/flow' });
    expect([none.statusCode, none.json().code]).toEqual([401, 'AUTH_REQUIRED']);
    const unknown = await server.inject({ url: '/api/projects/a/flow', headers: as('nobody') });
    expect(unknown.json().code).toBe('AUTH_REQUIRED');
    const small = await server.inject({ method: 'POST', url: '/api/projects/a/undo', headers: as('reader') });
    expect([small.statusCode, small.json().code]).toEqual([403, 'AUTH_RIGHT_MISSING']);
  });
  it('takes the key as Basic user name too', async () => {
    const { server } = makeServer();
    const headers = { authorization: `Basic ${Buffer.from('reader:').toString('base64')}` };
    expect((await server.inject({ url: '/api/projects/a/flow', headers })).statusCode).toBe(200);
  });
});

describe('parsing and errors', () => {
  it('hands over parsed input with its defaults', async () => {
    const { server } = makeServer();
    const reply = await server.inject({
      method: 'POST',
      url: '/api/projects/a/datasets/b/rows',
      headers: as('reader'),
      payload: { limit: 3 },
    });
    expect(reply.json()).toMatchObject({
      params: { project: 'a', dataset: 'b' },
      body: { offset: 0, limit: 3, sort: [] },
    });
  });
  it('names the field that is wrong', async () => {
    const { server } = makeServer();
    const reply = await server.inject({
      method: 'POST',
      url: '/api/projects/a/datasets/b/rows',
      headers: as('reader'),
      payload: { limit: 'many' },
    });
    expect([reply.statusCode, reply.json().code, reply.json().data.where]).toEqual([
      400,
      'INPUT_INVALID',
      'body.limit',
    ]);
  });
  it('tells a body that is not JSON, too large, of another type, or an unknown address', async () => {
    const { server } = makeServer();
    const post = (payload: string, type = 'application/json') =>
      server.inject({
        method: 'POST',
        url: '/api/projects',
        headers: { ...as('admin'), 'content-type': type },
        payload,
      });
    expect((await post('{"a":')).json().code).toBe('BODY_NOT_JSON');
    expect((await post('')).json().code).toBe('BODY_NOT_JSON');
    const large = await post(JSON.stringify({ name: 'x'.repeat(2000) }));
    expect([large.statusCode, large.json().code, large.json().data.limit]).toEqual([413, 'BODY_TOO_LARGE', 1000]);
    expect((await post('a,b', 'text/csv')).json().code).toBe('BODY_TYPE_UNKNOWN');
    const missing = await server.inject({ url: '/nowhere?x=1' });
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'NOT_FOUND']);
  });
  it('tells a bug only by a log id, under which the log has the trace', async () => {
    const { server, logged } = makeServer();
    const reply = await server.inject({ url: '/api/projects', headers: as('reader') });
    expect([reply.statusCode, reply.json().code]).toEqual([500, 'INTERNAL']);
    expect(reply.body).not.toContain('secret');
    expect(logged.join('')).toContain(reply.json().logId);
    expect(logged.join('')).toContain('server-kit.test.ts');
  });
  it('sends the hint and the security headers with an error', async () => {
    const { server } = makeServer();
    const reply = await server.inject({ method: 'POST', url: '/api/projects/a/undo', headers: as('admin') });
    expect(reply.json().hint).toContain('Check the name');
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('uploads', () => {
  it('takes any body as bytes, JSON too', async () => {
    const { server } = makeServer();
    const headers = { ...as('admin'), 'content-type': 'application/json' };
    const reply = await server.inject({
      method: 'POST',
      url: '/api/projects/a/files?name=x.json',
      headers,
      payload: '{"a":1}',
    });
    expect(reply.json()).toEqual({ path: '{"a":1}', bytes: 7 });
  });
  it('refuses more bytes than allowed, announced or not', async () => {
    const { server } = makeServer();
    const headers = { ...as('admin'), 'content-type': 'application/octet-stream' };
    const url = '/api/projects/a/files?name=x';
    const announced = await server.inject({ method: 'POST', url, headers, payload: Buffer.alloc(200) });
    expect(announced.json().code).toBe('BODY_TOO_LARGE');
    const stream = new PassThrough();
    stream.end(Buffer.alloc(200));
    expect((await server.inject({ method: 'POST', url, headers, payload: stream })).json().code).toBe('BODY_TOO_LARGE');
  });
});

describe('the desktop’s loopback rules', () => {
  it('refuses foreign hosts, origins and sites', async () => {
    const server = createServer({ log: createLog({ name: 'test', level: 'silent' }) });
    open.push(server);
    guardLoopback(server);
    server.get('/', () => ({ ok: true }));
    await server.listen({ host: '127.0.0.1', port: 0 });
    const port = (server.server.address() as { port: number }).port;
    const ask = (headers: Record<string, string>) => server.inject({ url: '/', headers, remoteAddress: '127.0.0.1' });
    expect((await ask({ host: 'evil.example' })).json().code).toBe('HOST_REFUSED');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/`, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    const own = { origin: `http://127.0.0.1:${port}` };
    expect((await fetch(`http://127.0.0.1:${port}/`, { headers: own })).status).toBe(200);
  });
});

describe('events and pages', () => {
  it('streams events to readers and ends the stream when the node stops', async () => {
    const { server } = makeServer();
    const hub = createEventHub();
    bindEvents(server, { hub, findCaller, hello: () => ({ type: 'hello', nodeId: 'n', startedAt: 't' }) });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    expect((await fetch(`${url}/api/events`)).status).toBe(401);
    const reply = await fetch(`${url}/api/events`, { headers: as('reader') });
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('"hello"');
    hub.publish({ type: 'items', item: 'fraud' });
    expect((await reader.read()).value).toBe('data: {"type":"items","item":"fraud"}\n\n');
    await server.close();
    expect((await reader.read()).done).toBe(true);
  });
  it('describes every route of the node and prints metrics', async () => {
    const { server } = makeServer();
    const metrics = createMetrics();
    metrics.counter('millrace_jobs_total', 'Jobs').add({ status: 'a"b' }, 2);
    bindNodePages(server, {
      metrics,
      findCaller,
      api: async () => openApiOf('design', { title: 'Millrace', version: '1' }),
    });
    const api = (await server.inject({ url: '/openapi.json' })).json();
    expect(api.paths['/api/projects/{project}/datasets/{dataset}/rows'].post.operationId).toBe('datasets.rows');
    expect(api.paths['/api/archives']).toBeUndefined();
    expect((await server.inject({ url: '/docs' })).body).toContain('/api/projects/{project}/jobs');
    expect((await server.inject({ url: '/metrics' })).statusCode).toBe(401);
    const printed = await server.inject({ url: '/metrics', headers: as('reader') });
    expect(printed.body).toContain('millrace_jobs_total{status="a\\"b"} 2');
  });
});
