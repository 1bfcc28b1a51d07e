import { firstFew } from '../../base/first-few.ts';
import type { BuildPlan, BuildRequest, Job } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';

/** What a job is, beside what it does. */
export interface JobHead {
  id: string;
  label: string;
  request: BuildRequest;
  startedBy: string;
  again: Job['again'];
}

type JobOf = JobHead & { project: string; now: string };

/** A job before anything is known of what it will do. */
export function queuedJob({ id, project, label, request, startedBy, again, now }: JobOf): Job {
  const { mode, targets, variables } = request;
  return {
    ...{ id, project, label, mode, targets, variables, startedBy, again },
    ...{ status: 'queued', createdAt: now, startedAt: null, endedAt: null },
    ...{ activities: [], skipped: [], error: null },
  };
}

/** A job with the recipes of its plan, none of which has begun. */
export function plannedJob(head: JobOf, plan: BuildPlan): Job {
  const activities = plan.activities.map(({ recipe, outputs, reason, after }) => ({
    ...{ recipe, outputs, reason, after, status: 'queued' as const },
    ...{ progress: null, rows: null, startedAt: null, endedAt: null },
    ...{ error: null, warnings: [], rules: [] },
  }));
  const { skipped } = plan;
  return { ...queuedJob(head), status: 'running', startedAt: head.now, activities, skipped };
}

const most = 3;

/** What a build is called, by what it is asked for. */
export function buildLabel({ targets, mode }: Pick<BuildRequest, 'targets' | 'mode'>, project: Project): string {
  const nameOf = (id: string) => project.datasets[id]?.name ?? project.models[id]?.name ?? id;
  const what = targets.length === 0 ? 'everything' : firstFew(targets.map(nameOf), most);
  if (mode === 'only') return `Rebuild ${what}`;
  if (mode === 'upstream') return targets.length === 0 ? 'Rebuild everything' : `Rebuild ${what} with all before`;
  if (mode === 'downstream') return `Build what follows ${what}`;
  return `Build ${what}`;
}
