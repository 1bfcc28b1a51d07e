import type { FastifyInstance } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { Log } from '../platform/log.ts';

/** Listens on `port` (0: any free one) and returns the port. With `fallback` a port in use is replaced by a free one. NODE_PORT_IN_USE. */
export async function listen(
  server: FastifyInstance,
  options: { host: string; port: number; fallback?: boolean },
): Promise<number> {
  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    if (!options.fallback || (error as { code?: string }).code !== 'EADDRINUSE') throw listenFailure(error, options);
    await server.listen({ host: options.host, port: 0 });
  }
  return (server.server.address() as { port: number }).port;
}

/** Why a node cannot listen, in words. */
export function listenFailure(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') return fail('NODE_PORT_IN_USE', { host, port }, { cause: error });
  const isAddress = code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND';
  return isAddress ? fail('NODE_ADDRESS', { host, port, reason: message }, { cause: error }) : error;
}

/** The host part for a person's browser: an address that means “all interfaces” becomes this machine. */
export function visibleHost(host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return name.includes(':') ? `[${name}]` : name;
}

/** The one line on standard output that tells whoever started the node that it listens. */
export function announceReady(fields: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ event: 'ready', ...fields })}\n`);
}

/** Stops gracefully on SIGTERM, SIGINT and on the desktop's `{type: 'stop'}`; a second signal ends at once. */
export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let isStopping = false;
  const handle = (reason: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ reason }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => handle('SIGTERM'));
  process.on('SIGINT', () => handle('SIGINT'));
  const parent = (
    process as { parentPort?: { on(event: 'message', listener: (event: { data: unknown }) => void): void } }
  ).parentPort;
  parent?.on('message', ({ data }) => {
    if ((data as { type?: unknown } | null)?.type === 'stop') handle('desktop');
  });
}
