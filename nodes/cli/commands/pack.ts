import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ArchiveKind } from '../../contract/bundle.ts';
import { type PackLabel, packProject } from '../../services/packing/pack-project.ts';
import { packService } from '../../services/packing/pack-service.ts';
import { withDeployer } from '../home.ts';
import { interruptSignal } from '../interrupt.ts';
import { withProject } from '../local-project.ts';
import { oneOf } from '../one-of.ts';
import { createOutput } from '../output.ts';

interface Options {
  output: string;
  version?: string;
  notes: string;
  acceptFailedTests?: boolean;
  json?: boolean;
}

export function addBundle(command: Command): void {
  const withTests = command
    .argument('<dir>', 'project folder')
    .option('--accept-failed-tests', 'pack although golden tests fail; the archive says which');
  withOptions(withTests).action(async (dir: string, options: Options) => {
    const packed = await withProject(dir, async ({ workspace }) => {
      const label = await labelFor({ kind: 'project-bundle', id: workspace.project.info.id }, options);
      const acceptFailedTests = options.acceptFailedTests ?? false;
      return packProject(workspace, { ...label, acceptFailedTests }, resolve(options.output));
    });
    report(packed, options);
  });
}

export function addService(command: Command): void {
  withOptions(command.argument('<dir>', 'project folder').argument('<service>', 'id of the API service')).action(
    async (dir: string, service: string, options: Options) => {
      const packed = await withProject(dir, async ({ workspace }) => {
        const found = oneOf('API service', service, workspace.project.services);
        const label = await labelFor({ kind: 'api-service', id: service }, options);
        return packService(workspace, { ...label, service: found }, resolve(options.output));
      });
      report(packed, options);
    },
  );
}

function withOptions(command: Command): Command {
  return command
    .requiredOption('-o, --output <file>', 'archive to write, by custom *.millrace')
    .option('--version <version>', 'version of the archive; default: the next free number')
    .option('--notes <text>', 'release notes', '')
    .option('--json', 'print the result as JSON');
}

/** The label of an archive made here: signed by the key of the command line. */
async function labelFor(of: { kind: ArchiveKind; id: string }, options: Options): Promise<PackLabel> {
  return withDeployer(async ({ registry }, { signingKey }) => ({
    version: options.version ?? registry.nextVersion(of),
    notes: options.notes,
    author: userInfo().username,
    sign: signingKey,
    signal: interruptSignal(),
  }));
}

function report(packed: Awaited<ReturnType<typeof packProject>>, options: Options): void {
  const { manifest, sha256, bytes } = packed;
  const { kind, id, version } = manifest;
  createOutput(options.json ?? false).result(
    { ok: true, file: options.output, kind, id, version, sha256, bytes },
    () =>
      `${id} version ${version}: ${options.output} (${bytes.toLocaleString('en')} bytes, ${manifest.contents.length} files)`,
  );
}
