import type { Command } from 'commander';
import { withDeployer } from '../home.ts';
import { createOutput, table } from '../output.ts';

export function addStatus(command: Command): void {
  command.option('--json', 'print the result as JSON').action(async (options: { json?: boolean }) => {
    const result = await withDeployer(async ({ deployer, infrastructures }) => ({
      deployments: await deployer.list(),
      infrastructures: await Promise.all(
        infrastructures.list().map(async (one) => ({ ...one, health: await infrastructures.health(one.id) })),
      ),
    }));
    createOutput(options.json ?? false).result({ ok: true, ...result }, () => {
      const nodes = result.infrastructures.flatMap((one) =>
        one.health.map((health) => [one.id, one.kind, health.ok ? 'ready' : 'not ready', health.message]),
      );
      const deployments = result.deployments.map((one) => [one.id, one.status, one.version ?? '–', one.message]);
      return [table(nodes) || 'No nodes are paired.', table(deployments) || 'Nothing is deployed.'].join('\n\n');
    });
  });
}
