import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { createEmptyProject } from '../../services/projects/create-project.ts';
import { createSampleProject } from '../../services/sample/sample-project.ts';
import { connectFolder } from '../local-project.ts';
import { createOutput } from '../output.ts';

export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a project folder, empty or from a sample with its data')
    .argument('<dir>', 'folder of the new project')
    .option('--sample <name>', 'credit-card-fraud')
    .option('--data <folder>', 'use the data files of this folder instead of simulating them')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, options: { sample?: string; data?: string; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      const path = resolve(dir);
      if (options.sample) {
        const sample = await createSampleProject({ dir: path, sample: options.sample, dataFolder: options.data });
        await connectFolder(path, 'bank', sample.dataFolder);
        output.result(
          { ok: true, path, project: sample.id, data: sample.dataFolder },
          () => `Made ${sample.name} in ${dir}. Next: millrace build ${dir}`,
        );
        return;
      }
      const project = await createEmptyProject(path, basename(path));
      output.result(
        { ok: true, path, project: project.id },
        () => `Made the empty project ${project.name} in ${dir}. Next: millrace import ${dir} FILE --name NAME`,
      );
    });
}
