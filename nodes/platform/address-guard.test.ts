import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAddressGuard, isPrivateAddress } from './address-guard.ts';
import { request } from './http-client.ts';

let server: Server;
let port: number;
let asked = 0;
beforeAll(async () => {
  server = createServer((incoming, reply) => {
    asked += 1;
    if (incoming.url === '/away') reply.writeHead(302, { location: `http://127.0.0.1:${port}/here` }).end();
    else reply.end('got it');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (host: string, allowed: string[] = [], path = '/') =>
  request({
    url: `http://${host}:${port}${path}`,
    method: 'POST',
    json: {},
    guard: createAddressGuard(allowed),
    anyStatus: true,
  });

describe('an address', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '169.254.169.254',
      '172.31.255.255',
      '192.168.0.1',
    ],
    ...['224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});

describe('a guarded call', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'LOCALHOST',
  ])('to %s is refused before anything is sent', async (host) => {
    const before = asked;
    await expect(send(host)).rejects.toMatchObject({ code: 'NODE_ADDRESS_PRIVATE' });
    expect(asked).toBe(before);
  });

  it.each([['127.0.0.1'], ['localhost'], ['127.0.0.0/8'], ['private']])(
    'goes to this machine where %s is allowed',
    async (allowed) => {
      const host = allowed === 'localhost' ? 'localhost' : '127.0.0.1';
      expect(await (await send(host, [allowed])).text()).toBe('got it');
    },
  );

  it('does not use a connection that another guard has allowed', async () => {
    await (await send('127.0.0.1', ['private'])).text();
    await expect(send('127.0.0.1')).rejects.toMatchObject({ code: 'NODE_ADDRESS_PRIVATE' });
  });

  it('does not follow a redirect', async () => {
    const before = asked;
    expect((await send('127.0.0.1', ['127.0.0.1'], '/away')).status).toBe(302);
    expect(asked).toBe(before + 1);
  });

  it('names a network that is none', () => {
    expect(() => createAddressGuard(['10.0.0.0/99'])).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
