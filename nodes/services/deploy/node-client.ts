import { z } from 'zod';
import type { DeploymentSettings, PairedNode } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { type RouteId, type RouteReply, type RouteSpec, routes } from '../../contract/routes/index.ts';
import { request } from '../../platform/http-client.ts';

/** How a node is reached: its certificate is pinned, its key presented. */
export interface NodeAddress {
  url: string;
  /** As people know it. */
  name?: string;
  fingerprint?: string;
  key?: string;
}

export interface CallOptions {
  params?: Record<string, string>;
  json?: unknown;
  /** File to stream as body. */
  file?: string;
  signal?: AbortSignal;
  /** Milliseconds. */
  timeout?: number;
}

/** Calls a route of another node and checks its reply by the contract. Throws the error the node names, or NODE_* for the way there. */
export async function callNode<I extends RouteId>(
  node: NodeAddress,
  route: I,
  { params = {}, ...options }: CallOptions = {},
): Promise<RouteReply<I>> {
  const spec: RouteSpec = routes[route];
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const { origin } = new URL(node.url);
  const peer = node.name ? `The node “${node.name}” (${origin})` : `The node at ${origin}`;
  const reply = await request({
    peer,
    url: new URL(path, node.url).href,
    method: spec.method,
    ...(node.fingerprint ? { pin: node.fingerprint } : {}),
    ...(node.key ? { key: node.key } : {}),
    ...options,
  });
  const parsed = (spec.reply ?? z.unknown()).safeParse(await reply.json());
  if (parsed.success) return parsed.data as RouteReply<I>;
  const reason = `its reply to ${route} is not as agreed (${parsed.error.issues[0]?.path.join('.')})`;
  throw fail('NODE_REPLY', { url: origin, peer, status: reply.status, reason });
}

/** A node that archives are deployed to, as the stages of a deployment use it. */
export interface TargetNode {
  readonly node: PairedNode;
  /** Makes the node accept archives of this signer, whom we trust. */
  trust(publicKey: string, name: string): Promise<unknown>;
  upload(file: string): Promise<{ sha256: string }>;
  preload(item: string, version: string, settings: DeploymentSettings): Promise<RouteReply<'archives.preload'>>;
  activate(item: string, version: string, settings: DeploymentSettings): Promise<RouteReply<'archives.activate'>>;
  items(): Promise<RouteReply<'archives.list'>>;
  health(): Promise<RouteReply<'node.health'>>;
}

export interface TriedConnection {
  id: string;
  path: string;
  ok: boolean;
  message: string;
}

/** Unpacking and checking a large bundle takes its time. */
const longMs = 10 * 60_000;
const shortMs = 5000;

const addressOf = (node: PairedNode, key: string | undefined): NodeAddress => ({
  url: node.url,
  name: node.name,
  fingerprint: node.fingerprint,
  ...(key === undefined ? {} : { key }),
});

/** The connections of a node, each tried there. */
export async function triedConnections(node: PairedNode, key: string | undefined): Promise<TriedConnection[]> {
  const address = addressOf(node, key);
  const known = await callNode(address, 'connections.list', { timeout: shortMs });
  const tried = known.map(async ({ id: connection, path }) => {
    const found = await callNode(address, 'connections.test', { params: { connection }, timeout: shortMs });
    return { id: connection, path, ...found };
  });
  return Promise.all(tried);
}

/** `signal` cuts off every call to the node. */
export function targetNode(node: PairedNode, key: string | undefined, signal?: AbortSignal): TargetNode {
  const address = addressOf(node, key);
  const how = signal ? { signal } : {};
  return {
    node,
    trust: (key, name) => callNode(address, 'trusted.put', { params: { key }, json: { name }, ...how }),
    upload: (file) => callNode(address, 'archives.upload', { file, timeout: longMs, ...how }),
    preload: (item, version, settings) =>
      callNode(address, 'archives.preload', { params: { item, version }, json: settings, timeout: longMs, ...how }),
    activate: (item, version, settings) =>
      callNode(address, 'archives.activate', { params: { item, version }, json: settings, timeout: longMs }),
    items: () => callNode(address, 'archives.list', { timeout: shortMs, ...how }),
    health: () => callNode(address, 'node.health', { timeout: shortMs }),
  };
}
