import { availableParallelism } from 'node:os';
import { tryPort } from '../platform/cluster.ts';
import { listenFailure } from '../server/lifecycle.ts';
import { parseNodeArgs, type StartOptions, wholeNumber } from '../server/node-config.ts';
import { runMain } from '../server/run-main.ts';
import { type StartedNode, startNode } from '../server/start-node.ts';
import { createApiApp } from './app.ts';

const ownArguments = ['workers', 'body-limit', 'drain-seconds'] as const;

/**
 * Starts an API node: `--data DIR --port N --host H [--workers N] [--body-limit BYTES] [--drain-seconds S]`. By default one worker for every
 * core, 1 MB bodies and no time for draining.
 */
export function startApi(argv: readonly string[], options: StartOptions = {}): Promise<StartedNode> {
  const config = parseNodeArgs('api', argv, ownArguments);
  const number = (name: (typeof ownArguments)[number], otherwise: number, most: number) => {
    const text = config.more[name];
    return text === undefined ? otherwise : wholeNumber(`--${name}`, text, most);
  };
  return startNode('api', { config, ...options }, async (base, tls) => {
    const port = await tryPort(config.host, config.port).catch((error) => {
      throw listenFailure(error, config);
    });
    const app = await createApiApp({
      base,
      tls,
      host: config.host,
      port,
      workers: Math.max(1, number('workers', availableParallelism(), 256)),
      bodyLimit: number('body-limit', 2 ** 20, 2 ** 30),
      drainMs: 1000 * number('drain-seconds', 0, 3600),
    });
    return { ...app, port };
  });
}

runMain(import.meta.url, startApi);
