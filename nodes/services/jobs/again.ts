import { fail } from '../../contract/errors/index.ts';
import type { Activity, BuildRequest, Job } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';

/** What a job asked for, or what is left of it: outputs of the recipes that did not end well. FLOW_NOTHING_FAILED. */
export function requestAgain(job: Job, from: 'start' | 'failed', project: Project): BuildRequest {
  const { variables } = job;
  if (from === 'start') return { targets: job.targets, mode: job.mode, variables };
  const isThere = (id: string) => Object.hasOwn(project.datasets, id) || Object.hasOwn(project.models, id);
  const targets = job.activities.filter(isLeft).flatMap(({ outputs }) => outputs.filter(isThere));
  // A job that ended before it had a plan has everything left to do.
  if (job.activities.length === 0 && job.status !== 'succeeded') return requestAgain(job, 'start', project);
  if (targets.length === 0) throw fail('FLOW_NOTHING_FAILED', { job: job.label });
  return { targets: [...new Set(targets)], mode: 'only', variables };
}

/** Failed, cancelled, or not run because of that. */
const isLeft = ({ status, error }: Activity): boolean =>
  status !== 'succeeded' && status !== 'warning' && !(status === 'skipped' && error === null);
