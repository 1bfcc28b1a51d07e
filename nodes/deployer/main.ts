import { parseNodeArgs, type StartOptions } from '../server/node-config.ts';
import { runMain } from '../server/run-main.ts';
import { type StartedNode, startNode } from '../server/start-node.ts';
import { createDeployerApp } from './app.ts';

/** Starts a standalone Deployer: `--data DIR --port N --host H`. */
export function startDeployer(argv: readonly string[], options: StartOptions = {}): Promise<StartedNode> {
  const config = parseNodeArgs('deployer', argv);
  return startNode('deployer', { config, ...options }, (base, tls) => createDeployerApp({ base, tls }));
}

runMain(import.meta.url, startDeployer);
