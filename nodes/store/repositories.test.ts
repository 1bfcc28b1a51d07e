import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeploymentSettings, type DeployRun, type Published } from '../contract/deploy.ts';
import { Job, type JobLogLine, type RuleResult, type ScenarioRun } from '../contract/flow.ts';
import { hashApiKey, makeApiKey } from '../platform/keys.ts';
import { openActivations, type UploadedVersion } from './activations.ts';
import { type Connection, openDatabase } from './database.ts';
import { openDeployments } from './deployments.ts';
import { openJobs } from './jobs.ts';
import { openKeysStore } from './keys-store.ts';
import { openMetricsHistory } from './metrics-history.ts';
import { openScenarioRuns } from './scenario-runs.ts';

let folder: string;
let db: Connection;
const now = '2025-06-01T06:00:00.000Z';
const killed = { code: 'ABORTED', message: 'The process ended' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-store-'));
  db = await openDatabase(join(folder, 'node.db'));
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Closes the file and opens it again, as a new process would. */
async function restart(): Promise<void> {
  db.close();
  db = await openDatabase(join(folder, 'node.db'));
}

function job(id: string, status: Job['status']): Job {
  const activity = (recipe: string, of: Job['activities'][number]['status']) => ({
    ...{ recipe, outputs: [recipe], status: of, progress: null, rows: null },
    ...{ startedAt: null, endedAt: null, error: null },
  });
  return Job.parse({
    ...{ id, project: 'fraud', label: 'Build all', mode: 'required', status },
    ...{ createdAt: now, startedAt: now, endedAt: null, error: null },
    activities: [activity('join', 'succeeded'), activity('group', 'running'), activity('score', 'queued')],
  });
}

const line = (text: string, recipe: string | null = null): JobLogLine => ({ at: now, recipe, level: 'info', text });

describe('jobs', () => {
  it('are listed newest first, with their log', async () => {
    const jobs = openJobs(db);
    jobs.save(job('a', 'running'));
    jobs.save(job('b', 'queued'));
    jobs.save(job('a', 'succeeded'));
    jobs.appendLog('a', [line('one'), line('two', 'join')]);
    jobs.appendLog('a', [line('three')]);
    await restart();
    const again = openJobs(db);
    expect(again.list('fraud').map(({ id, status }) => [id, status])).toEqual([
      ['b', 'queued'],
      ['a', 'succeeded'],
    ]);
    expect(again.log('a')).toEqual([line('one'), line('two', 'join'), line('three')]);
    expect(again.get('other', 'a')).toBeUndefined();
  });

  it('of a process that died are failed at start', () => {
    const jobs = openJobs(db);
    jobs.save(job('a', 'running'));
    jobs.save(job('b', 'succeeded'));
    expect(jobs.failUnfinished(now, killed).map(({ id }) => id)).toEqual(['a']);
    const found = jobs.get('fraud', 'a');
    expect(found).toMatchObject({ status: 'failed', endedAt: now, error: killed });
    expect(found?.activities.map(({ status }) => status)).toEqual(['succeeded', 'failed', 'skipped']);
    expect(jobs.failUnfinished(now, killed)).toEqual([]);
  });

  it('tell what each recipe took when it last went well', async () => {
    const jobs = openJobs(db);
    const ended = (recipe: string, status: 'succeeded' | 'failed', seconds: number): Job['activities'][number] => ({
      ...job('x', 'succeeded').activities[0]!,
      ...{ recipe, status, rows: seconds * 10, startedAt: now, endedAt: `2025-06-01T06:00:0${seconds}.000Z` },
    });
    jobs.keepRuns({ ...job('a', 'failed'), activities: [ended('join', 'succeeded', 2), ended('group', 'failed', 3)] });
    jobs.keepRuns({ ...job('b', 'failed'), activities: [ended('join', 'failed', 9)] });
    await restart();
    expect(openJobs(db).lastRuns('other')).toEqual(new Map());
    expect(openJobs(db).lastRuns('fraud')).toEqual(
      new Map([['join', { rows: 20, ms: 2000, at: '2025-06-01T06:00:02.000Z' }]]),
    );
    openJobs(db).keepRuns({ ...job('c', 'succeeded'), activities: [ended('join', 'succeeded', 1)] });
    expect(openJobs(db).lastRuns('fraud').get('join')?.ms).toBe(1000);
  });

  it('of an older version keep their logs, which told no times', () => {
    db.exec(`CREATE TABLE jobs (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project TEXT NOT NULL,
        status TEXT NOT NULL, body TEXT NOT NULL) STRICT;
      CREATE TABLE job_log (seq INTEGER PRIMARY KEY, job TEXT NOT NULL, line TEXT NOT NULL) STRICT;
      INSERT INTO job_log (job, line) VALUES ('a', 'Clean: 3 rows');
      INSERT INTO schema_versions VALUES ('jobs', 1);`);
    const { targets, variables, startedBy, again, skipped, ...old } = job('a', 'succeeded');
    const body = JSON.stringify({ ...old, activities: [] });
    db.prepare('INSERT INTO jobs (id, project, status, body) VALUES (?, ?, ?, ?)').run('a', 'fraud', 'succeeded', body);
    const jobs = openJobs(db);
    expect(jobs.get('fraud', 'a')).toMatchObject({ ...old, activities: [], targets: [], startedBy: '' });
    expect(jobs.log('a')).toEqual([{ at: '', recipe: null, level: 'info', text: 'Clean: 3 rows' }]);
  });

  it('of long ago are dropped with their logs', () => {
    const jobs = openJobs(db);
    for (const id of ['a', 'b', 'c']) {
      jobs.save(job(id, 'succeeded'));
      jobs.appendLog(id, [line(id)]);
    }
    jobs.save(job('waiting', 'queued'));
    for (const id of ['d', 'e']) jobs.save(job(id, 'succeeded'));
    jobs.prune('fraud', 2);
    expect(jobs.list('fraud').map(({ id }) => id)).toEqual(['e', 'd', 'waiting']);
    expect(jobs.log('a')).toEqual([]);
  });
});

function run(id: string, log: string[] = []): ScenarioRun {
  const step = (of: string, outcome: 'running' | 'pending', lines: string[]) => ({
    id: of,
    kind: 'build',
    label: of,
    outcome,
    startedAt: now,
    endedAt: null,
    log: lines,
    error: null,
  });
  return {
    id,
    project: 'fraud',
    scenario: 'daily',
    trigger: 'cron',
    outcome: 'running',
    variables: { day: '1' },
    startedAt: now,
    endedAt: null,
    steps: [step('build', 'running', log), step('send', 'pending', [])],
  };
}

describe('scenario runs', () => {
  it('are claimed once for one due time, also after a restart', async () => {
    const cause = { trigger: 't1', due: now };
    expect(openScenarioRuns(db).claim(run('a'), cause)).toBe(true);
    expect(openScenarioRuns(db).claim(run('b'), cause)).toBe(false);
    await restart();
    const runs = openScenarioRuns(db);
    expect(runs.claim(run('c'), cause)).toBe(false);
    expect(runs.claim(run('d'), { ...cause, due: '2025-06-02T06:00:00.000Z' })).toBe(true);
    expect(runs.claim(run('e'), { trigger: 'manual' })).toBe(true);
    expect(runs.claim(run('f'), { trigger: 'manual' })).toBe(true);
    expect(runs.list('fraud', 'daily').map(({ id }) => id)).toEqual(['f', 'e', 'd', 'a']);
    expect(runs.lastDue('fraud', 'daily', 't1')).toBe('2025-06-02T06:00:00.000Z');
    expect(runs.lastDue('fraud', 'daily', 't2')).toBeUndefined();
  });

  it('keep their steps and growing logs', () => {
    const runs = openScenarioRuns(db);
    runs.save(run('a', ['one']));
    runs.save(run('a', ['one', 'two']));
    const done = { ...run('a', ['one', 'two', 'three']), outcome: 'success' as const };
    runs.save(done);
    expect(runs.get('fraud', 'a')).toEqual(done);
  });

  it('of a process that died are failed at start and stay claimed', () => {
    const runs = openScenarioRuns(db);
    runs.claim(run('a', ['began']), { trigger: 't1', due: now });
    const [failed] = runs.failUnfinished(now, killed);
    expect(failed).toMatchObject({ id: 'a', outcome: 'failed', endedAt: now });
    expect(failed?.steps.map(({ outcome }) => outcome)).toEqual(['failed', 'skipped']);
    expect(runs.get('fraud', 'a')?.steps[0]).toMatchObject({ log: ['began'], error: killed });
    expect(runs.failUnfinished(now, killed)).toEqual([]);
    expect(runs.claim(run('b'), { trigger: 't1', due: now })).toBe(false);
  });

  it('of long ago are dropped, never one that runs', () => {
    const runs = openScenarioRuns(db);
    runs.save(run('a'));
    for (const id of ['b', 'c', 'd']) runs.save({ ...run(id), outcome: 'success' });
    runs.prune('fraud', 'daily', 1);
    expect(runs.list('fraud', 'daily').map(({ id }) => id)).toEqual(['d', 'a']);
  });
});

describe('quality results', () => {
  const result = (rule: string, observed: RuleResult['observed'], dataset = 'cards'): RuleResult => ({
    dataset,
    rule,
    kind: 'record-count',
    label: rule,
    status: 'OK',
    observed,
    message: '',
    computedAt: now,
    failedRows: null,
  });

  it('give the latest of every rule and the way there', () => {
    const history = openMetricsHistory(db);
    for (const n of [1, 2, 3]) history.add('fraud', [result('count', n), result('name', `n${n}`)]);
    history.add('fraud', [result('count', 7, 'merchants')]);
    history.add('other', [result('count', 99)]);
    expect(history.latest('fraud').map(({ dataset, rule, observed }) => [dataset, rule, observed])).toEqual([
      ['cards', 'count', 3],
      ['cards', 'name', 'n3'],
      ['merchants', 'count', 7],
    ]);
    expect(history.history('fraud', 'cards').map(({ observed }) => observed)).toEqual([1, 'n1', 2, 'n2', 3, 'n3']);
    expect(history.values('fraud', 'cards', { rule: 'count', limit: 2 })).toEqual([2, 3]);
    expect(history.values('fraud', 'cards', { rule: 'name', limit: 2 })).toEqual([]);
    history.prune('fraud', 1);
    expect(history.history('fraud', 'cards').map(({ observed }) => observed)).toEqual([3, 'n3']);
    expect(history.latest('other')).toHaveLength(1);
  });
});

describe('keys', () => {
  it('are found by their hash and never shown with it', async () => {
    const { key, hash } = makeApiKey();
    const keys = openKeysStore(db);
    const before = keys.dataVersion();
    keys.addKey({ id: 'k1', name: 'bank', right: 'predict', service: 'flag', hash, createdAt: now });
    expect(keys.dataVersion()).toBeGreaterThan(before);
    await restart();
    const again = openKeysStore(db);
    expect(again.findKey(hashApiKey(key))).toMatchObject({ id: 'k1', right: 'predict', service: 'flag' });
    expect(again.findKey(hashApiKey('mr_wrong'))).toBeUndefined();
    expect(again.listKeys()).toEqual([{ id: 'k1', name: 'bank', right: 'predict', service: 'flag', createdAt: now }]);
    expect(again.removeKey('k1')).toBe(true);
    expect(again.removeKey('k1')).toBe(false);
    expect(again.findKey(hash)).toBeUndefined();
  });

  it('tell of changes by another process', async () => {
    const keys = openKeysStore(db);
    const before = keys.dataVersion();
    const other = await openDatabase(join(folder, 'node.db'));
    openKeysStore(other).addKey({ id: 'k2', name: 'x', right: 'read', hash: 'h', createdAt: now });
    other.close();
    expect(keys.dataVersion()).not.toBe(before);
    expect(keys.findKey('h')?.id).toBe('k2');
  });

  it('of others are trusted, and nodes are paired, until removed', () => {
    const keys = openKeysStore(db);
    keys.trusted.put({ id: 'ab', name: 'Design', addedAt: now });
    keys.trusted.put({ id: 'ab', name: 'Design 2', addedAt: now });
    keys.pairedNodes.put({ id: 'n1', name: 'api', url: 'https://x', fingerprint: 'ff' });
    expect(keys.trusted.list()).toEqual([{ id: 'ab', name: 'Design 2', addedAt: now }]);
    expect(keys.pairedNodes.get('n1')?.url).toBe('https://x');
    expect(keys.trusted.remove('ab')).toBe(true);
    expect(keys.trusted.remove('ab')).toBe(false);
    expect(keys.trusted.get('ab')).toBeUndefined();
  });
});

describe('deployments', () => {
  const archive = (version: string, sha256 = 'a'): Published => ({
    kind: 'project-bundle',
    id: 'fraud',
    version,
    sha256,
    bytes: 1,
    author: 'ann',
    notes: '',
    publishedAt: now,
  });

  it('keep a published version for ever as it was', () => {
    const deployments = openDeployments(db);
    expect(deployments.publish(archive('1'))).toBe(true);
    expect(deployments.publish(archive('1'))).toBe(false);
    expect(deployments.publish(archive('1', 'b'))).toBe('conflict');
    expect(deployments.publish(archive('2', 'b'))).toBe(true);
    expect(deployments.published({ kind: 'project-bundle', id: 'fraud' }).map(({ version }) => version)).toEqual([
      '2',
      '1',
    ]);
    expect(deployments.published({ kind: 'api-service', id: 'fraud' })).toEqual([]);
    expect(deployments.archive(archive('1'), '1')?.sha256).toBe('a');
  });

  it('keep their runs, and find those a killed process left', async () => {
    const run: DeployRun = {
      id: 'r1',
      deployment: 'd1',
      action: 'deploy',
      version: '1',
      by: 'ann',
      status: 'running',
      startedAt: now,
      endedAt: null,
      stages: [
        { stage: 'publish', status: 'done', message: '', ms: 5 },
        { stage: 'upload', status: 'running', message: '', ms: null },
        { stage: 'activate', status: 'pending', message: '', ms: null },
      ],
      error: null,
    };
    openDeployments(db).saveRun(run);
    await restart();
    const deployments = openDeployments(db);
    expect(deployments.unfinishedRuns()).toEqual([run]);
    deployments.failRun('r1', now, killed);
    expect(deployments.unfinishedRuns()).toEqual([]);
    expect(deployments.runs('d1')[0]).toMatchObject({ status: 'failed', endedAt: now, error: killed });
    expect(deployments.run('r1')?.stages.map(({ status }) => status)).toEqual(['done', 'failed', 'skipped']);
  });
});

describe('activations', () => {
  const upload = (version: string, sha256 = version): UploadedVersion => ({
    item: 'flag',
    name: 'Flag fraud',
    kind: 'api-service',
    version,
    sha256,
    author: 'ann',
    notes: '',
    uploadedAt: now,
  });
  const settings = DeploymentSettings.parse({ connections: { cards: 'cards-prod' } });
  const activation = (version: string) => ({ item: 'flag', version, settings, activatedAt: now });

  it('move one pointer and remember where it stood', async () => {
    const items = openActivations(db);
    expect(items.addVersion(upload('1'))).toBe(true);
    expect(items.addVersion(upload('1'))).toBe(false);
    expect(items.addVersion(upload('1', 'other'))).toBe('conflict');
    items.addVersion(upload('2'));
    items.markPreloaded('flag', '1');
    expect(items.item('flag')?.versions.map(({ version, state }) => [version, state])).toEqual([
      ['2', 'uploaded'],
      ['1', 'preloaded'],
    ]);
    expect(items.activate(activation('1'))).toBeNull();
    expect(items.activate(activation('2'))).toBe('1');
    await restart();
    const again = openActivations(db);
    expect(again.allActive()).toEqual([activation('2')]);
    expect(again.activate(activation('1'))).toBe('2');
    expect(again.active('flag')).toEqual(activation('1'));
    expect(again.history('flag').map(({ version }) => version)).toEqual(['1', '2', '1']);
    expect(again.items()[0]).toMatchObject({ id: 'flag', active: '1', kind: 'api-service' });
    expect(again.item('flag')?.versions.map(({ state }) => state)).toEqual(['retired', 'active']);
  });

  it('of a version that is not there change nothing', () => {
    const items = openActivations(db);
    items.addVersion(upload('1'));
    items.activate(activation('1'));
    expect(() => items.activate(activation('9'))).toThrow('There is no version “flag 9”');
    expect(() => items.markPreloaded('flag', '9')).toThrow('There is no version “flag 9”');
    expect(items.item('flag')?.versions[0]?.state).toBe('active');
  });

  it('keep the active version from being removed', () => {
    const items = openActivations(db);
    items.addVersion(upload('1'));
    items.addVersion(upload('2'));
    items.activate(activation('1'));
    expect(items.removeVersion('flag', '1')).toBe(false);
    expect(items.removeVersion('flag', '2')).toBe(true);
    expect(items.removeVersion('flag', '2')).toBe(false);
    expect(items.version('flag', '2')).toBeUndefined();
    expect(items.addVersion({ ...upload('3'), kind: 'project-bundle' })).toBe('conflict');
  });
});
