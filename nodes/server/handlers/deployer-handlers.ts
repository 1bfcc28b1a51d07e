import { readStream } from '../../platform/files.ts';
import type { DeployerKit } from '../../services/deploy/deployer-kit.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { HandlersOf } from '../bind-routes.ts';

type RegistryRoutes = 'published.list' | 'published.upload' | 'published.download';
type InfrastructureRoutes =
  | 'infrastructures.list'
  | 'infrastructures.connections'
  | 'infrastructures.put'
  | 'infrastructures.delete'
  | 'infrastructures.pair'
  | 'infrastructures.unpair';
type DeploymentRoutes =
  | 'deployments.list'
  | 'deployments.deploy'
  | 'deployments.rollback'
  | 'deployments.history'
  | 'deployments.run'
  | 'deployments.cancel';

/** The Deployer's routes, the same embedded in Design and standing alone. */
export function deployerHandlers(
  base: NodeBase,
  kit: DeployerKit,
): HandlersOf<RegistryRoutes | InfrastructureRoutes | DeploymentRoutes> {
  return { ...registryHandlers(base, kit), ...infrastructureHandlers(base, kit), ...deploymentHandlers(base, kit) };
}

function registryHandlers(base: NodeBase, { registry }: DeployerKit): HandlersOf<RegistryRoutes> {
  return {
    'published.list': () => registry.list(),
    'published.upload': (context, { upload }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'published.upload',
        target: `published/${upload.sha256}`,
        change: () => registry.publish(upload.path),
        events: ({ id }) => [{ type: 'items', item: id }],
      }),
    'published.download': (_context, { params: { kind, item, version } }) => {
      const published = registry.get({ kind: kind === 'api-service' ? kind : 'project-bundle', id: item, version });
      return {
        name: `${item}-${version}.millrace`,
        type: 'application/zip',
        stream: readStream(registry.fileOf(published)),
        bytes: published.bytes,
      };
    },
  };
}

function infrastructureHandlers(base: NodeBase, { infrastructures }: DeployerKit): HandlersOf<InfrastructureRoutes> {
  const change = { right: 'admin' as const };
  return {
    'infrastructures.list': () =>
      Promise.all(
        infrastructures.list().map(async (one) => ({ ...one, health: await infrastructures.health(one.id) })),
      ),
    'infrastructures.connections': (_context, { params }) => infrastructures.connections(params.infrastructure),
    'infrastructures.put': (context, { params: { infrastructure: id }, body }) =>
      base.mutate(context, {
        ...change,
        action: 'infrastructures.put',
        target: `infrastructures/${id}`,
        change: async () => infrastructures.put({ ...body, id }),
      }),
    'infrastructures.delete': (context, { params: { infrastructure: id } }) =>
      base.mutate(context, {
        ...change,
        action: 'infrastructures.delete',
        target: `infrastructures/${id}`,
        change: async () => {
          await infrastructures.remove(id);
          return { ok: true as const };
        },
      }),
    'infrastructures.pair': (context, { params: { infrastructure: id }, body }) =>
      base.mutate(context, {
        ...change,
        action: 'infrastructures.pair',
        target: `infrastructures/${id}`,
        change: () => infrastructures.pair(id, body),
      }),
    'infrastructures.unpair': (context, { params: { infrastructure: id, node } }) =>
      base.mutate(context, {
        ...change,
        action: 'infrastructures.unpair',
        target: `infrastructures/${id}/${node}`,
        change: () => infrastructures.unpair(id, node),
      }),
  };
}

function deploymentHandlers(base: NodeBase, { deployer }: DeployerKit): HandlersOf<DeploymentRoutes> {
  return {
    'deployments.list': () => deployer.list(),
    'deployments.deploy': (context, { body }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'deployments.deploy',
        target: `deployments/${body.item}@${body.infrastructure}`,
        change: async () => (await deployer.deploy(body, context.caller.name)).run,
      }),
    'deployments.rollback': (context, { params: { deployment }, body }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'deployments.rollback',
        target: `deployments/${deployment}`,
        change: async () => (await deployer.rollback(deployment, { ...body, by: context.caller.name })).run,
      }),
    'deployments.history': (_context, { params }) => deployer.history(params.deployment),
    'deployments.cancel': (context, { params: { run } }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'deployments.cancel',
        target: `deployments/runs/${run}`,
        change: async () => {
          deployer.cancel(run, context.caller.name);
          return { ok: true as const };
        },
      }),
    'deployments.run': (_context, { params }) => deployer.run(params.run),
  };
}
