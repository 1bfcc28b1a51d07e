import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

test('a port in use falls back to any port, a free one is kept', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await freePort(port)).toBe(0);
  await new Promise((done) => server.close(done));
  expect(await freePort(port)).toBe(port);
});

test('no preference means any port', async () => {
  expect(await freePort(0)).toBe(0);
});
