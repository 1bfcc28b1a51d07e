import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioRun } from '../../nodes/contract/flow.ts';
import { loadSigningKey } from '../../nodes/platform/keys.ts';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import {
  bankFolder,
  build,
  connectBank,
  deployAndWait,
  makeProject,
  pairWith,
  payments,
  scenarioEnd,
  startTestNode,
  type TestNode,
  temporaryFolder,
} from '../integration/nodes-support.ts';
import { manifestByHand, sealedByHand } from './archive-by-hand.ts';

const project = 'payments';
const declared = [
  { name: 'id', type: 'string' },
  { name: 'amount', type: 'int' },
  { name: 'hour', type: 'int' },
  { name: 'kind', type: 'string' },
];

let design: TestNode;
let automation: TestNode;
let bank: string;

/** A deployed project whose arriving day has declared columns and has been scored once. */
beforeAll(async () => {
  [design, automation] = await Promise.all([startTestNode('design'), startTestNode('automation')]);
  expect(await makeProject(design, bankFolder())).toMatchObject({ error: null });
  const { project: made } = await design.call('projects.get', { params: { project } });
  const value = { ...made.datasets.day, schema: declared };
  await design.call('projects.edit', {
    params: { project },
    json: { label: 'Declare', edits: [{ family: 'datasets', id: 'day', value }] },
  });
  expect(await build(design, ['scored'])).toMatchObject({ error: null });
  await pairWith(design, automation, 'automation');
  bank = bankFolder();
  await connectBank(automation, bank);
  const { version } = await design.call('bundles.create', { params: { project }, json: { notes: '' } });
  expect(
    await deployAndWait(design, { kind: 'project-bundle', item: project, version, infrastructure: 'automation' }),
  ).toMatchObject({ error: null });
  expect(await daily()).toMatchObject({ outcome: 'success' });
}, 180_000);

afterAll(async () => {
  await Promise.all([design, automation].map((node) => node?.child.stop()));
});

async function daily(): Promise<ScenarioRun> {
  const { id } = await automation.call('scenarios.run', { params: { project, scenario: 'daily' }, json: {} });
  return scenarioEnd(automation, 'daily', id);
}

async function scoredIds(): Promise<unknown[]> {
  const page = await automation.call('datasets.rows', {
    params: { project, dataset: 'scored' },
    json: { limit: 1000, sample: 'all' },
  });
  return [...(page.columns[0] ?? [])].sort();
}

const day = (text: string) => writeFileSync(join(bank, 'day.csv'), text);
const errorOf = (run: ScenarioRun) => run.steps.find((step) => step.error)?.error;

describe('an arriving day that is not as it should be', () => {
  it('names the file and line of a broken row, and the scored rows of before stay', async () => {
    const before = await scoredIds();
    day(`${payments(40, 3, { labels: false })}p-broken,"not closed,5\n`);
    const run = await daily();
    expect(run.outcome).toBe('failed');
    expect(errorOf(run)).toMatchObject({ code: 'DATA_ROW_BROKEN', message: expect.stringMatching(/day\.csv/) });
    expect(await scoredIds()).toEqual(before);
  }, 60_000);

  it('names the column and value of a mistyped cell, and the scored rows of before stay', async () => {
    const before = await scoredIds();
    day(`${payments(40, 4, { labels: false })}p-mistyped,much,5,web\n`);
    const run = await daily();
    expect(errorOf(run)).toMatchObject({ code: 'DATA_ROW_BROKEN', message: expect.stringContaining('much') });
    expect(await scoredIds()).toEqual(before);
  }, 60_000);

  it('refuses a new column by its name, and the scored rows of before stay', async () => {
    const before = await scoredIds();
    const lines = payments(40, 5, { labels: false }).trim().split('\n');
    day(`${lines.map((line, at) => `${line},${at === 0 ? 'device' : 'x'}`).join('\n')}\n`);
    const run = await daily();
    expect(errorOf(run)).toMatchObject({ code: 'DATA_SCHEMA_NEW_COLUMN', message: expect.stringContaining('device') });
    expect(await scoredIds()).toEqual(before);
  }, 60_000);

  it('scores the corrected day', async () => {
    day(payments(40, 6, { labels: false }));
    expect(await daily()).toMatchObject({ outcome: 'success' });
    expect(await scoredIds()).toHaveLength(40);
  }, 60_000);
});

describe('an archive that reaches outside its folder', () => {
  it('is refused though its signature is good, and the active version stays', async () => {
    const key = await loadSigningKey(design.folder);
    const files = [{ path: '../outside.json', data: '{}' }];
    const entries = [...files.map(({ path, data }) => ({ name: path, data })), ...manifestByHand(files, key)];
    const file = join(temporaryFolder('escape'), 'escape.millrace');
    writeFileSync(file, sealedByHand(entries, key));
    const before = await automation.call('archives.list');
    const { url, fingerprint, key: admin } = automation;
    await expect(callNode({ url, fingerprint, key: admin }, 'archives.upload', { file })).rejects.toMatchObject({
      code: 'BUNDLE_PATH',
    });
    expect(await automation.call('archives.list')).toEqual(before);
    expect(await daily()).toMatchObject({ outcome: 'success' });
  }, 60_000);
});
