import { resolve } from 'node:path';
import type { Command } from 'commander';
import { scoreFile } from '../../services/workspace/score-file.ts';
import { interruptSignal, withProject } from '../local-project.ts';
import { createOutput } from '../output.ts';

export function addScore(program: Command): void {
  program
    .command('score')
    .description('score the rows of a file, which has the columns the model was trained on')
    .argument('<dir>', 'project folder')
    .argument('<model>', 'id of the model')
    .requiredOption('--input <file>', 'CSV, JSON or Parquet')
    .requiredOption('--output <file>', 'CSV or Parquet, by its ending')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, model: string, options: { input: string; output: string; json?: boolean }) => {
      const { rows } = await withProject(dir, ({ workspace }) =>
        scoreFile(workspace, {
          model,
          input: resolve(options.input),
          output: resolve(options.output),
          signal: interruptSignal(),
        }),
      );
      createOutput(options.json ?? false).result(
        { ok: true, rows, output: options.output },
        () => `${rows.toLocaleString('en')} rows → ${options.output}`,
      );
    });
}
