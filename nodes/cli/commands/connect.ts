import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connectFolder } from '../local-project.ts';
import { createOutput } from '../output.ts';

export function addConnect(program: Command): void {
  program
    .command('connect')
    .description('point a connection of the project at a folder of this machine')
    .argument('<dir>', 'project folder')
    .argument('<connection>', 'id of the connection')
    .argument('<folder>', 'folder to read from')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, connection: string, folder: string, options: { json?: boolean }) => {
      await connectFolder(resolve(dir), connection, resolve(folder));
      createOutput(options.json ?? false).result(
        { ok: true, connection, folder: resolve(folder) },
        () => `${connection} → ${folder}`,
      );
    });
}
