import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConnections, type HttpRequest, hostInUrl, request, requestJson } from './http-client.ts';
import { makeServerCertificate, type ServerCertificate } from './tls.ts';

let folder: string;
let certificate: ServerCertificate;
let server: Server;
let base: string;
let seen: string[] = [];

async function answer(incoming: IncomingMessage, reply: ServerResponse): Promise<void> {
  seen.push(`${incoming.method} ${incoming.url}`);
  const json = (status: number, body: unknown) =>
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces).toString();
  if (incoming.url === '/known') json(409, { code: 'LOCKED', message: 'In use', data: { pid: 7 } });
  else if (incoming.url === '/unknown') json(400, { code: 'NEW_CODE', message: 'Something newer' });
  else if (incoming.url === '/proxy') reply.writeHead(502).end('<h1>Bad gateway</h1>');
  else if (incoming.url === '/silent') reply.writeHead(200).write('half');
  else if (incoming.url === '/cut')
    reply.writeHead(200, { 'content-length': '100' }).write('half', () => reply.destroy());
  else json(200, { body, authorization: incoming.headers.authorization, length: incoming.headers['content-length'] });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-http-'));
  certificate = await makeServerCertificate();
  server = createServer({ cert: certificate.cert, key: certificate.key }, answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await closeConnections();
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const call = (path: string, more: Partial<HttpRequest> = {}) =>
  requestJson({ url: base + path, pin: certificate.fingerprint, ...more });

describe('request', () => {
  it('sends JSON, text, streams and files', async () => {
    expect(await call('/', { json: { a: 1 }, key: 'mr_k' })).toMatchObject({
      body: '{"a":1}',
      authorization: 'Bearer mr_k',
    });
    expect(await call('/', { body: Readable.from([Buffer.from('stre'), Buffer.from('am')]) })).toMatchObject({
      body: 'stream',
    });
    await writeFile(join(folder, 'up'), 'file');
    expect(await call('/', { file: join(folder, 'up'), method: 'PUT' })).toMatchObject({ body: 'file', length: '4' });
    await expect(call('/', { file: join(folder, 'absent') })).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('accepts the pinned certificate only, however the fingerprint is written', async () => {
    const colons = certificate.fingerprint.toUpperCase().match(/../g)?.join(':');
    await call('/', { pin: colons ?? '' });
    seen = [];
    await expect(call('/', { pin: '00'.repeat(32) })).rejects.toMatchObject({
      code: 'NODE_FINGERPRINT',
      data: { found: certificate.fingerprint },
    });
    await expect(requestJson({ url: base })).rejects.toMatchObject({ code: 'NODE_UNTRUSTED' });
    expect(seen).toEqual([]);
  });

  it('never sends to a pinned node in the clear', async () => {
    const plain = createPlainServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => plain.once('listening', resolve));
    const url = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
    await expect(requestJson({ url, pin: certificate.fingerprint })).rejects.toMatchObject({
      code: 'NODE_FINGERPRINT',
    });
    expect(await requestJson({ url })).toMatchObject({ body: '' });
    plain.close();
    plain.closeAllConnections();
  });

  it('gives the error of the other node', async () => {
    await expect(call('/known')).rejects.toMatchObject({ code: 'LOCKED', message: 'In use', data: { pid: 7 } });
    await expect(call('/unknown')).rejects.toMatchObject({
      code: 'NODE_REPLY',
      data: { status: 400, reason: 'Something newer' },
    });
    await expect(call('/proxy')).rejects.toMatchObject({ code: 'NODE_REPLY', data: { status: 502 } });
    const reply = await request({ url: `${base}/known`, pin: certificate.fingerprint, anyStatus: true });
    expect([reply.status, await reply.json()]).toMatchObject([409, { code: 'LOCKED' }]);
  });

  it('says what is wrong with the way there', async () => {
    await expect(requestJson({ url: 'https://127.0.0.1:1/services/T0/SECRET?key=1' })).rejects.toMatchObject({
      code: 'NODE_UNREACHABLE',
      message: 'https://127.0.0.1:1 cannot be reached: nothing listens there',
      data: { reason: 'nothing listens there' },
    });
    const named = { url: 'https://127.0.0.1:1/api/items', peer: 'The node “north” (https://127.0.0.1:1)' };
    await expect(requestJson(named)).rejects.toMatchObject({
      message: 'The node “north” (https://127.0.0.1:1) cannot be reached: nothing listens there',
    });
    await expect(call('/silent', { timeout: 300 })).rejects.toMatchObject({ code: 'NODE_TIMEOUT' });
    await expect(call('/cut')).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' });
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const waiting = call('/silent', { signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('saves a reply whole or not at all', async () => {
    const get = (path: string) => request({ url: base + path, pin: certificate.fingerprint });
    await (await get('/')).saveTo(join(folder, 'down/reply.json'));
    expect(JSON.parse(await readFile(join(folder, 'down/reply.json'), 'utf8'))).toMatchObject({ body: '' });
    await expect((await get('/cut')).saveTo(join(folder, 'down/cut'))).rejects.toMatchObject({
      code: 'NODE_UNREACHABLE',
    });
    expect(await readdir(join(folder, 'down'))).toEqual(['reply.json']);
  });
});

describe('hostInUrl', () => {
  it('puts IPv6 into brackets', () => {
    expect([hostInUrl('::1'), hostInUrl('127.0.0.1'), hostInUrl('node')]).toEqual(['[::1]', '127.0.0.1', 'node']);
  });
});
