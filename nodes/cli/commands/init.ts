import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { closest } from '../../base/closest.ts';
import { idOf } from '../../base/id-of.ts';
import { fail } from '../../contract/errors/index.ts';
import { copyFolder, exists } from '../../platform/files.ts';
import { samples } from '../../services/projects/samples.ts';
import { createProject, openProjectFiles } from '../../store/project-files.ts';
import { connectFolder } from '../local-project.ts';
import { createOutput } from '../output.ts';

interface Options {
  sample?: string;
  data?: string;
  json?: boolean;
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a project folder, empty or from a sample with its data')
    .argument('<dir>', 'folder of the new project')
    .option('--sample <name>', samples.ids.join(', '))
    .option('--data <folder>', 'use the data files of this folder instead of simulating them')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, options: Options) => {
      const output = createOutput(options.json ?? false);
      const path = resolve(dir);
      if (await exists(`${path}/millrace.json`)) throw fail('PROJECT_EXISTS', { folder: dir });
      const result = options.sample
        ? await initSample(path, { sample: options.sample, data: options.data })
        : await initEmpty(path);
      output.result(
        { ok: true, path, ...result },
        () => `Made “${result.name}” in ${dir}. Next: millrace ${options.sample ? 'build' : 'import'} ${dir}`,
      );
    });
}

async function initEmpty(path: string): Promise<{ project: string; name: string }> {
  const name = basename(path);
  const id = idOf(name);
  await createProject(path, { id, name });
  return { project: id, name };
}

/** Makes the sample project in `path`, its data simulated beside it or taken from `data`, and connects the two. NOT_FOUND. */
export async function initSample(
  path: string,
  options: { sample: string; data?: string | undefined },
): Promise<{ project: string; name: string; data: string }> {
  const sample = samples.ids.find((id) => id === options.sample);
  if (!sample) {
    const near = closest(options.sample, samples.ids);
    throw fail('NOT_FOUND', {
      kind: 'sample',
      id: options.sample,
      suggestion: near ? `; did you mean “${near}”?` : '',
    });
  }
  await copyFolder(await samples.folder(sample), path);
  const data = options.data ? resolve(options.data) : await samples.makeData(sample, `${path}/.millrace/sample-data`);
  await connectFolder(path, samples.connection, data);
  const { info } = await (await openProjectFiles(path)).load();
  return { project: info.id, name: info.name, data };
}
