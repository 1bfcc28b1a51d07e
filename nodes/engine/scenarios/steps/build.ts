import { z } from 'zod';
import { AppError } from '../../../base/app-error.ts';
import { fail } from '../../../contract/errors/index.ts';
import { buildModes, type Job } from '../../../contract/flow.ts';
import { defineStep, type StepContext, type StepOutcome } from '../step-kind.ts';

const modeLabels: Record<(typeof buildModes)[number], string> = {
  required: 'What is out of date',
  only: 'Only these',
  upstream: 'These and everything before',
  downstream: 'These and everything after',
};

/** Builds datasets, as the Build button does. */
export const buildStep = defineStep({
  id: 'build',
  label: 'Build datasets',
  category: 'Flow',
  icon: 'hammer',
  keywords: ['run', 'refresh', 'score', 'batch'],
  help: 'Builds the named datasets, or all outputs of the flow. “Required” builds only what is out of date.',
  version: 1,
  settings: z.object({ datasets: z.array(z.string()).default([]), mode: z.enum(buildModes).default('required') }),
  form: [
    {
      fields: [
        { key: 'datasets', label: 'Datasets', widget: 'dataset', help: 'Empty: all outputs of the flow.' },
        {
          key: 'mode',
          label: 'Mode',
          widget: 'choice',
          choices: buildModes.map((value) => ({ value, label: modeLabels[value] })),
        },
      ],
    },
  ],
  run: ({ datasets, mode }, context) => buildAndReport({ targets: datasets, mode }, context),
});

/** Builds and reports each recipe to the step's log; throws the job's error when it failed. */
export async function buildAndReport(
  request: { targets: string[]; mode: Job['mode'] },
  context: StepContext,
): Promise<StepOutcome> {
  const job = await context.ports.build({ ...request, variables: context.variables }, context);
  for (const activity of job.activities) {
    const rows = activity.rows === null ? '' : `, ${activity.rows.toLocaleString('en')} rows`;
    context.log(`${activity.recipe}: ${activity.status}${rows}`);
  }
  if (job.activities.length === 0) context.log('Everything was up to date');
  if (job.status === 'aborted') throw fail('ABORTED');
  if (job.status === 'failed') {
    const error = job.error ?? job.activities.find((activity) => activity.error)?.error;
    throw error ? new AppError(error.code, error.message, error.data) : new Error('the job failed without an error');
  }
  return job.status === 'warning' ? 'warning' : 'success';
}
