import type { Command } from 'commander';
import { withProject } from '../local-project.ts';
import { oneOf } from '../one-of.ts';
import { createOutput, table } from '../output.ts';
import { runBuild } from './build.ts';

export function addTrain(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .argument('<model>', 'id of the model')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, model: string, options: { json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withProject(dir, async ({ workspace }) => oneOf('model', model, workspace.project.models));
      await runBuild(dir, { targets: [model], mode: 'required', variables: {} }, output);
      const result = await withProject(dir, async ({ workspace }) => {
        const version = await workspace.models.active(model);
        if (!version) throw new Error(`training left ${model} without a version`);
        return { version, report: await workspace.models.report(model, version) };
      });
      const { evaluation, rows, rounds } = result.report;
      output.result({ ok: true, model, version: result.version, rows, rounds, metrics: evaluation.metrics }, () =>
        table([
          ['version', result.version],
          ...Object.entries(evaluation.metrics).map(([name, value]) => [name, value === null ? '–' : value.toFixed(4)]),
        ]),
      );
    });
}
