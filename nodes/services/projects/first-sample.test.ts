import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeEvent } from '../../contract/events.ts';
import { createLog } from '../../platform/log.ts';
import { type Connection, openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { openConnections } from '../nodes/connections.ts';
import { type NodeBase, openNodeBase } from '../nodes/node-base.ts';
import { createQuality } from '../quality/quality.ts';
import { type DesignProjects, openDesignProjects } from './design-projects.ts';
import { type FirstSample, openFirstSample } from './first-sample.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
let base: NodeBase;
let db: Connection;
let projects: DesignProjects;
let sample: FirstSample;
let told: NodeEvent[];

async function start(): Promise<void> {
  base = await openNodeBase({ kind: 'design', folder, log });
  told = [];
  base.hub.subscribe((event) => told.push(event));
  db = await openDatabase(join(folder, 'history.db'));
  const quality = createQuality(openMetricsHistory(db), base.hub);
  const connections = await openConnections(folder);
  projects = await openDesignProjects({ folder, connections, jobs: openJobs(db), hub: base.hub, log, quality });
  sample = await openFirstSample(base, projects);
}

async function stop(): Promise<void> {
  await sample.close();
  await projects.closeAll();
  db.close();
  await base.close();
}

const names = async () => (await projects.list()).map(({ name }) => name);
const data = () => join(folder, 'samples', 'credit-card-fraud');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-sample-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the sample project of a first start', () => {
  it('is being made from the first question on, is told when it is there, and is made once', async () => {
    expect(sample.state()).toEqual({ state: 'preparing', name: 'Credit Card Fraud Analysis' });
    await sample.begin();
    expect(await names()).toEqual(['Credit Card Fraud Analysis']);
    expect(told).toEqual([
      { type: 'project', project: 'credit-card-fraud-analysis', revision: 0 },
      { type: 'sample', sample: { state: 'none' } },
    ]);
    await projects.remove('credit-card-fraud-analysis');
    await stop();
    await start();
    expect(sample.state()).toEqual({ state: 'none' });
  });

  it('is made by the next start when the node was stopped meanwhile, beside what was made in between', async () => {
    const making = sample.begin();
    await projects.create('Mine');
    await stop();
    await making;
    expect(existsSync(data())).toBe(false);
    await start();
    await sample.begin();
    expect((await names()).sort()).toEqual(['Credit Card Fraud Analysis', 'Mine']);
    expect(readdirSync(join(folder, 'samples'))).toEqual(['credit-card-fraud']);
  });

  it('is not made twice when the node was killed right after it was', async () => {
    await sample.begin();
    await stop();
    writeFileSync(join(folder, 'first-sample.json'), '{"state":"wanted"}');
    await start();
    await sample.begin();
    expect(await names()).toEqual(['Credit Card Fraud Analysis']);
    expect(sample.state()).toEqual({ state: 'none' });
  });

  it('that cannot be made says why, and comes when it is asked for again', async () => {
    writeFileSync(join(folder, 'samples'), 'a file where the folder should be');
    await sample.begin();
    expect(sample.state()).toMatchObject({ state: 'failed', error: { code: 'NODE_WRITE_FAILED' } });
    expect(told.at(-1)).toMatchObject({ type: 'sample', sample: { state: 'failed' } });
    rmSync(join(folder, 'samples'));
    expect(sample.retry()).toMatchObject({ state: 'preparing' });
    await expect.poll(() => sample.state().state, { timeout: 30_000 }).toBe('none');
    expect(await names()).toEqual(['Credit Card Fraud Analysis']);
  });

  it('that was done without does not come again', async () => {
    writeFileSync(join(folder, 'samples'), '');
    await sample.begin();
    expect(await sample.dismiss()).toEqual({ state: 'none' });
    await stop();
    await start();
    expect(sample.state()).toEqual({ state: 'none' });
  });
});

describe('a data folder that is older than the sample', () => {
  it.each(['projects/mine', 'trash/mine-1'])('gets none: it holds %s', async (path) => {
    await stop();
    rmSync(join(folder, 'first-sample.json'));
    mkdirSync(join(folder, path), { recursive: true });
    await start();
    expect(sample.state()).toEqual({ state: 'none' });
  });
});
