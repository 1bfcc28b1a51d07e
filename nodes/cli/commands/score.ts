import { resolve } from 'node:path';
import type { Command } from 'commander';
import { scoreFile } from '../../services/workspace/score-file.ts';
import { interruptSignal } from '../interrupt.ts';
import { withProject } from '../local-project.ts';
import { oneOf } from '../one-of.ts';
import { createOutput } from '../output.ts';

export function addScore(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .argument('<model>', 'id of the model')
    .requiredOption('--input <file>', 'CSV, JSON or Parquet')
    .requiredOption('--output <file>', 'CSV or Parquet, by its ending')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, model: string, options: { input: string; output: string; json?: boolean }) => {
      const { rows } = await withProject(dir, async ({ workspace }) => {
        oneOf('model', model, workspace.project.models);
        return scoreFile(workspace, {
          model,
          input: resolve(options.input),
          output: resolve(options.output),
          signal: interruptSignal(),
        });
      });
      createOutput(options.json ?? false).result(
        { ok: true, rows, output: options.output },
        () => `${rows.toLocaleString('en')} rows → ${options.output}`,
      );
    });
}
