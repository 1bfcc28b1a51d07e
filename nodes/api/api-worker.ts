import { join } from 'node:path';
import { AppError } from '../base/app-error.ts';
import type { PreloadReport } from '../contract/deploy.ts';
import { answerPrimary } from '../platform/cluster.ts';
import { createLog, type Log } from '../platform/log.ts';
import { loadService } from '../services/serving/load-service.ts';
import { createQueryLog, type QueryLog } from '../services/serving/query-log.ts';
import { createServiceTable, type ServiceTable } from '../services/serving/service-table.ts';
import { createServingApp, type ServingApp } from './serving-app.ts';
import type { ServiceRef, WorkerMessage, WorkerStart } from './worker-messages.ts';

/** A worker process of an API node: answers predictions from memory, and the primary's messages. */
interface Worker {
  log: Log;
  table: ServiceTable;
  queries: QueryLog;
  app: ServingApp;
}

let worker: Worker | undefined;

answerPrimary(async (message) => {
  const order = message as WorkerMessage;
  if (order.type === 'start') {
    worker = await start(order);
    return undefined;
  }
  if (!worker) throw new Error('the worker was not started');
  return obey(worker, order);
});

async function start(order: WorkerStart): Promise<Worker> {
  const log = createLog({ name: 'api-worker' });
  const table = createServiceTable(loadService);
  const queries = createQueryLog({ folder: join(order.dataFolder, 'queries'), writer: `w${process.pid}`, log });
  const { tls, bodyLimit, primarySocket } = order;
  const app = createServingApp({ table, queries, log, tls, bodyLimit, primarySocket });
  app.setAccess(order.access);
  // A service that cannot be loaded must not keep the others, and the node, from answering.
  for (const service of order.services) {
    const report = await prepare(table, service);
    if (report.ok) table.commit(service.id, service.version);
    else log.error({ service: service.id, version: service.version, report }, 'an active service was not loaded');
  }
  await app.server.listen({ host: order.host, port: order.port });
  return { log, table, queries, app };
}

async function obey({ table, queries, app }: Worker, order: WorkerMessage): Promise<unknown> {
  switch (order.type) {
    case 'prepare':
      return prepare(table, order.service);
    case 'commit':
      table.commit(order.service.id, order.service.version);
      return undefined;
    case 'forget':
      table.forget(order.service.id, order.service.version);
      return undefined;
    case 'access':
      app.setAccess(order.access);
      return undefined;
    case 'metrics':
      return { requests: app.metrics.snapshot(), dropped: queries.dropped, memory: process.memoryUsage().rss };
    case 'active':
      return table.list();
    case 'flush':
      return queries.flush();
    case 'drain':
      app.drain();
      return undefined;
    case 'stop':
      app.drain();
      await app.server.close();
      await queries.close();
      return undefined;
    default:
      throw new Error(`unknown message ${order.type}`);
  }
}

/** A version that does not load is a failed check with its reason, not a failed worker. */
async function prepare(table: ServiceTable, service: ServiceRef): Promise<PreloadReport> {
  try {
    return await table.prepare(service);
  } catch (error) {
    const message = error instanceof AppError ? `${error.code}: ${error.message}` : String(error);
    return { ok: false, checks: [{ name: 'load', ok: false, message }] };
  }
}
