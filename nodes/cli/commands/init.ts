import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { idOf } from '../../base/id-of.ts';
import { fail } from '../../contract/errors/index.ts';
import { copyFolder, exists, fileInfo } from '../../platform/files.ts';
import { type SampleId, samples } from '../../services/projects/samples.ts';
import { createProject, openProjectFiles } from '../../store/project-files.ts';
import { connectFolder } from '../connections.ts';
import { oneOf } from '../one-of.ts';
import { createOutput } from '../output.ts';
import { existingFolder } from './connect.ts';

interface Options {
  sample?: string;
  data?: string;
  json?: boolean;
}

export function addInit(command: Command): void {
  command
    .argument('<dir>', 'folder of the new project')
    .option('--sample <name>', samples.ids.join(', '))
    .option('--data <folder>', 'use the data files of this folder instead of simulating them')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, options: Options) => {
      const output = createOutput(options.json ?? false);
      const path = resolve(dir);
      const found = await fileInfo(path);
      if (found && found.kind !== 'folder') throw fail('FILE_UNREADABLE', { path: dir, reason: 'it is not a folder' });
      if (await exists(`${path}/millrace.json`)) throw fail('PROJECT_EXISTS', { folder: dir });
      const result = options.sample
        ? await initSample(path, { sample: options.sample, data: options.data })
        : await initEmpty(path);
      output.result(
        { ok: true, path, ...result },
        () =>
          `Made “${result.name}” in ${dir}. Next: millrace ${options.sample ? `build ${dir}` : `import ${dir} FILE --name NAME`}`,
      );
    });
}

async function initEmpty(path: string): Promise<{ project: string; name: string }> {
  const name = basename(path);
  const id = idOf(name);
  await createProject(path, { id, name });
  return { project: id, name };
}

/** Makes the sample project in `path`, its data simulated beside it or taken from `data`, and connects the two. NOT_FOUND, FILE_MISSING. */
export async function initSample(
  path: string,
  options: { sample: string; data?: string | undefined },
): Promise<{ project: string; name: string; data: string }> {
  const known: Readonly<Record<string, SampleId>> = Object.fromEntries(samples.ids.map((id) => [id, id]));
  const sample = oneOf('sample', options.sample, known);
  const given = options.data === undefined ? undefined : await existingFolder(options.data);
  await copyFolder(await samples.folder(sample), path);
  const data = given ?? (await samples.makeData(sample, `${path}/.millrace/sample-data`));
  await connectFolder(path, samples.connection, data);
  const { info } = await (await openProjectFiles(path)).load();
  return { project: info.id, name: info.name, data };
}
