import { closeConnections } from '../platform/http-client.ts';
import { createLog } from '../platform/log.ts';
import { defaultDataFolder } from '../platform/paths.ts';
import { type DeployerKit, openDeployerKit } from '../services/deploy/deployer-kit.ts';
import { type NodeBase, openNodeBase } from '../services/nodes/node-base.ts';

/** Where the command line keeps its signing key, paired nodes and deployments; `MILLRACE_HOME` names another folder. */
export function homeFolder(): string {
  return process.env['MILLRACE_HOME'] ?? defaultDataFolder('cli');
}

/** Runs `use` with the Deployer of the command line: the same as a Deployer node has, without listening. LOCKED. */
export async function withDeployer<T>(
  use: (kit: DeployerKit, base: NodeBase) => Promise<T>,
  folder = homeFolder(),
): Promise<T> {
  const log = createLog({ name: 'cli', level: process.env['MILLRACE_DEBUG'] ? 'debug' : 'silent' });
  const base = await openNodeBase({ kind: 'deployer', folder, log });
  try {
    const kit = await openDeployerKit(base);
    try {
      return await use(kit, base);
    } finally {
      await kit.close();
    }
  } finally {
    await closeConnections();
    await base.close();
  }
}
