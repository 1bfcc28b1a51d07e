import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, readyLine, startReadyChild } from '../../nodes/platform/child.ts';
import { temporaryFolder } from '../integration/nodes-support.ts';

let child: Child;
let url: URL;
let token: string;
const script = new URL('../../nodes/design/main.ts', import.meta.url).pathname;

beforeAll(async () => {
  const args = [
    script,
    '--data',
    temporaryFolder('desktop'),
    '--port',
    '0',
    '--host',
    '0.0.0.0',
    '--desktop',
    '--log-level',
    'warn',
  ];
  const started = await startReadyChild({ name: 'the Design node', args, ready: readyLine });
  child = started;
  url = new URL(String(started.readyValue.url));
  token = String(started.readyValue.token);
}, 60_000);
afterAll(async () => {
  await child?.stop();
});

/** A request with headers that browsers set themselves. */
function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; headers: object }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: url.hostname, port: url.port, path, headers: { host: url.host, ...headers } },
      (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(pieces).toString(), headers: reply.headers }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
const withToken = () => ({ authorization: `Bearer ${token}` });

describe('the Design node on the desktop', () => {
  it('listens on loopback only, whatever host it was given', () => {
    expect(url.hostname).toBe('127.0.0.1');
  });
  it('answers the workbench that presents the token of this launch', async () => {
    expect((await ask('/api/projects', withToken())).status).toBe(200);
    expect((await ask('/api/projects')).status).toBe(401);
    expect((await ask('/api/projects', { authorization: `Bearer ${token.slice(0, -1)}x` })).status).toBe(401);
  });
  it('refuses other host names, so that a rebound name does not reach it', async () => {
    const reply = await ask('/api/projects', { ...withToken(), host: `evil.example:${url.port}` });
    expect([reply.status, JSON.parse(reply.body).code]).toEqual([421, 'HOST_REFUSED']);
  });
  it('refuses pages of other origins and sites', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const reply = await ask('/api/projects', { ...withToken(), ...headers });
      expect([reply.status, JSON.parse(reply.body).code]).toEqual([403, 'ORIGIN_REFUSED']);
    }
    expect(
      (await ask('/api/projects', { ...withToken(), origin: url.origin, 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });
  it('sends a policy that lets pages load nothing but its own', async () => {
    const headers = (await ask('/')).headers as Record<string, string>;
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
  it('gives out no file beside the pages', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
    ])
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
  });
});
