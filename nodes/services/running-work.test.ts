import { expect, it } from 'vitest';
import type { Job } from '../contract/flow.ts';
import { openDatabase } from '../store/database.ts';
import { openDeployments } from '../store/deployments.ts';
import { openJobs } from '../store/jobs.ts';
import { openScenarioRuns } from '../store/scenario-runs.ts';
import { runningWork } from './running-work.ts';

const at = '2026-03-01T08:00:00.000Z';
const job: Job = {
  ...{ id: 'job-1', project: 'fraud', label: 'Build features', mode: 'required', status: 'queued', createdAt: at },
  ...{ targets: [], variables: {}, startedBy: 'me', again: null, skipped: [] },
  ...{ startedAt: null, endedAt: null, activities: [], error: null },
};

it('names builds, scenario runs and deployments until they have ended', async () => {
  const db = await openDatabase(':memory:');
  const jobs = openJobs(db);
  const runs = openScenarioRuns(db);
  const deployments = openDeployments(db);
  const work = () => runningWork({ jobs, runs, deployments }).map(({ kind, label }) => `${kind}: ${label}`);
  expect(work()).toEqual([]);
  jobs.save(job);
  runs.save({
    ...{ id: 'run-1', project: 'fraud', scenario: 'nightly', trigger: 'manual', outcome: 'running' },
    ...{ startedAt: at, endedAt: null, variables: {}, steps: [] },
  });
  deployments.saveRun({
    ...{ id: 'deploy-1', deployment: 'fraud@prod', action: 'rollback', version: '3', by: 'me', status: 'running' },
    ...{ startedAt: at, endedAt: null, stages: [], error: null },
  });
  expect(work()).toEqual([
    'scenario: Scenario nightly',
    'build: Build features',
    'deployment: Rolling back to version 3 of fraud@prod',
  ]);
  jobs.save({ ...job, status: 'succeeded', startedAt: at, endedAt: at });
  expect(work()).toHaveLength(2);
  db.close();
});
