import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { type BuildRequest, buildModes, type Job } from '../../contract/flow.ts';
import { interruptSignal, withProject } from '../local-project.ts';
import { createOutput, type Output, table } from '../output.ts';
import { parsePairs } from '../pairs.ts';

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('build datasets; all outputs of the flow when none is named')
    .argument('<dir>', 'project folder')
    .argument('[datasets...]', 'ids of datasets')
    .option('--mode <mode>', buildModes.join(' | '), 'required')
    .option('--set <name=value...>', 'variables of this run')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, targets: string[], options: { mode: string; set?: string[]; json?: boolean }) => {
      if (!(buildModes as readonly string[]).includes(options.mode)) {
        throw fail('INPUT_INVALID', {
          where: '--mode',
          problem: `“${options.mode}” is not one of ${buildModes.join(', ')}`,
        });
      }
      const output = createOutput(options.json ?? false);
      const job = await runBuild(
        dir,
        { targets, mode: options.mode as BuildRequest['mode'], variables: parsePairs('--set', options.set) },
        output,
      );
      output.result({ ok: true, job }, () => summary(job));
    });
}

/** Builds in the project folder `dir`, showing each finished recipe; throws the job's error when it failed. */
export async function runBuild(dir: string, request: BuildRequest, output: Output): Promise<Job> {
  const job = await withProject(dir, ({ workspace }) =>
    workspace.build(request, { signal: interruptSignal(), onLog: (line) => output.say(line) }),
  );
  throwUnlessDone(job);
  return job;
}

/** Throws what made the job fail. */
export function throwUnlessDone(job: Job): void {
  if (job.status === 'succeeded' || job.status === 'warning') return;
  const error = job.error ?? job.activities.find((activity) => activity.error)?.error;
  if (error) throw new AppError(error.code, error.message, error.data ?? {});
  throw fail('ABORTED');
}

function summary(job: Job): string {
  const rows = job.activities.map((activity) => [
    activity.recipe,
    activity.status,
    activity.rows === null ? '' : `${activity.rows.toLocaleString('en')} rows`,
  ]);
  return rows.length > 0 ? table(rows) : 'Everything is up to date.';
}
