import type { RunningWork } from '../contract/running.ts';
import type { Deployments } from '../store/deployments.ts';
import type { Jobs } from '../store/jobs.ts';
import type { ScenarioRuns } from '../store/scenario-runs.ts';

interface Kept {
  jobs: Pick<Jobs, 'unfinished'>;
  runs: Pick<ScenarioRuns, 'unfinished'>;
  deployments: Pick<Deployments, 'unfinishedRuns'>;
}

/** What a node is doing now, of each kind the oldest first. */
export function runningWork({ jobs, runs, deployments }: Kept): RunningWork[] {
  return [
    ...runs.unfinished().map(({ scenario, project, startedAt }) => {
      return { kind: 'scenario' as const, label: `Scenario ${scenario}`, project, startedAt };
    }),
    ...jobs.unfinished().map(({ label, project, startedAt, createdAt }) => {
      return { kind: 'build' as const, label, project, startedAt: startedAt ?? createdAt };
    }),
    ...deployments.unfinishedRuns().map(({ deployment, version, action, startedAt }) => {
      const what = action === 'deploy' ? 'Deploying' : 'Rolling back to';
      return {
        kind: 'deployment' as const,
        label: `${what} version ${version} of ${deployment}`,
        project: null,
        startedAt,
      };
    }),
  ];
}
