import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { NodeKind } from '../contract/routes/index.ts';
import { programBeside, startWorkerPool, type WorkerPool } from '../platform/cluster.ts';
import { makeLocalSocket } from '../platform/relay.ts';
import { archiveHandlers } from '../server/handlers/archive-handlers.ts';
import { nodeHandlers, pairHandler } from '../server/handlers/node-handlers.ts';
import { createNodeServer } from '../server/node-server.ts';
import { openArchives } from '../services/archives/archives.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { createPairing, type Pairing } from '../services/nodes/pairing.ts';
import type { Access } from '../services/serving/access.ts';
import { readQueries } from '../services/serving/read-queries.ts';
import { printRequestMetrics } from '../services/serving/request-metrics.ts';
import type { ActiveService } from '../services/serving/service-table.ts';
import { openActivations } from '../store/activations.ts';
import { predictionPaths } from './prediction-paths.ts';
import { createServiceTarget } from './service-target.ts';
import type { WorkerNumbers, WorkerStart } from './worker-messages.ts';

export interface ApiAppOptions {
  base: NodeBase;
  tls: { cert: string; key: string };
  host: string;
  port: number;
  workers: number;
  /** Largest prediction request in bytes. */
  bodyLimit: number;
  /** How long load balancers are told to go away before the workers stop, in milliseconds. */
  drainMs: number;
}

/** An API node: workers answer predictions on its port; this process manages versions, keys and metrics behind them. */
export interface ApiApp {
  pairing: Pairing;
  close(): Promise<void>;
}

const node = 'api' as const satisfies NodeKind;

export async function createApiApp(options: ApiAppOptions): Promise<ApiApp> {
  const { base, workers, drainMs } = options;
  const { folder, log } = base;
  const store = openActivations(base.db);
  const pairing = createPairing(base.keys, base.ring);
  const socket = makeLocalSocket(folder);
  const access = (): Access => {
    const open = store.allActive().filter(({ settings }) => settings.access === 'public');
    return { publicServices: open.map(({ item }) => item), keys: base.ring.predictKeys() };
  };
  const folderOf = (item: string, version: string) => join(folder, 'bundles', item, version);
  const firstMessage = (): WorkerStart => ({
    type: 'start',
    host: options.host,
    port: options.port,
    tls: { cert: options.tls.cert, key: options.tls.key },
    bodyLimit: options.bodyLimit,
    dataFolder: folder,
    primarySocket: socket.path,
    services: store.allActive().map(({ item, version }) => ({ id: item, version, folder: folderOf(item, version) })),
    access: access(),
  });
  const program = programBeside(import.meta.url, 'api-worker');
  const pool = await startWorkerPool({ program, count: workers, log, firstMessage });
  const sendAccess = async () => void (await pool.tellAll({ type: 'access', access: access() }));
  const target = createServiceTarget(pool, sendAccess);
  const archives = await openArchives({ folder, store, keys: base.keys, target, log });
  let isDraining = false;
  const server = await createNodeServer({
    node,
    base,
    moreMetrics: () => workerMetrics(pool),
    morePaths: async () => predictionPaths((await activeServices(pool))[0] ?? []),
    handlers: {
      ...nodeHandlers(base, {
        isDraining: () => isDraining,
        checks: () => workerChecks(pool, workers, store.allActive().length),
        onKeysChanged: sendAccess,
      }),
      ...pairHandler(base, pairing),
      ...archiveHandlers(base, archives),
      'queries.log': async (_context, { params, query }) => {
        await pool.tellAll({ type: 'flush' });
        return readQueries(join(folder, 'queries'), { service: params.item, limit: query.limit ?? 100 });
      },
    },
  });
  await server.listen({ path: socket.path });
  return {
    pairing,
    async close() {
      isDraining = true;
      await drain(pool, drainMs);
      await closeBehind(pool, server);
      socket.remove();
    },
  };
}

async function drain(pool: WorkerPool, drainMs: number): Promise<void> {
  await pool.tellAll({ type: 'drain' });
  if (drainMs > 0) await new Promise((resolve) => setTimeout(resolve, drainMs));
}

/** Event streams hang on workers: they end when the server behind them closes. */
async function closeBehind(pool: WorkerPool, server: FastifyInstance): Promise<void> {
  const closed = server.close();
  await pool.stop();
  await closed;
}

async function workerMetrics(pool: WorkerPool): Promise<string> {
  const numbers = (await pool.tellAll({ type: 'metrics' })) as WorkerNumbers[];
  const dropped = numbers.reduce((sum, one) => sum + one.dropped, 0);
  const memory = numbers.reduce((sum, one) => sum + one.memory, 0);
  return [
    printRequestMetrics(numbers.map(({ requests }) => requests)),
    `# TYPE millrace_query_blocks_dropped_total counter\nmillrace_query_blocks_dropped_total ${dropped}\n`,
    `# TYPE millrace_worker_memory_bytes gauge\nmillrace_worker_memory_bytes ${memory}\n`,
  ].join('');
}

async function workerChecks(pool: WorkerPool, wanted: number, services: number) {
  const loaded = await activeServices(pool);
  const isLoaded = loaded.every((one) => one.length === services);
  return [
    { name: 'workers', ok: loaded.length === wanted, message: `${loaded.length} of ${wanted} run` },
    { name: 'services', ok: isLoaded, message: isLoaded ? `${services} active` : 'not all are loaded in every worker' },
  ];
}

async function activeServices(pool: WorkerPool): Promise<ActiveService[][]> {
  return (await pool.tellAll({ type: 'active' })) as ActiveService[][];
}
