import type { FastifyInstance } from 'fastify';
import type { NodeKind } from '../contract/routes/index.ts';
import { createLog } from '../platform/log.ts';
import type { ServerCertificate } from '../platform/tls.ts';
import { ensureAdminKey } from '../services/nodes/key-ring.ts';
import { type NodeBase, openNodeBase } from '../services/nodes/node-base.ts';
import type { Pairing } from '../services/nodes/pairing.ts';
import { announceReady, listen, stopOnSignals, visibleHost } from './lifecycle.ts';
import type { NodeConfig, StartOptions } from './node-config.ts';
import { nodeCertificate } from './node-server.ts';

/** A node that listens. The token is the administrator's key, told at the first start only; it stays in `admin.key`. */
export interface StartedNode {
  url: string;
  token?: string;
  fingerprint: string;
  /** For a Deployer that wants to pair with this node. */
  pairingCode?: string;
  stop(): Promise<void>;
}

/** What a kind of node is made of, once its base is open. */
export interface NodeParts {
  /** Listens itself when absent. */
  server?: FastifyInstance;
  /** Where the node listens, when it does so itself. */
  port?: number;
  pairing?: Pairing;
  onReady?(): void;
  close(): Promise<void>;
}

/** Starts a headless node: base → parts → listen → ready line. What was opened is closed again when a step fails. */
export async function startNode(
  kind: NodeKind,
  { config, quiet = false }: { config: NodeConfig } & StartOptions,
  create: (base: NodeBase, tls: ServerCertificate) => Promise<NodeParts>,
): Promise<StartedNode> {
  const { data, host, logLevel } = config;
  const log = createLog({ name: kind, level: logLevel });
  const base = await openNodeBase({ kind, folder: data, log });
  let parts: NodeParts | undefined;
  const stop = async () => {
    await parts?.close();
    await base.close();
  };
  try {
    const tls = await nodeCertificate(base, host);
    parts = await create(base, tls);
    const port = parts.server ? await listen(parts.server, config) : (parts.port ?? config.port);
    const token = await ensureAdminKey(data, base.ring);
    const url = `https://${visibleHost(host)}:${port}`;
    const { fingerprint } = tls;
    const code = parts.pairing?.code;
    if (!quiet) {
      announceReady({ url, fingerprint, ...(token ? { token } : {}), ...(code ? { pairing_code: code } : {}) });
      stopOnSignals(stop, log);
    }
    parts.onReady?.();
    log.info({ url, fingerprint }, `${kind} node ready`);
    return { url, fingerprint, ...(token ? { token } : {}), ...(code ? { pairingCode: code } : {}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
