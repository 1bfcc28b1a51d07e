import { beforeEach, describe, expect, it } from 'vitest';
import { DeploymentSettings, type DeployRun, type NodeItem, type Published } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { createLog } from '../../platform/log.ts';
import { newStages, performRun } from './deploy-run.ts';
import type { TargetNode } from './node-client.ts';
import { deploymentStatus } from './reconcile.ts';

const log = createLog({ name: 'test', level: 'silent' });
const settings = DeploymentSettings.parse({});
const published: Published = {
  kind: 'api-service',
  id: 'fraud',
  version: '2',
  sha256: 'f'.repeat(64),
  bytes: 1,
  author: 'a',
  notes: '',
  publishedAt: '2026-01-01T00:00:00Z',
};
const firstRun: DeployRun = {
  id: 'r1',
  deployment: 'fraud@api',
  action: 'deploy',
  version: '2',
  by: 'a',
  status: 'running',
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  stages: newStages(),
  error: null,
};

type Trouble = 'preload' | 'golden' | 'activate' | 'health' | 'forgets';

/** A node in memory, by the same port as a real one, with one trouble of its own. */
class MemoryNode implements TargetNode {
  readonly node;
  readonly done: string[] = [];
  active: string | null = '1';
  private readonly held = new Set(['1']);
  private readonly trouble: Trouble | undefined;
  hasTests = false;

  constructor(id: string, trouble?: Trouble) {
    this.node = { id, name: id, url: `https://${id}`, fingerprint: '' };
    this.trouble = trouble;
  }
  async trust() {}
  async upload() {
    this.done.push('upload');
    this.held.add('2');
    return { id: 'fraud', version: '2', kind: 'api-service', sha256: published.sha256 };
  }
  async preload() {
    const ok = this.trouble !== 'preload';
    const rows = { name: 'golden rows', ok, message: ok ? 'equal' : 'differ by 0.3' };
    const test = { name: 'golden test Features', ok: this.trouble !== 'golden', message: '2 rows changed' };
    return { ok, checks: [rows, ...(this.hasTests ? [{ ...test, kind: 'test' as const }] : [])] };
  }
  async activate(_item: string, version: string) {
    if (this.trouble === 'activate' && version === '2')
      throw fail('NODE_UNREACHABLE', { url: this.node.url, reason: 'gone' });
    this.done.push(`activate ${version}`);
    const previous = this.active;
    if (this.trouble !== 'forgets' || version === '1') this.active = version;
    return { previous, active: version };
  }
  async items(): Promise<NodeItem[]> {
    const versions = [...this.held].map((version) => ({
      version,
      state: version === this.active ? ('active' as const) : ('uploaded' as const),
      uploadedAt: '',
      notes: '',
      author: '',
    }));
    return [{ id: 'fraud', name: 'Fraud', kind: 'api-service', active: this.active, versions }];
  }
  async health() {
    const isIll = this.trouble === 'health' && this.active === '2';
    const checks = [{ name: 'workers', ok: !isIll, message: isIll ? '0 of 2 run' : '2 of 2 run' }];
    return { status: isIll ? ('degraded' as const) : ('ready' as const), checks };
  }
}

let updates: DeployRun[];
beforeEach(() => {
  updates = [];
});
const perform = (nodes: MemoryNode[], before: string | null = '1', signal?: AbortSignal) =>
  performRun({
    ...(signal ? { signal } : {}),
    run: firstRun,
    published,
    file: '/x',
    signer: async () => 'k',
    nodes,
    settings,
    before: before === null ? undefined : { version: before, settings },
    log,
    onUpdate: (run) => updates.push(run),
  });
const outcome = (run: DeployRun) => run.stages.map(({ stage, status }) => `${stage} ${status}`);

describe('a deployment', () => {
  it('takes every node through every stage and tells each step', async () => {
    const nodes = [new MemoryNode('a'), new MemoryNode('b')];
    const run = await perform(nodes);
    expect(run).toMatchObject({ status: 'succeeded', error: null });
    expect(outcome(run)).toEqual([
      'publish done',
      'upload done',
      'preload done',
      'test skipped',
      'check done',
      'activate done',
      'verify done',
    ]);
    expect(nodes.map((node) => node.active)).toEqual(['2', '2']);
    expect(updates.some((one) => one.stages[2]?.status === 'running')).toBe(true);
  });

  it('whose golden test fails on a node stops there and is active nowhere', async () => {
    const nodes = [new MemoryNode('a'), new MemoryNode('b', 'golden')];
    for (const node of nodes) node.hasTests = true;
    const run = await perform(nodes);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'ARCHIVE_NOT_READY' } });
    expect(outcome(run).slice(2, 5)).toEqual(['preload done', 'test failed', 'check skipped']);
    expect(run.stages[3]?.message).toContain('golden test Features: 2 rows changed');
    expect(nodes.map((node) => node.active)).toEqual(['1', '1']);
    const good = await perform([Object.assign(new MemoryNode('c'), { hasTests: true })]);
    expect(good.stages[3]).toMatchObject({ status: 'done', message: '1 golden test holds on 1 node' });
  });

  it('that one node refuses is active on none', async () => {
    const nodes = [new MemoryNode('a'), new MemoryNode('b', 'preload')];
    const run = await perform(nodes);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'ARCHIVE_NOT_READY' } });
    expect(run.error?.message).toContain('differ by 0.3');
    expect(outcome(run).slice(3)).toEqual(['test skipped', 'check skipped', 'activate skipped', 'verify skipped']);
    expect(nodes.map((node) => node.active)).toEqual(['1', '1']);
  });

  it.each(['activate', 'health', 'forgets'] as const)(
    'goes back on all nodes when one has the trouble “%s”',
    async (trouble) => {
      const nodes = [new MemoryNode('a'), new MemoryNode('b', trouble)];
      const run = await perform(nodes);
      expect(run.status).toBe('rolled-back');
      expect(nodes.map((node) => node.active)).toEqual(['1', '1']);
    },
  );

  it('that fails the first time has nothing to go back to and says so', async () => {
    const run = await perform([new MemoryNode('a', 'health')], null);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'DEPLOY_NODE_UNHEALTHY' } });
  });

  it('that is cancelled while it is sent switches no node, and says who cancelled it', async () => {
    const stop = new AbortController();
    const nodes = [new MemoryNode('a'), new MemoryNode('b')];
    const [first] = nodes;
    if (first) first.upload = async () => stop.abort('Ann') as never;
    const run = await perform(nodes, '1', stop.signal);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'DEPLOY_CANCELLED' } });
    expect(run.error?.message).toContain('Ann');
    expect(outcome(run).slice(2)).toEqual([
      'preload failed',
      'test skipped',
      'check skipped',
      'activate skipped',
      'verify skipped',
    ]);
    expect(nodes.map((node) => node.active)).toEqual(['1', '1']);
  });

  it('that is cancelled when a node does not answer is told as cancelled, not as failed for that', async () => {
    const stop = new AbortController();
    const node = new MemoryNode('a');
    node.upload = async () => {
      stop.abort('Ann');
      throw fail('ABORTED');
    };
    const run = await perform([node], '1', stop.signal);
    expect(run).toMatchObject({ error: { code: 'DEPLOY_CANCELLED' } });
    expect(outcome(run)[1]).toBe('upload failed');
  });

  it('repeated sends nothing twice', async () => {
    const node = new MemoryNode('a');
    await perform([node]);
    const run = await perform([node]);
    expect(outcome(run)[1]).toBe('upload skipped');
    expect(node.done.filter((one) => one === 'upload')).toHaveLength(1);
  });
});

describe('the status of a deployment', () => {
  const deployment = {
    id: 'fraud@api',
    kind: 'api-service' as const,
    item: 'fraud',
    infrastructure: 'api',
    version: '1',
    status: 'UNKNOWN' as const,
    message: '',
    settings,
    updatedAt: '',
  };
  const unreachable = Object.assign(new MemoryNode('gone'), {
    items: () => Promise.reject(fail('NODE_UNREACHABLE', { peer: 'The node “gone”', reason: 'nothing listens there' })),
  });

  it('names the node that cannot be reached, and what to do', async () => {
    const { message } = await deploymentStatus(deployment, [unreachable]);
    expect(message).toMatch(/^The node “gone” cannot be reached: nothing listens there\. Check that it runs/);
  });

  it('says whether the nodes serve what was deployed', async () => {
    const status = async (nodes: TargetNode[], change = {}) =>
      (await deploymentStatus({ ...deployment, ...change }, nodes)).status;
    expect(await status([new MemoryNode('a')])).toBe('HEALTHY');
    expect(await status([new MemoryNode('a')], { version: '2' })).toBe('OUT_OF_SYNC');
    expect(await status([new MemoryNode('a'), unreachable])).toBe('WARNING');
    expect(await status([unreachable])).toBe('UNKNOWN');
    expect(await status([])).toBe('UNKNOWN');
    expect(await status([new MemoryNode('a')], { version: null })).toBe('ERROR');
  });
});
