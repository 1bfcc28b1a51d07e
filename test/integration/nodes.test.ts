import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../nodes/platform/http-client.ts';
import {
  bankFolder,
  build,
  connectBank,
  deployAndWait,
  makeProject,
  pairWith,
  runEnd,
  scenarioEnd,
  startTestNode,
  type TestNode,
} from './nodes-support.ts';

let design: TestNode;
let automation: TestNode;
let api: TestNode;
let predictKey: string;
const project = 'payments';

beforeAll(async () => {
  [design, automation, api] = await Promise.all([
    startTestNode('design'),
    startTestNode('automation'),
    startTestNode('api', { args: ['--workers', '2'] }),
  ]);
  const job = await makeProject(design, bankFolder());
  expect(job).toMatchObject({ status: 'succeeded', error: null });
  await pairWith(design, automation, 'automation');
  await pairWith(design, api, 'api');
  ({ key: predictKey } = await api.call('keys.create', {
    json: { name: 'bank', right: 'predict', service: 'fraud-check' },
  }));
}, 120_000);

afterAll(async () => {
  await Promise.all([design, automation, api].map((node) => node?.child.stop()));
});

const predict = (path: string, body: object, key = predictKey) =>
  request({
    url: `${api.url}/public/api/v1/fraud-check/score/${path}`,
    pin: api.fingerprint,
    key,
    json: body,
    anyStatus: true,
  });

async function publish(): Promise<{ bundle: string; service: string }> {
  const notes = { json: { notes: 'made by a test' } };
  const bundle = await design.call('bundles.create', { params: { project }, ...notes });
  const service = await design.call('services.create', { params: { project, service: 'fraud-check' }, ...notes });
  return { bundle: bundle.version, service: service.version };
}

const bundleTo = (version: string, settings?: object) =>
  deployAndWait(design, { kind: 'project-bundle', item: project, version, infrastructure: 'automation', settings });
const serviceTo = (version: string) =>
  deployAndWait(design, { kind: 'api-service', item: 'fraud-check', version, infrastructure: 'api' });

async function scoredRows(node: TestNode): Promise<Record<string, unknown>[]> {
  const page = await node.call('datasets.rows', {
    params: { project, dataset: 'scored' },
    json: { limit: 1000, sample: 'all' },
  });
  const names = page.schema.map((column) => column.name);
  return (page.columns[0] ?? []).map((_, row) =>
    Object.fromEntries(names.map((name, at) => [name, page.columns[at]?.[row]])),
  );
}

describe('the road from a project to a flagged transaction', () => {
  it('refuses a bundle whose connection the node has not got, and runs it once it is mapped', async () => {
    const { bundle } = await publish();
    const refused = await bundleTo(bundle);
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'ARCHIVE_NOT_READY' } });
    expect(refused.error?.message).toContain('“bank”');
    expect((await automation.call('archives.list'))[0]?.active).toBeNull();

    await connectBank(automation, bankFolder(), 'core-banking');
    const run = await bundleTo(bundle, { connections: { bank: 'core-banking' } });
    expect(run).toMatchObject({ status: 'succeeded', error: null });
    expect(run.stages.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'publish done',
      'upload skipped',
      'preload done',
      'test skipped',
      'check done',
      'activate done',
      'verify done',
    ]);
  }, 60_000);

  it('runs the daily scenario on the Automation node with the model of the bundle', async () => {
    const params = { project, scenario: 'daily' };
    const { id } = await automation.call('scenarios.run', { params, json: {} });
    const run = await scenarioEnd(automation, 'daily', id);
    expect(run).toMatchObject({ outcome: 'success' });
    const job = (await automation.call('jobs.list', { params: { project } }))[0];
    expect(job?.activities.map(({ recipe }) => recipe)).not.toContain('train');
    expect(await scoredRows(automation)).toHaveLength(300);
  }, 60_000);

  it('answers charts of the bundle’s data on the Automation node, filtered, where nothing can be edited', async () => {
    const chart = {
      kind: 'bars' as const,
      dataset: 'scored',
      dimension: { column: 'kind', bin: 'none' as const },
      measures: [{ aggregate: 'count' as const, label: 'rows' }],
    };
    const ask = (filters: object[]) =>
      automation.call('charts.query', { params: { project }, json: { chart, filters } });
    const all = await ask([]);
    const counts = all.columns[1]?.map(Number) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
    const [kind] = all.columns[0] ?? [];
    expect((await ask([{ column: 'kind', values: [kind] }])).columns[1]?.map(Number)).toEqual([counts[0]]);
    expect((await automation.call('node.info')).readOnly).toBe(true);
    const edit = { label: 'x', edits: [{ family: 'info', id: '-', value: null }] };
    await expect(automation.call('projects.edit', { params: { project }, json: edit })).rejects.toThrow();
  }, 60_000);

  it('gives the same scores on the API node as in batch', async () => {
    const { service } = await publish();
    expect(await serviceTo(service)).toMatchObject({ status: 'succeeded', error: null });
    const rows = await scoredRows(automation);
    const items = rows.map(({ id, amount, hour, kind }) => ({
      features: { id, amount: Number(amount), hour: Number(hour), kind },
    }));
    const many = (await (await predict('predict-multi', { items })).json()) as {
      results: { probas: Record<string, number> }[];
    };
    for (const [i, row] of rows.entries())
      expect(Math.abs(many.results[i]!.probas['1']! - Number(row.probability))).toBeLessThan(1e-6);
    const one = (await (await predict('predict', items[0]!)).json()) as { result: { probas: Record<string, number> } };
    expect(one.result.probas['1']).toBe(many.results[0]!.probas['1']);
  }, 60_000);

  it('tells a missing and a mistyped feature, a wrong key and an unknown endpoint apart', async () => {
    const code = async (reply: Promise<{ status: number; json(): Promise<unknown> }>) => {
      const { status, json } = await reply;
      return [status, ((await json()) as { code: string }).code];
    };
    const features = { id: 'x', amount: 700, hour: 3, kind: 'web' };
    expect((await predict('predict', { features })).status).toBe(200);
    const { hour: _, ...withoutHour } = features;
    expect(await code(predict('predict', { features: withoutHour }))).toEqual([400, 'SERVING_FEATURE_MISSING']);
    const [status, mistyped] = await code(predict('predict', { features: { ...features, amount: 'much' } }));
    expect(status).toBe(400);
    expect(mistyped).toMatch(/TYPE|VALUE/);
    expect(await code(predict('predict', { features }, 'mr_wrong'))).toEqual([401, 'AUTH_REQUIRED']);
    const large = { features: { ...features, note: 'x'.repeat(2 ** 20) } };
    expect(await code(predict('predict', large))).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('loses no request while another version is deployed and rolled back under load', async () => {
    const before = (await api.call('archives.list'))[0]!.active!;
    await design.call('projects.edit', {
      params: { project },
      json: { label: 'Retrain', edits: [retrained] },
    });
    expect(await build(design, ['fraud'])).toMatchObject({ status: 'succeeded' });
    expect(await build(design, ['scored'])).toMatchObject({ status: 'succeeded' });
    const { service } = await publish();
    const load = startLoad();
    const deployed = await serviceTo(service);
    const started = performance.now();
    const back = await design.call('deployments.rollback', { params: { deployment: 'fraud-check@api' }, json: {} });
    const backEnd = await runEnd(design, back.id);
    const rollbackMs = performance.now() - started;
    const { sent, failures, versions } = await load.stop();
    expect(deployed).toMatchObject({ status: 'succeeded' });
    expect(backEnd).toMatchObject({ status: 'succeeded', version: before });
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(100);
    expect([...versions].sort()).toEqual([before, service].sort());
    expect(rollbackMs).toBeLessThan(10_000);
    const log = await api.call('queries.log', { params: { item: 'fraud-check' } });
    expect(log[0]).toMatchObject({ service: 'fraud-check', endpoint: 'score' });
  }, 120_000);

  it('keeps serving the last good version after restarts of both nodes', async () => {
    const active = (await api.call('archives.list'))[0]!.active;
    await Promise.all([api.child.stop(), automation.child.stop()]);
    [api, automation] = await Promise.all([
      startTestNode('api', { folder: api.folder, args: ['--workers', '2'] }),
      startTestNode('automation', { folder: automation.folder }),
    ]);
    const reply = (await (
      await predict('predict', { features: { id: 'x', amount: 700, hour: 3, kind: 'web' } })
    ).json()) as {
      generation: string;
    };
    expect(reply.generation).toBe(active);
    expect(await scoredRows(automation)).toHaveLength(300);
  }, 60_000);

  it('tells that a node serves something else than was deployed', async () => {
    const [status] = (await design.call('deployments.list')).filter(({ kind }) => kind === 'project-bundle');
    // The restarted nodes listen on other ports, so the Deployer cannot reach them.
    expect(status?.status).toBe('UNKNOWN');
  });
});

const retrained = {
  family: 'recipes' as const,
  id: 'train',
  value: {
    id: 'train',
    name: 'train',
    kind: 'train',
    version: 1,
    inputs: { input: ['past_ready'] },
    outputs: { model: ['fraud'] },
    settings: {
      task: 'binary',
      target: 'fraud',
      algorithm: { id: 'gradient-boosting', trees: 30, leaves: 8 },
      features: [{ column: 'id', use: 'reject' }],
    },
  },
};

/** Eight callers that ask without a pause until they are stopped. */
function startLoad() {
  let isStopped = false;
  let sent = 0;
  const failures: string[] = [];
  const versions = new Set<string>();
  const caller = async () => {
    while (!isStopped) {
      sent += 1;
      try {
        const reply = await predict('predict', { features: { id: 'x', amount: 650, hour: 2, kind: 'web' } });
        const body = (await reply.json()) as { generation: string };
        if (reply.status === 200) versions.add(body.generation);
        else failures.push(JSON.stringify(body));
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const callers = Array.from({ length: 8 }, caller);
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(callers);
      return { sent, failures, versions };
    },
  };
}
