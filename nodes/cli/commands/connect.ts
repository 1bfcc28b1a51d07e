import { resolve } from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../contract/errors/index.ts';
import { fileInfo } from '../../platform/files.ts';
import { openProjectFiles } from '../../store/project-files.ts';
import { connectFolder } from '../connections.ts';
import { createOutput } from '../output.ts';

export function addConnect(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .argument('<connection>', 'id of the connection')
    .argument('<folder>', 'folder to read from')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, connection: string, folder: string, options: { json?: boolean }) => {
      const target = await existingFolder(folder);
      await openProjectFiles(resolve(dir), { readOnly: true });
      await connectFolder(resolve(dir), connection, target);
      createOutput(options.json ?? false).result(
        { ok: true, connection, folder: target },
        () => `${connection} → ${folder}`,
      );
    });
}

/** The full path of a folder. FILE_MISSING, FILE_UNREADABLE. */
export async function existingFolder(folder: string): Promise<string> {
  const info = await fileInfo(resolve(folder));
  if (!info) throw fail('FILE_MISSING', { path: folder });
  if (info.kind !== 'folder') throw fail('FILE_UNREADABLE', { path: folder, reason: 'it is not a folder' });
  return resolve(folder);
}
