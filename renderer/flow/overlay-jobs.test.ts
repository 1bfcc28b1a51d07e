import { expect, test } from 'vitest';
import { Activity, type FlowNode, Job } from '../../nodes/contract/flow.ts';
import { overlayJobs } from './overlay-jobs.ts';

const node = (id: string, type: FlowNode['type']): FlowNode => ({
  id,
  type,
  state: 'stale',
  reason: 'old',
  problems: [],
  schema: null,
  rows: 5,
  bytes: null,
  builtAt: null,
  progress: null,
});
const activity = (recipe: string, outputs: string[], status: Activity['status']): Activity =>
  Activity.parse({
    ...{ recipe, outputs, status, startedAt: null, endedAt: null, error: null },
    progress: status === 'running' ? { fraction: 0.5, message: 'half', rows: null } : null,
    rows: status === 'succeeded' ? 9 : null,
  });
const job = (status: Job['status'], activities: Activity[]): Job =>
  Job.parse({
    ...{ id: 'j', project: 'p', label: '', mode: 'required', status, activities },
    ...{ createdAt: '', startedAt: null, endedAt: null, error: null },
  });
const states = new Map(
  [node('r1', 'recipe'), node('a', 'dataset'), node('r2', 'recipe'), node('b', 'dataset')].map((n) => [n.id, n]),
);

test('what runs and what is done shows at once, the rest stays as it was', () => {
  const shown = overlayJobs(states, [
    job('running', [activity('r1', ['a'], 'succeeded'), activity('r2', ['b'], 'running')]),
  ]);
  expect(shown.get('a')).toMatchObject({ state: 'done', rows: 9 });
  expect(shown.get('b')).toMatchObject({ state: 'running', reason: 'half' });
  expect(states.get('b')?.state).toBe('stale');
});

test('ended jobs change nothing', () => {
  expect(overlayJobs(states, [job('failed', [activity('r1', ['a'], 'failed')])])).toBe(states);
});
