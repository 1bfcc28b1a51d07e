import { createServer } from 'node:net';

/** `preferred` when nothing listens on it on loopback, else 0: let the system choose. */
export function freePort(preferred: number): Promise<number> {
  if (preferred < 1024) return Promise.resolve(0);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen({ port: preferred, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(preferred)));
  });
}
