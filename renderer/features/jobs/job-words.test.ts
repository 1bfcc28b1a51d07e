import { expect, test } from 'vitest';
import { Activity, Job } from '../../../nodes/contract/flow.ts';
import { lookOf, progressWords, rowsOf, rowsWords, shareDone, spanOf, ticksOf } from './job-words.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
const activity = (given: Partial<Activity>) =>
  Activity.parse({
    ...{ recipe: 'r', outputs: [], status: 'queued', progress: null, rows: null },
    ...{ startedAt: null, endedAt: null, error: null },
    ...given,
  });
const job = (activities: Activity[], given: Partial<Job> = {}) =>
  Job.parse({
    ...{ id: 'j', project: 'p', label: 'Build', mode: 'required', status: 'running' },
    ...{ createdAt: at(0), startedAt: at(0), endedAt: null, error: null, activities },
    ...given,
  });
const half = { fraction: 0.5, message: 'Computing', rows: 1200 };

test('what needed no run is told apart from what was left out after a failure', () => {
  expect(lookOf(activity({ status: 'skipped' })).label).toBe('Up to date');
  expect(lookOf(activity({ status: 'skipped', error: { code: 'X', message: 'x' } })).label).toBe('Not run');
});

test('how far a running job is counts its recipes, a running one by its own progress', () => {
  const some = job([
    activity({ status: 'succeeded', rows: 10 }),
    activity({ status: 'running', progress: half }),
    activity({}),
  ]);
  expect(progressWords(some)).toBe('1 of 3 recipes');
  expect(shareDone(some)).toBe(0.5);
  expect(rowsOf(some)).toBe(10);
  expect(progressWords({ ...some, status: 'failed' })).toBe('3 recipes');
  expect(rowsOf(job([activity({})]))).toBeNull();
});

test('a running recipe shows the rows it has, or what it does', () => {
  expect(rowsWords(activity({ status: 'running', progress: half }))).toBe('1,200 rows');
  expect(rowsWords(activity({ status: 'running', progress: { ...half, rows: null } }))).toBe('Computing');
  expect(rowsWords(activity({ status: 'succeeded', rows: 1 }))).toBe('1 row');
  expect(rowsWords(activity({ status: 'succeeded' }))).toBe('');
});

test('bars lie where their time was within the job; a running one reaches to now', () => {
  const done = activity({ status: 'succeeded', startedAt: at(2), endedAt: at(5) });
  const running = activity({ status: 'running', startedAt: at(5) });
  const all = job([done, running]);
  const now = Date.parse(at(10));
  expect(spanOf(done, all, now)).toEqual({ left: 0.2, width: 0.3 });
  expect(spanOf(running, all, now)).toEqual({ left: 0.5, width: 0.5 });
  expect(spanOf(activity({}), all, now)).toBeNull();
});

test('the axis has few round times', () => {
  expect(ticksOf(9_000).map(({ label }) => label)).toEqual(['0', '2 s', '4 s', '6 s', '8 s']);
  expect(ticksOf(130_000).map(({ label }) => label)).toEqual(['0', '30 s', '1 min', '1 min 30 s', '2 min']);
  expect(ticksOf(40).map(({ label }) => label)).toEqual(['0', '10 ms', '20 ms', '30 ms', '40 ms']);
});
