import type { FastifyInstance } from 'fastify';
import type { NodeKind } from '../contract/routes/index.ts';
import { loadServerCertificate } from '../platform/tls.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { bindRoutes, type Handlers } from './bind-routes.ts';
import { createServer } from './create-server.ts';
import { bindEvents } from './events.ts';
import { guardLoopback } from './loopback-guard.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { bindNodePages } from './node-pages.ts';
import { openApiOf } from './openapi.ts';
import { serveWorkbench } from './workbench-files.ts';

export interface NodeServerOptions<K extends NodeKind> {
  node: K;
  base: NodeBase;
  handlers: Handlers<K>;
  /** Plain HTTP on loopback with the desktop's rules. */
  desktop?: boolean;
  /** PEM; none on the desktop and behind another process of the same node. */
  tls?: { cert: string; key: string };
  /** Serve the workbench's pages. */
  pages?: boolean;
  bodyLimit?: number;
  uploadLimit?: number;
  metrics?: Metrics;
  /** Metrics text of other processes of the node. */
  moreMetrics?: () => Promise<string>;
  /** Paths of the OpenAPI description beyond the routes of the contract, as they are now. */
  morePaths?: () => Promise<Record<string, unknown>>;
}

const defaultUploadLimit = 64 * 2 ** 30;

/** The HTTP side of a node: its routes, events, pages and metrics, not listening yet. */
export async function createNodeServer<K extends NodeKind>(options: NodeServerOptions<K>): Promise<FastifyInstance> {
  const { base, tls } = options;
  const server = createServer({
    log: base.log,
    ...(tls ? { tls } : {}),
    ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
  });
  if (options.desktop) guardLoopback(server);
  const findCaller = (key: string) => base.ring.findCaller(key);
  const metrics = options.metrics ?? createMetrics();
  metrics.collect('millrace_uptime_seconds', 'Seconds since the node started', () => [{ value: process.uptime() }]);
  metrics.collect('millrace_memory_bytes', 'Resident memory', () => [{ value: process.memoryUsage().rss }]);
  const requests = metrics.counter('millrace_http_requests_total', 'Requests by method and status');
  server.addHook('onResponse', async ({ method }, { statusCode }) =>
    requests.add({ method, status: String(statusCode) }),
  );
  bindRoutes(server, options.handlers, {
    node: options.node,
    findCaller,
    uploadFolder: base.uploadFolder,
    uploadLimit: options.uploadLimit ?? defaultUploadLimit,
  });
  const { id, version } = base.info;
  bindEvents(server, {
    hub: base.hub,
    findCaller,
    hello: () => ({ type: 'hello', nodeId: id, startedAt: base.startedAt }),
  });
  const about = { title: `Millrace ${options.node} node`, version };
  const { moreMetrics, morePaths } = options;
  const api = async () => openApiOf(options.node, { ...about, paths: (await morePaths?.()) ?? {} });
  bindNodePages(server, { api, metrics, findCaller, ...(moreMetrics ? { moreMetrics } : {}) });
  if (options.pages) await serveWorkbench(server);
  return server;
}

/** The node's certificate, good also for the host it listens on. */
export function nodeCertificate(base: NodeBase, host: string) {
  return loadServerCertificate(base.folder, [host]);
}
