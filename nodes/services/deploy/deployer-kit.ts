import { join } from 'node:path';
import { openDatabase } from '../../store/database.ts';
import { type Deployments, openDeployments } from '../../store/deployments.ts';
import type { NodeBase } from '../nodes/node-base.ts';
import { createDeployer, type Deployer } from './deployer.ts';
import { createInfrastructures, type Infrastructures } from './infrastructures.ts';
import { openRegistry, type Registry } from './registry.ts';

/** Everything of a Deployer on one node, embedded or alone. */
export interface DeployerKit {
  readonly registry: Registry;
  readonly infrastructures: Infrastructures;
  readonly deployer: Deployer;
  readonly store: Deployments;
  close(): Promise<void>;
}

/** Opens the Deployer's part of a node's data folder and takes up what a killed process left. */
export async function openDeployerKit(base: NodeBase): Promise<DeployerKit> {
  const folder = join(base.folder, 'deployer');
  const db = await openDatabase(join(folder, 'deployer.db'));
  const store = openDeployments(db);
  const trustedKeys = () => [base.signingKey.publicKey, ...base.keys.trusted.list().map(({ id }) => id)];
  const registry = await openRegistry({ folder, store, trustedKeys });
  const { secrets, signingKey, info, hub, log } = base;
  const infrastructures = createInfrastructures({ store, secrets, signingKey, name: info.name });
  const deployer = createDeployer({ store, registry, infrastructures, hub, log });
  void Promise.all(deployer.resume());
  return {
    registry,
    infrastructures,
    deployer,
    store,
    async close() {
      await deployer.close();
      db.close();
    },
  };
}
