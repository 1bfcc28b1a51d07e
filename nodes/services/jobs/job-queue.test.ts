import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeEvent } from '../../contract/events.ts';
import { BuildRequest } from '../../contract/flow.ts';
import { createLog } from '../../platform/log.ts';
import { type Connection, openDatabase } from '../../store/database.ts';
import { type Jobs, openJobs } from '../../store/jobs.ts';
import { createEventHub } from '../event-hub.ts';
import {
  dataset,
  makeTestProject,
  paymentFiles,
  payments,
  recipe,
  type TestProject,
} from '../workspace/test-project.ts';
import type { Workspace } from '../workspace/types.ts';
import { createJobQueue, type JobQueue } from './job-queue.ts';

let project: TestProject;
let workspace: Workspace;
let db: Connection;
let store: Jobs;
let queue: JobQueue;
let events: NodeEvent[];

const request = (given: Partial<BuildRequest> = {}) => BuildRequest.parse({ targets: [], ...given });

beforeEach(async () => {
  project = await makeTestProject();
  workspace = await project.open();
  db = await openDatabase(join(project.dir, 'jobs.db'));
  store = openJobs(db);
  const hub = createEventHub();
  events = [];
  hub.subscribe((event) => events.push(event));
  const log = createLog({ name: 'test', level: 'silent' });
  queue = createJobQueue({ project: 'test', workspace, store, hub, log, onRules: () => {}, onStep: () => {} });
});
afterEach(async () => {
  await queue.close();
  db.close();
  await project.remove();
});

/** A broken third row makes what reads the file fail. */
async function breakFile(): Promise<void> {
  const schema = [
    { name: 'id', type: 'int' },
    { name: 'card', type: 'string' },
    { name: 'amount', type: 'int' },
    { name: 'day', type: 'date' },
  ];
  await project.files.apply([dataset('payments', paymentFiles, { schema })]);
  await workspace.reload();
  await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,much,2026-01-04\n`);
}

describe('a job', () => {
  it('says who started it, what for, why each recipe runs and what did not need to', async () => {
    await queue.start(request({ targets: ['clean'] })).ended;
    const { ended } = queue.start(request({ targets: ['big'], variables: { least: '30' } }), { startedBy: 'Ada' });
    const job = await ended;
    expect(job).toMatchObject({
      ...{ label: 'Build big', startedBy: 'Ada', targets: ['big'], variables: { least: '30' }, again: null },
      skipped: [{ recipe: 'copy', reason: 'up to date' }],
    });
    expect(job.activities).toEqual([
      expect.objectContaining({ recipe: 'filter', reason: 'not built yet', after: [], status: 'succeeded', rows: 1 }),
    ]);
    expect(store.get('test', job.id)).toEqual(job);
  });

  it('logs when which recipe said what', async () => {
    const { job, ended } = queue.start(request({ targets: ['clean'] }));
    await ended;
    const { log } = queue.get(job.id);
    expect(log.map(({ recipe, level }) => [recipe, level])).toEqual([
      [null, 'info'],
      ['copy', 'info'],
      ['copy', 'info'],
    ]);
    expect(log.map(({ text }) => text)).toEqual([
      '1 recipe to run',
      'Started: not built yet',
      expect.stringMatching(/^3 rows in \d+\.\d s$/),
    ]);
    expect(log.every(({ at }) => Date.parse(at) > 0)).toBe(true);
    const told = events.flatMap((event) => (event.type === 'job-log' ? [event.line] : []));
    expect(told).toEqual(log);
  });

  it('keeps what quality rules found, and warnings', async () => {
    const rule = { id: 'r', kind: 'record-count', settings: { hard: { min: 1 } } };
    await project.files.apply([{ family: 'quality', id: 'clean', value: { id: 'clean', rules: [rule] } }]);
    const found = {
      ...{ dataset: 'clean', rule: 'r', kind: 'record-count', label: 'Rows', status: 'WARNING' as const },
      ...{ observed: 3, message: 'few', computedAt: '2026-01-01T00:00:00Z', failedRows: null },
    };
    const checked = await project.open({ checkRules: async () => [found] });
    const job = await checked.build({ targets: ['clean'] });
    expect(job.activities[0]).toMatchObject({ status: 'warning', rules: [found], warnings: ['clean: Rows: few'] });
  });

  it('that waits is cancelled at once, while the one before it goes on', async () => {
    const stop = new AbortController();
    const first = queue.start(request(), { signal: stop.signal });
    const second = queue.start(request());
    let isFirstOver = false;
    void first.ended.then(() => {
      isFirstOver = true;
    });
    queue.cancel(second.job.id);
    expect(await second.ended).toMatchObject({ status: 'aborted', startedAt: null });
    expect(isFirstOver).toBe(false);
    expect(await first.ended).toMatchObject({ status: 'succeeded' });
    const third = await queue.start(request({ targets: ['big'], mode: 'only' })).ended;
    expect(third.status).toBe('succeeded');
  });
});

describe('a plan', () => {
  it('tells why each recipe runs, in which step, what its last run took, and what all may take', async () => {
    const before = await queue.plan(request({ targets: ['totals', 'big'] }));
    expect(before.activities.map(({ recipe: id, step, last }) => [id, step, last])).toEqual([
      ['copy', 1, null],
      ['filter', 2, null],
      ['sum', 2, null],
    ]);
    expect(before.estimateMs).toBeNull();
    await queue.start(request()).ended;
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    const after = await queue.plan(request({ targets: ['totals'] }));
    expect(after.activities.map(({ recipe: id, reason, last }) => [id, reason, last?.rows])).toEqual([
      ['copy', 'the file payments.csv of “payments” changed', 3],
      ['sum', 'the input “clean” is out of date: the file payments.csv of “payments” changed', 2],
    ]);
    const [copy, sum] = after.activities;
    expect(after.estimateMs).toBe((copy?.last?.ms ?? 0) + (sum?.last?.ms ?? 0));
  });

  it('names what cannot run before it runs', async () => {
    await project.files.apply([
      recipe('sum', 'group', { inputs: ['clean'], outputs: ['totals'], settings: { keys: ['crad'] } }),
    ]);
    await workspace.reload();
    const plan = await queue.plan(request({ targets: ['totals'] }));
    expect(plan.activities.find(({ recipe: id }) => id === 'sum')?.problem).toContain('crad');
  });
});

describe('a job done again', () => {
  it('runs what failed and what waited for it, and nothing else', async () => {
    await queue.start(request({ targets: ['big'] })).ended;
    await breakFile();
    const failed = await queue.start(request({ mode: 'upstream' })).ended;
    expect(failed.activities.map(({ recipe: id, status, error }) => [id, status, error?.code])).toEqual([
      ['copy', 'failed', 'DATA_ROW_BROKEN'],
      ['filter', 'skipped', 'FLOW_INPUT_FAILED'],
      ['sum', 'skipped', 'FLOW_INPUT_FAILED'],
    ]);
    expect(failed.activities[1]?.startedAt).toBeNull();
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,7,2026-01-04\n`);
    const again = await (await queue.again(failed.id, 'failed', 'Ada')).ended;
    expect(again).toMatchObject({ status: 'succeeded', startedBy: 'Ada', again: { job: failed.id, from: 'failed' } });
    expect(again.activities.map(({ recipe: id }) => id)).toEqual(['copy', 'filter', 'sum']);
    await expect(queue.again(again.id, 'failed', '')).rejects.toMatchObject({ code: 'FLOW_NOTHING_FAILED' });
  });

  it('leaves alone what went well', async () => {
    await queue.start(request()).ended;
    await project.files.apply([
      recipe('filter', 'sample', { inputs: ['clean'], outputs: ['big'], settings: { filter: 'amount >= ${nothing}' } }),
    ]);
    await workspace.reload();
    const failed = await queue.start(request({ mode: 'upstream' })).ended;
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'FLOW_VARIABLE_UNKNOWN' } });
    await workspace.setHere('nothing', '10');
    const again = await (await queue.again(failed.id, 'failed', '')).ended;
    expect(again.activities.map(({ recipe: id, status }) => [id, status])).toEqual([['filter', 'succeeded']]);
  });

  it('from its start asks for the same, with the same variables', async () => {
    const first = await queue.start(request({ targets: ['big'], variables: { least: '30' } })).ended;
    const again = await (await queue.again(first.id, 'start', '')).ended;
    expect(again).toMatchObject({ targets: ['big'], variables: { least: '30' }, again: { from: 'start' } });
    await expect(queue.again('job-none', 'start', '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
