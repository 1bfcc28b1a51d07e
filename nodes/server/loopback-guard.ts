import type { FastifyInstance } from 'fastify';
import { fail } from '../contract/errors/index.ts';

/**
 * On the desktop the node listens on loopback without TLS. Other programs' web pages can reach it there, so a request must name our own
 * host (against DNS rebinding) and come from our own page or no page at all. HOST_REFUSED, ORIGIN_REFUSED.
 */
export function guardLoopback(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    const port = request.socket.localPort;
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const host = request.headers.host ?? '';
    if (!hosts.includes(host)) throw fail('HOST_REFUSED', { host });
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) throw fail('ORIGIN_REFUSED', { origin });
    const site = request.headers['sec-fetch-site'];
    const isOwnPage = site === undefined || site === 'same-origin' || site === 'none';
    if (!isOwnPage) throw fail('ORIGIN_REFUSED', { origin: String(site) });
  });
}
