import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { routes } from '../../nodes/contract/routes/index.ts';
import { build, startTestNode, type TestNode, temporaryFolder } from '../integration/nodes-support.ts';
import { ask } from './ask.ts';

const project = 'odd';
let node: TestNode;
let folder: string;

/** Where an injected COPY would write. */
const trap = () => join(folder, 'trap');
const injections = () => [
  `x" FROM (SELECT 1); COPY (SELECT 1) TO '${join(trap(), 'a')}'; --`,
  `x'); COPY (SELECT 1) TO '${join(trap(), 'b')}'; --`,
  `x\\'; ATTACH '${join(trap(), 'c')}' AS y; --`,
  '${secret} {} $1 ? %s',
  "\"; SELECT * FROM read_text('/etc/passwd'); --",
  '__proto__',
];

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const files = (id: string, path: string, format: object = { kind: 'csv' }): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'files', connection: 'bank', path, format } },
});
const edit = (...edits: Edit[]) => node.call('projects.edit', { params: { project }, json: { label: 'Odd', edits } });

beforeAll(async () => {
  folder = temporaryFolder('injection');
  mkdirSync(trap());
  node = await startTestNode('design');
  await node.call('projects.create', { json: { name: project } });
  await node.call('connections.put', {
    params: { connection: 'bank' },
    json: { id: 'bank', kind: 'folder', path: folder },
  });
  const names = injections();
  const lines = [names, names, names.map((_, i) => String(i))].map((row) => row.map(cell).join(','));
  writeFileSync(join(folder, 'odd.csv'), `${lines.join('\n')}\n`);
  // The first row is one of values, though it says what the heads say.
  await edit(files('odd', 'odd.csv', { kind: 'csv', repeatedHeader: false }));
}, 60_000);
afterAll(async () => {
  await node?.child.stop();
});

const params = () => ({ project, dataset: 'odd' });

describe('columns named like SQL', () => {
  it('are read, sorted, counted and charted as what they are', async () => {
    const page = await node.call('datasets.rows', { params: params(), json: {} });
    expect(page.schema.map(({ name }) => name)).toEqual(injections());
    expect(page.columns[0]?.[0]).toBe(injections()[0]);
    for (const column of injections()) {
      const sort = [{ column, descending: true }];
      expect((await node.call('datasets.rows', { params: params(), json: { sort } })).columns).toHaveLength(6);
      const chart = { kind: 'bars', dataset: 'odd', dimension: { column }, measures: [{ aggregate: 'count' }] };
      const filters = [{ column, values: injections() }];
      const drawn = await node.call('charts.query', { params: { project }, json: { chart, filters } });
      expect(drawn.columns[0]).toHaveLength(1);
    }
    expect((await node.call('datasets.stats', { params: params(), json: {} })).columns).toHaveLength(6);
  });

  it('are sampled by, described and tested with values that look like SQL', async () => {
    for (const column of injections()) {
      const sample = { kind: 'stratified', column, rows: 1, seed: 1 };
      const page = await node.call('datasets.rows', { params: params(), json: { sample } });
      expect([page.columns[0]?.length, page.sample]).toEqual([1, `random 1 row stratified by “${column}”`]);
      const looked = await node.call('datasets.stats', { params: params(), json: { column, sample } });
      expect(looked.columns[0]?.rows).toBe(1);
      const described = { card: { kind: 'describe', settings: { columns: [column] } }, sample: 'all' };
      const reply = await node.call('statistics.query', { params: params(), json: described });
      expect(reply.sections[0]?.title).toBe(column);
      const settings = { column, expected: 'given', shares: injections().map((value) => ({ value, share: 1 })) };
      const tested = { card: { kind: 'goodness-of-fit', settings }, sample: 'all' };
      const fit = await node.call('statistics.query', { params: params(), json: tested });
      expect(fit.sections[0]?.blocks[0]).toMatchObject({ kind: 'tests', outcomes: [{ label: column }] });
    }
    const json = { sample: { kind: 'stratified', rows: 5 } };
    const without = await ask(node, routes['datasets.stats'], {
      key: node.key,
      params: params(),
      body: JSON.stringify(json),
    });
    expect([without.status, without.code]).toEqual([400, 'INPUT_INVALID']);
  });

  it('pass through recipes and rules', async () => {
    const [first = ''] = injections();
    const value = {
      id: 'group',
      name: 'group',
      kind: 'group',
      version: 1,
      inputs: { input: ['odd'] },
      outputs: { output: ['grouped'] },
      settings: { keys: [first], aggregates: [] },
    };
    const rules = injections().map((column, i) => ({
      id: `r${i}`,
      kind: 'values-in-set',
      settings: { column, values: injections() },
    }));
    await edit(
      { family: 'datasets', id: 'grouped', value: { id: 'grouped', name: 'grouped', source: { kind: 'managed' } } },
      { family: 'recipes', id: 'group', value },
      { family: 'quality', id: 'odd', value: { id: 'odd', rules } },
    );
    const job = await build(node, ['grouped'], project);
    expect(['succeeded', 'failed']).toContain(job.status);
    expect(job.error?.code).not.toBe('INTERNAL');
    const results = await node.call('quality.run', { params: params() });
    expect(results).toHaveLength(injections().length);
  });
});

describe('formulas', () => {
  it.each([
    "read_text('/etc/passwd')",
    "1); SELECT * FROM read_csv('/etc/passwd'",
    "getenv('HOME')",
    '(SELECT 1)',
    "x = (SELECT content FROM read_text('/etc/passwd'))",
    'duckdb_settings()',
    'pragma_version()',
  ])('%s reaches no function of the database', async (filter) => {
    const call = node.call('datasets.rows', { params: params(), json: { filter } });
    await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^FORMULA_/) });
  });
});

describe('settings of formats', () => {
  it('are values, never SQL', async () => {
    for (const key of [
      'delimiter',
      'quote',
      'escape',
      'encoding',
      'dateFormat',
      'timestampFormat',
      'nullText',
      'nulls',
    ])
      for (const text of injections()) {
        const json = { connection: 'bank', path: 'odd.csv', format: { kind: 'csv', [key]: text } };
        const found = await node.call('projects.detect', { params: { project }, json }).then(
          () => 'read',
          (error: { code: string }) => error.code,
        );
        expect(found).not.toBe('INTERNAL');
      }
  });
});

describe('paths of datasets', () => {
  it.each(['../secret.csv', '/etc/passwd', 'a/../../etc/passwd', '*/../../*.csv', '..', '../*', 'x\0y', '\\..\\..\\x'])(
    '%s stays inside its folder',
    async (path) => {
      const call = node.call('projects.detect', { params: { project }, json: { connection: 'bank', path } });
      await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(INPUT_INVALID|DATA_FILES_MISSING)$/) });
    },
  );

  it('with a pattern made to be slow is answered at once or refused', async () => {
    writeFileSync(join(folder, `${'a'.repeat(180)}.csv`), 'x\n1\n');
    const path = `${'*a'.repeat(60)}*b`;
    const call = node.call('projects.detect', {
      params: { project },
      json: { connection: 'bank', path },
      timeout: 5000,
    });
    await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(INPUT_INVALID|DATA_FILES_MISSING)$/) });
  });
});

describe('after all that', () => {
  it('nothing was written beside the data', () => {
    expect(readdirSync(trap())).toEqual([]);
    expect(readdirSync(folder).filter((name) => !/\.csv$/.test(name))).toEqual(['trap']);
  });
});
