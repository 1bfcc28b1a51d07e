import type { FastifyInstance } from 'fastify';
import { deployerHandlers } from '../server/handlers/deployer-handlers.ts';
import { nodeHandlers, pairHandler } from '../server/handlers/node-handlers.ts';
import { createNodeServer } from '../server/node-server.ts';
import { openDeployerKit } from '../services/deploy/deployer-kit.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { createPairing, type Pairing } from '../services/nodes/pairing.ts';

/** A Deployer standing alone, not listening yet. Design nodes pair with it to publish their archives. */
export interface DeployerApp {
  server: FastifyInstance;
  pairing: Pairing;
  close(): Promise<void>;
}

export async function createDeployerApp(options: {
  base: NodeBase;
  tls: { cert: string; key: string };
}): Promise<DeployerApp> {
  const { base, tls } = options;
  const kit = await openDeployerKit(base);
  const pairing = createPairing(base.keys, base.ring);
  let isDraining = false;
  const server = await createNodeServer({
    node: 'deployer',
    base,
    tls,
    pages: true,
    handlers: {
      ...nodeHandlers(base, { isDraining: () => isDraining, checks: () => [] }),
      ...pairHandler(base, pairing),
      ...deployerHandlers(base, kit),
    },
  });
  return {
    server,
    pairing,
    async close() {
      isDraining = true;
      await server.close();
      await kit.close();
    },
  };
}
