import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { closest } from '../../base/closest.ts';
import { DeploymentSettings, type DeployRun } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { DeployerKit } from '../../services/deploy/deployer-kit.ts';
import { withDeployer } from '../home.ts';
import { createOutput, table } from '../output.ts';
import { parsePairs } from '../pairs.ts';

interface Options {
  to: string;
  map?: string[];
  set?: string[];
  json?: boolean;
}

export function addDeploy(command: Command): void {
  command
    .argument('<file>', 'bundle or service package')
    .requiredOption('--to <target>', 'address of a paired node, or name of its infrastructure')
    .option('--map <connection=name...>', 'connections of the project → connections of the node')
    .option('--set <name=value...>', 'variables of the project on that node')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, options: Options) => {
      const settings = { connections: parsePairs('--map', options.map), variables: parsePairs('--set', options.set) };
      const run = await withDeployer((kit) => deployFile(kit, { file: resolve(file), to: options.to, settings }));
      finish(run, options.json ?? false);
    });
}

export function addRollback(command: Command): void {
  command
    .argument('[deployment]', 'id of the deployment; may be left out when there is only one')
    .option('--to-version <version>', 'version to go to')
    .option('--json', 'print the result as JSON')
    .action(async (deployment: string | undefined, options: { toVersion?: string; json?: boolean }) => {
      const run = await withDeployer((kit) => rollBack(kit, { deployment, version: options.toVersion }));
      finish(run, options.json ?? false);
    });
}

/** Publishes and deploys a file; resolves when the run has ended, well or not. */
export async function deployFile(
  kit: DeployerKit,
  request: { file: string; to: string; settings?: Partial<DeploymentSettings> },
): Promise<DeployRun> {
  const infrastructure = infrastructureOf(kit, request.to);
  const { kind, id, version } = await kit.registry.publish(request.file);
  const settings = DeploymentSettings.parse(request.settings ?? {});
  const { ended } = await kit.deployer.deploy(
    { kind, item: id, version, infrastructure, settings },
    userInfo().username,
  );
  return ended;
}

/** Rolls a deployment back; resolves when the run has ended. NOT_FOUND when it must be named. */
export async function rollBack(
  kit: DeployerKit,
  request: { deployment?: string | undefined; version?: string | undefined },
): Promise<DeployRun> {
  const all = await kit.deployer.list();
  const id = request.deployment ?? (all.length === 1 ? all[0]!.id : undefined);
  if (id === undefined) {
    const problem = all.length > 0 ? `name one of: ${all.map((one) => one.id).join(', ')}` : 'nothing is deployed yet';
    throw fail('INPUT_INVALID', { where: 'deployment', problem });
  }
  const { ended } = await kit.deployer.rollback(id, {
    by: userInfo().username,
    ...(request.version ? { version: request.version } : {}),
  });
  return ended;
}

function infrastructureOf(kit: DeployerKit, to: string): string {
  const all = kit.infrastructures.list();
  const origin = URL.canParse(to) ? new URL(to).origin : undefined;
  const found = all.find(
    (one) => one.id === to || one.name === to || one.nodes.some((node) => new URL(node.url).origin === origin),
  );
  if (found) return found.id;
  const near = closest(
    to,
    all.map((one) => one.id),
  );
  throw fail('NOT_FOUND', {
    kind: 'paired node or infrastructure',
    id: to,
    suggestion: near ? `; did you mean “${near}”?` : '',
  });
}

function finish(run: DeployRun, json: boolean): void {
  if (run.status !== 'succeeded' && run.error) throw new AppError(run.error.code, run.error.message, run.error.data);
  createOutput(json).result({ ok: true, run }, () =>
    table(
      run.stages.map((stage) => [stage.stage, stage.status, stage.ms === null ? '' : `${stage.ms} ms`, stage.message]),
    ),
  );
}
