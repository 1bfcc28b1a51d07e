import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeEvent } from '../../contract/events.ts';
import { createLog } from '../../platform/log.ts';
import { type Connection, openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { createEventHub } from '../event-hub.ts';
import { openConnections } from '../nodes/connections.ts';
import { createQuality } from '../quality/quality.ts';
import { type DesignProjects, openDesignProjects } from './design-projects.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
let db: Connection;
let projects: DesignProjects;
let events: NodeEvent[];

async function open(): Promise<DesignProjects> {
  const hub = createEventHub();
  events = [];
  hub.subscribe((event) => events.push(event));
  const quality = createQuality(openMetricsHistory(db), hub);
  const connections = await openConnections(folder);
  return openDesignProjects({ folder, connections, jobs: openJobs(db), hub, log, quality });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'projects-'));
  db = await openDatabase(join(folder, 'history.db'));
  projects = await open();
});
afterEach(async () => {
  await projects.closeAll();
  db.close();
});

describe('projects of a Design node', () => {
  it('get ids from their names, each its own', async () => {
    const made = [await projects.create('Card Fraud!'), await projects.create('Card fraud')];
    expect(made.map(({ id }) => id)).toEqual(['card-fraud', 'card-fraud-2']);
    expect((await projects.list()).map(({ name }) => name)).toEqual(['Card Fraud!', 'Card fraud']);
  });

  it('are listed although one of them cannot be read', async () => {
    await projects.create('Good');
    mkdirSync(join(folder, 'projects/broken'));
    writeFileSync(join(folder, 'projects/broken/millrace.json'), '{"format": 1');
    expect((await projects.list()).map(({ id }) => id)).toEqual(['good']);
    await expect(projects.get('broken')).rejects.toMatchObject({ code: 'PROJECT_FILE' });
  });

  it('close when the edits that are on their way are kept', async () => {
    await projects.create('Shop');
    const { editable } = await projects.get('shop');
    const edits = [{ family: 'variables' as const, id: '-', value: { day: '1' } }];
    const [edit] = await Promise.all([editable!.edit({ label: 'Set day', edits }), projects.closeAll()]);
    expect(edit).toMatchObject({ revision: 1, undo: 'Set day' });
    projects = await open();
    const again = await projects.get('shop');
    expect(again.editable?.state()).toMatchObject({ revision: 1, undo: 'Set day' });
    expect(again.workspace.project.variables).toEqual({ day: '1' });
  });

  it('tell when anything in them was changed, open or closed', async () => {
    const { modifiedAt } = await projects.create('Shop');
    const { editable } = await projects.get('shop');
    const changed = async () => (await projects.list())[0]?.modifiedAt ?? '';
    const later = new Date(Date.parse(modifiedAt) + 60_000);
    const edits = [{ family: 'layout' as const, id: '-', value: { nodes: { a: { x: 1, y: 2 } } } }];
    await editable!.edit({ label: 'Move', edits });
    utimesSync(join(folder, 'projects/shop/layout.json'), later, later);
    expect(await changed()).toBe(later.toISOString());
    await projects.closeAll();
    projects = await open();
    expect(await changed()).toBe(later.toISOString());
    const last = new Date(later.getTime() + 60_000);
    utimesSync(join(folder, 'projects/shop/layout.json'), last, last);
    expect(await changed()).toBe(last.toISOString());
  });

  it('are found by name, or the nearest one is named', async () => {
    await projects.create('Payments');
    await expect(projects.get('payment')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { suggestion: '; did you mean “payments”?' },
    });
  });

  it('belong to one process at a time', async () => {
    await projects.create('Payments');
    await projects.get('payments');
    const other = await open();
    await expect(other.get('payments')).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('go to the trash, not away', async () => {
    await projects.create('Payments');
    await projects.remove('payments');
    expect(await projects.list()).toEqual([]);
    expect(readdirSync(join(folder, 'trash'))).toEqual([expect.stringMatching(/^payments-\d+$/)]);
  });

  it('come out of the trash again, under another id when theirs was taken meanwhile', async () => {
    await projects.create('Payments');
    const entry = await projects.remove('payments');
    expect(await projects.restore(entry)).toMatchObject({ id: 'payments', name: 'Payments' });
    const again = await projects.remove('payments');
    await projects.create('Payments');
    expect(await projects.restore(again)).toMatchObject({ id: 'payments-2', name: 'Payments' });
    expect((await projects.get('payments-2')).workspace.project.info.id).toBe('payments-2');
    expect(readdirSync(join(folder, 'trash'))).toEqual([]);
    await expect(projects.restore('../projects/payments')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('jobs of a project', () => {
  it('run one after another, each told as it goes, and can be cancelled while they wait', async () => {
    await projects.create('Payments');
    const { jobs, editable, workspace } = await projects.get('payments');
    const source = { kind: 'files', connection: 'project', path: 'rows.csv', format: { kind: 'csv' } };
    const recipe = { id: 'copy', name: 'copy', kind: 'sync', version: 1, settings: {} };
    await editable!.edit({
      label: 'Set up',
      edits: [
        { family: 'datasets', id: 'rows', value: { id: 'rows', name: 'rows', source } },
        { family: 'datasets', id: 'copied', value: { id: 'copied', name: 'copied', source: { kind: 'managed' } } },
        {
          family: 'recipes',
          id: 'copy',
          value: { ...recipe, inputs: { input: ['rows'] }, outputs: { output: ['copied'] } },
        },
      ],
    });
    await workspace.reload();
    const file = join(folder, 'rows.csv');
    writeFileSync(file, 'id\n1\n2\n');
    await workspace.importFile(file, 'rows.csv');
    const request = { targets: ['copied'], mode: 'required' as const, variables: {} };
    const first = jobs.start(request);
    const second = jobs.start(request);
    jobs.cancel(second.job.id);
    expect(await first.ended).toMatchObject({ status: 'succeeded', label: 'Build copied' });
    expect(await second.ended).toMatchObject({ status: 'aborted' });
    const told = events.flatMap((event) =>
      event.type === 'job' && event.job.id === first.job.id ? [event.job.status] : [],
    );
    expect([told[0], told.at(-1)]).toEqual(['queued', 'succeeded']);
    expect(jobs.list(10).map(({ id }) => id)).toEqual([second.job.id, first.job.id]);
    expect(() => jobs.cancel('job-none')).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
