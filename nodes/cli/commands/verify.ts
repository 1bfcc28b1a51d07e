import { resolve } from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../contract/errors/index.ts';
import { openArchive } from '../../engine/bundles/open.ts';
import { exists } from '../../platform/files.ts';
import { keyFingerprint } from '../../platform/keys.ts';
import { withDeployer } from '../home.ts';
import { createOutput, table } from '../output.ts';

export function addVerify(command: Command): void {
  command
    .argument('<file>', 'bundle or service package')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const path = resolve(file);
      if (!(await exists(path))) throw fail('FILE_MISSING', { path: file });
      const known = await withDeployer(async (_, { signingKey, keys }) => [
        signingKey.publicKey,
        ...keys.trusted.list().map(({ id }) => id),
      ]);
      const archive = await openArchive(path, { trustedKeys: 'any' });
      archive.close();
      const { manifest, signer, sha256, bytes } = archive;
      const trusted = known.includes(signer);
      const { kind, id, version, author, notes, requires, contents } = manifest;
      createOutput(options.json ?? false).result(
        {
          ok: true,
          kind,
          id,
          version,
          author,
          notes,
          requires,
          files: contents.length,
          signer,
          trusted,
          sha256,
          bytes,
        },
        () =>
          table([
            ['kind', kind],
            ['id', `${id} version ${version}`],
            ['author', author],
            ['signed by', `${keyFingerprint(signer)}${trusted ? ' (trusted here)' : ' (not known here)'}`],
            ['files', `${contents.length}, ${bytes.toLocaleString('en')} bytes packed`],
            ['needs', requires.connections.map((connection) => `connection ${connection.id}`).join(', ') || 'nothing'],
            ['sha256', sha256],
          ]),
      );
    });
}
