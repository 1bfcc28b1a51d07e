import type { Command } from 'commander';
import { idOf } from '../../base/id-of.ts';
import type { Infrastructure } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { fingerprintAt } from '../../platform/peer-certificate.ts';
import type { DeployerKit } from '../../services/deploy/deployer-kit.ts';
import { callNode } from '../../services/deploy/node-client.ts';
import { withDeployer } from '../home.ts';
import { createOutput } from '../output.ts';

interface Options {
  name?: string;
  fingerprint?: string;
  stage: string;
  json?: boolean;
}

export function addPair(command: Command): void {
  command
    .argument('<url>', 'https address of the node')
    .argument('<code>', 'one-time code')
    .option('--name <name>', 'name of the infrastructure; nodes of the same name form one group')
    .option(
      '--fingerprint <sha256>',
      'fingerprint the node printed; without it the certificate of this first meeting is pinned',
    )
    .option('--stage <stage>', 'dev, test or prod', 'prod')
    .option('--json', 'print the result as JSON')
    .action(async (url: string, code: string, options: Options) => {
      const infrastructure = await withDeployer((kit) => pairNode(kit, { url, code, ...options }));
      createOutput(options.json ?? false).result(
        { ok: true, infrastructure },
        () => `Paired. Deploy with: millrace deploy FILE --to ${infrastructure.id}`,
      );
    });
}

/** Pairs a node, making the infrastructure when there is none of that name. */
export async function pairNode(
  kit: DeployerKit,
  request: { url: string; code: string } & Partial<Options>,
): Promise<Infrastructure> {
  const { url, code } = request;
  const stage = (['dev', 'test', 'prod'] as const).find((one) => one === (request.stage ?? 'prod'));
  if (!stage) throw fail('INPUT_INVALID', { where: '--stage', problem: `“${request.stage}” is not dev, test or prod` });
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw fail('INPUT_INVALID', { where: 'url', problem: `“${url}” is not an address like https://host:4720` });
  const fingerprint = request.fingerprint ?? (await fingerprintAt(url));
  const info = await callNode({ url, fingerprint }, 'node.info');
  if (info.kind !== 'automation' && info.kind !== 'api') {
    throw fail('INPUT_INVALID', {
      where: 'url',
      problem: `the node there is of the kind ${info.kind}; pair Automation or API nodes`,
    });
  }
  const name = request.name ?? new URL(url).host;
  const id = idOf(name);
  if (!kit.infrastructures.find(id)) kit.infrastructures.put({ id, name, kind: info.kind, stage });
  return kit.infrastructures.pair(id, { url, code, fingerprint });
}
