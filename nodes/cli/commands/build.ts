import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { type BuildRequest, buildModes, type Job } from '../../contract/flow.ts';
import { logWords } from '../../services/jobs/log-words.ts';
import { interruptSignal } from '../interrupt.ts';
import { withProject } from '../local-project.ts';
import { createOutput, type Output } from '../output.ts';
import { parsePairs } from '../pairs.ts';

export function addBuild(command: Command): void {
  command
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
    workspace.build(request, {
      signal: interruptSignal(),
      onLog: (line) => output.say(logWords(line, workspace.project)),
    }),
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

/** What was done in one line; each recipe has told its own as it ended. */
function summary(job: Job): string {
  const done = job.activities.filter(({ status }) => status === 'succeeded' || status === 'warning').length;
  return done === 0
    ? ''
    : `${done} ${done === 1 ? 'recipe' : 'recipes'} done${job.status === 'warning' ? ', with warnings' : ''}`;
}
