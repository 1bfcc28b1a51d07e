import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit } from '../../contract/project/index.ts';
import { createProject, type ProjectFiles } from '../../store/project-files.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

let dir: string;
let files: ProjectFiles;
const opened: Workspace[] = [];

const payments = 'id,card,amount,day\n1,a,10,2026-01-01\n2,b,20,2026-01-02\n3,a,30,2026-01-03\n';

const dataset = (id: string, source: unknown = { kind: 'managed' }, more: object = {}): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source, ...more },
});
const recipe = (
  id: string,
  kind: string,
  wiring: { inputs: string[]; outputs: string[]; settings?: Record<string, unknown> },
): Edit => ({
  family: 'recipes',
  id,
  value: {
    id,
    name: id,
    kind,
    version: 1,
    inputs: { input: wiring.inputs },
    outputs: { output: wiring.outputs },
    settings: wiring.settings ?? {},
  },
});

const paymentFiles = { kind: 'files', connection: 'project', path: 'payments.csv', format: { kind: 'csv' } };

/** payments (file) → sync → clean → group → totals, and clean → sample → big. */
const flow: Edit[] = [
  dataset('payments', paymentFiles),
  dataset('clean'),
  dataset('totals'),
  dataset('big'),
  recipe('copy', 'sync', { inputs: ['payments'], outputs: ['clean'] }),
  recipe('sum', 'group', {
    inputs: ['clean'],
    outputs: ['totals'],
    settings: { keys: ['card'], aggregates: [{ fn: 'sum', column: 'amount', name: 'total' }] },
  }),
  recipe('filter', 'sample', {
    inputs: ['clean'],
    outputs: ['big'],
    settings: { filter: 'amount >= ${least}' },
  }),
  { family: 'variables', id: '-', value: { least: '20' } },
];

async function open(options: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const workspace = await openWorkspace({ dir, connections: () => undefined, ...options });
  opened.push(workspace);
  return workspace;
}

async function states(workspace: Workspace): Promise<Record<string, string>> {
  return Object.fromEntries((await workspace.flow()).map((node) => [node.id, node.state]));
}

async function reasonOf(workspace: Workspace, id: string): Promise<string> {
  return (await workspace.flow()).find((node) => node.id === id)?.reason ?? '';
}

async function rowsOf(workspace: Workspace, id: string): Promise<unknown[][]> {
  const page = await workspace.rows(id, {
    sample: 'all',
    sort: [{ column: page0(await workspace.schemaOf(id)), descending: false }],
  });
  return page.columns[0]!.map((_, row) => page.columns.map((column) => column[row]));
}

const page0 = (schema: { name: string }[] | null) => schema?.[0]?.name ?? '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workspace-'));
  files = await createProject(dir, { id: 'test', name: 'Test' });
  await files.apply(flow);
  const workspace = await open();
  await writeFile(join(dir, 'payments.csv'), payments);
  await workspace.importFile(join(dir, 'payments.csv'), 'payments.csv');
});
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
  await rm(dir, { recursive: true, force: true });
});

describe('building', () => {
  it('builds files into datasets, each once, and tells states and rows', async () => {
    const workspace = await open();
    expect(await states(workspace)).toMatchObject({ payments: 'done', clean: 'ready', totals: 'ready', sum: 'ready' });
    const job = await workspace.build({ targets: [] });
    expect(job).toMatchObject({ status: 'succeeded', error: null });
    expect(job.activities.map((activity) => [activity.recipe, activity.rows])).toEqual([
      ['copy', 3],
      ['filter', 2],
      ['sum', 2],
    ]);
    expect(new Set(Object.values(await states(workspace)))).toEqual(new Set(['done']));
    expect(await rowsOf(workspace, 'totals')).toEqual([
      ['a', '40'],
      ['b', '20'],
    ]);
    const again = await workspace.build({ targets: ['totals'] });
    expect(again.activities).toEqual([]);
  });

  it('finds its results again after closing', async () => {
    const first = await open();
    await first.build({ targets: [] });
    const second = await open();
    expect(await states(second)).toMatchObject({ clean: 'done', totals: 'done', big: 'done' });
  });

  it('makes exactly the dependents of a changed variable stale, says why, and an undo makes them fresh at once', async () => {
    const workspace = await open();
    await workspace.build({ targets: [] });
    const [change] = await files.apply([{ family: 'variables', id: '-', value: { least: '30' } }]);
    await workspace.reload();
    expect(await states(workspace)).toMatchObject({ clean: 'done', totals: 'done', big: 'stale' });
    expect(await reasonOf(workspace, 'big')).toBe('The variable “least” changed from “20” to “30”');
    expect(await rowsOf(workspace, 'big')).toHaveLength(2);
    await workspace.build({ targets: ['big'] });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    await files.apply([{ family: 'variables', id: '-', value: change!.before }]);
    await workspace.reload();
    expect(await states(workspace)).toMatchObject({ big: 'done' });
    expect(await rowsOf(workspace, 'big')).toHaveLength(2);
  });

  it('sees a changed file and names it down the flow', async () => {
    const workspace = await open();
    await workspace.build({ targets: [] });
    await writeFile(join(dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    expect(await reasonOf(workspace, 'clean')).toBe('The files of “payments” changed');
    expect(await reasonOf(workspace, 'totals')).toBe('The input “clean” is stale');
    const plan = await workspace.plan({ targets: ['totals'] });
    expect(plan.activities.map(({ recipe, after }) => [recipe, after])).toEqual([
      ['copy', []],
      ['sum', ['copy']],
    ]);
    await workspace.build({ targets: ['totals'] });
    expect(await rowsOf(workspace, 'totals')).toEqual([
      ['a', '40'],
      ['b', '25'],
    ]);
  });

  it('names the changed setting', async () => {
    const workspace = await open();
    await workspace.build({ targets: [] });
    await files.apply([
      recipe('sum', 'group', {
        inputs: ['clean'],
        outputs: ['totals'],
        settings: { keys: ['card'], aggregates: [{ fn: 'count' }] },
      }),
    ]);
    await workspace.reload();
    expect(await reasonOf(workspace, 'totals')).toBe('The setting “aggregates” changed');
  });

  it('with mode only runs just the recipe asked for, on what its inputs hold', async () => {
    const workspace = await open();
    await workspace.build({ targets: [] });
    await writeFile(join(dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    const job = await workspace.build({ targets: ['totals'], mode: 'only' });
    expect(job.activities.map((activity) => activity.recipe)).toEqual(['sum']);
    expect(await states(workspace)).toMatchObject({ totals: 'stale' });
  });

  it('with mode downstream builds what depends on a dataset', async () => {
    const workspace = await open();
    const plan = await workspace.plan({ targets: ['payments'], mode: 'downstream' });
    expect(plan.activities.map(({ recipe }) => recipe)).toEqual(['copy', 'filter', 'sum']);
  });

  it('takes variables of a single run', async () => {
    const workspace = await open();
    await workspace.build({ targets: ['big'], variables: { least: '30' } });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    expect(await states(workspace)).toMatchObject({ big: 'stale' });
  });
});

describe('when something is wrong', () => {
  it('names the broken row, keeps the former rows and does not run what depends on it', async () => {
    await files.apply([
      dataset('payments', paymentFiles, {
        schema: [
          { name: 'id', type: 'int' },
          { name: 'card', type: 'string' },
          { name: 'amount', type: 'int' },
          { name: 'day', type: 'date' },
        ],
      }),
    ]);
    const workspace = await open();
    await workspace.build({ targets: [] });
    await writeFile(join(dir, 'files', 'payments.csv'), `${payments}4,b,much,2026-01-04\n`);
    const log: string[] = [];
    const job = await workspace.build({ targets: ['totals'] }, { onLog: (line) => log.push(line) });
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'DATA_ROW_BROKEN', message: 'payments.csv, line 5, column “amount”: not a valid integer: “much”' },
    });
    expect(job.activities.map((activity) => activity.error?.code)).toEqual(['DATA_ROW_BROKEN', 'FLOW_INPUT_FAILED']);
    expect(log.join('\n')).toContain('line 5');
    expect(await states(workspace)).toMatchObject({ clean: 'failed' });
    expect(await rowsOf(workspace, 'clean')).toHaveLength(3);
    expect(await states(await open())).toMatchObject({ clean: 'failed' });
  });

  it('refuses a new column of the arriving file', async () => {
    await files.apply([
      dataset('payments', paymentFiles, {
        schema: [
          { name: 'id', type: 'int' },
          { name: 'amount', type: 'double' },
        ],
      }),
    ]);
    const workspace = await open();
    const job = await workspace.build({ targets: ['clean'] });
    expect(job.error).toMatchObject({ code: 'DATA_SCHEMA_NEW_COLUMN', message: expect.stringContaining('card, day') });
  });

  it('passes new columns on to a rule about the schema', async () => {
    await files.apply([
      dataset('payments', paymentFiles, {
        schema: [
          { name: 'id', type: 'int' },
          { name: 'amount', type: 'double' },
        ],
      }),
      {
        family: 'quality',
        id: 'payments',
        value: { id: 'payments', rules: [{ id: 'r', kind: 'schema-equals', settings: {} }] },
      },
    ]);
    const workspace = await open();
    const relation = await workspace.relation('payments');
    expect(relation.schema.map((column) => column.name)).toEqual(['id', 'amount', 'card', 'day']);
    expect((await workspace.build({ targets: ['clean'] })).status).toBe('succeeded');
    expect((await workspace.schemaOf('clean'))?.map((column) => column.name)).toEqual(['id', 'amount']);
  });

  it('says which variable, connection or column is unknown', async () => {
    await files.apply([
      recipe('filter', 'sample', { inputs: ['clean'], outputs: ['big'], settings: { filter: 'amount >= ${leest}' } }),
      dataset('elsewhere', { ...paymentFiles, connection: 'bank' }),
      recipe('sum', 'group', { inputs: ['clean'], outputs: ['totals'], settings: { keys: ['kard'] } }),
    ]);
    const workspace = await open();
    const problems = (await workspace.flow()).flatMap((node) =>
      node.problems.map((problem) => [node.id, problem.code, problem.message]),
    );
    expect(problems).toEqual([
      ['elsewhere', 'DATA_CONNECTION_MISSING', expect.stringContaining('“bank”')],
      ['filter', 'FLOW_VARIABLE_UNKNOWN', expect.stringContaining('did you mean “least”')],
      ['sum', 'RECIPE_COLUMN_UNKNOWN', expect.stringContaining('did you mean “card”')],
    ]);
  });

  it('refuses circles, two writers and unknown targets', async () => {
    await files.apply([
      dataset('loop'),
      recipe('one', 'sync', { inputs: ['loop'], outputs: ['loop'] }),
      recipe('two', 'sync', { inputs: ['clean'], outputs: ['totals'] }),
    ]);
    const workspace = await open();
    const codes = (await workspace.flow()).flatMap((node) =>
      node.problems.map((problem) => `${node.id} ${problem.code}`),
    );
    expect(codes).toEqual(expect.arrayContaining(['one FLOW_CYCLE', 'two FLOW_OUTPUT_TWICE', 'sum FLOW_OUTPUT_TWICE']));
    await expect(workspace.plan({ targets: ['nothing'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(workspace.plan({ targets: ['payments'] })).rejects.toMatchObject({ code: 'FLOW_SOURCE_TARGET' });
  });

  it('keeps the former rows when a rule fails the build', async () => {
    await files.apply([
      {
        family: 'quality',
        id: 'clean',
        value: { id: 'clean', rules: [{ id: 'few', kind: 'row-count', settings: {} }] },
      },
    ]);
    const workspace = await open({
      checkRules: async ({ dataset: id, relation }) => [
        {
          dataset: id,
          rule: 'few',
          kind: 'row-count',
          label: 'At most 3 rows',
          status: (relation.rows ?? 0) > 3 ? 'ERROR' : 'OK',
          observed: relation.rows,
          message: `${relation.rows} rows`,
          computedAt: '2026-01-01T00:00:00Z',
          failedRows: null,
        },
      ],
    });
    expect((await workspace.build({ targets: ['clean'] })).status).toBe('succeeded');
    await writeFile(join(dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    const job = await workspace.build({ targets: ['clean'] });
    expect(job.error).toMatchObject({
      code: 'FLOW_RULES_FAILED',
      message: expect.stringContaining('At most 3 rows: 4 rows'),
    });
    expect(await rowsOf(workspace, 'clean')).toHaveLength(3);
    expect((await readdir(join(dir, '.millrace', 'data', 'clean'))).length).toBe(2);
  });

  it('can be cancelled, leaving nothing half done', async () => {
    await files.apply([
      dataset('pairs'),
      recipe('all-pairs', 'join', {
        inputs: ['numbers', 'numbers'],
        outputs: ['pairs'],
        settings: { joins: [{ kind: 'cross', prefix: 'r_' }] },
      }),
      dataset('numbers', { kind: 'files', connection: 'project', path: 'numbers.csv', format: { kind: 'csv' } }),
    ]);
    await writeFile(
      join(dir, 'files', 'numbers.csv'),
      `n\n${Array.from({ length: 60_000 }, (_, n) => n).join('\n')}\n`,
    );
    const workspace = await open();
    const stop = new AbortController();
    const job = await workspace.build(
      { targets: ['pairs'] },
      { signal: stop.signal, onActivity: ({ progress }) => progress && stop.abort() },
    );
    expect(job).toMatchObject({ status: 'aborted', error: { code: 'ABORTED' } });
    expect(await readdir(join(dir, '.millrace', 'data', 'pairs'))).toEqual([]);
    expect(await states(workspace)).toMatchObject({ pairs: 'ready' });
  });

  it('removes what a killed build left behind', async () => {
    const workspace = await open();
    await workspace.build({ targets: ['clean'] });
    const folder = join(dir, '.millrace', 'data', 'clean');
    const before = await readdir(folder);
    await writeFile(join(folder, 'half.parquet.tmp-999999-0123abcd-1'), 'x');
    await writeFile(join(folder, 'unpublished.parquet'), 'x');
    const again = await open();
    expect(await readdir(folder)).toEqual(before);
    expect(await rowsOf(again, 'clean')).toHaveLength(3);
  });
});

describe('reading', () => {
  it('pages, sorts, filters and samples rows', async () => {
    const workspace = await open();
    const page = await workspace.rows('payments', {
      filter: 'amount > 10',
      sort: [{ column: 'amount', descending: true }],
      limit: 1,
    });
    expect(page).toMatchObject({ columns: [['3'], ['a'], ['30'], ['2026-01-03']], offset: 0, total: 2 });
    await expect(workspace.rows('payments', { sort: [{ column: 'amuont', descending: false }] })).rejects.toMatchObject(
      {
        code: 'DATA_COLUMN_UNKNOWN',
      },
    );
    await expect(workspace.rows('totals')).rejects.toMatchObject({ code: 'DATA_NOT_BUILT' });
  });

  it('tells statistics of every column', async () => {
    const workspace = await open();
    const { columns, sample } = await workspace.stats('payments');
    expect(sample).toBe('first 10,000 rows');
    const amount = columns.find((each) => each.column.name === 'amount');
    expect(amount).toMatchObject({ rows: 3, empty: 0, distinct: 3, min: '10', max: '30', mean: 20, stddev: 10 });
    expect(amount?.quantiles.find((each) => each.p === 0.5)?.value).toBe(20);
    expect(columns[1]?.top).toEqual([
      { value: 'a', count: 2 },
      { value: 'b', count: 1 },
    ]);
  });

  it('previews a recipe before anything is built', async () => {
    const workspace = await open();
    const { recipes } = workspace.project;
    const preview = await workspace.preview({ recipe: recipes.sum! });
    expect(preview.problems).toEqual([]);
    expect(preview.page).toMatchObject({ schema: [{ name: 'card' }, { name: 'total', type: 'bigint' }] });
    expect(preview.page?.columns[0]?.toSorted()).toEqual(['a', 'b']);
    const broken = await workspace.preview({ recipe: { ...recipes.sum!, settings: { keys: ['x'] } } });
    expect(broken).toMatchObject({ page: null, problems: [{ code: 'RECIPE_COLUMN_UNKNOWN' }] });
  });

  it('detects a file and writes rows out again', async () => {
    const workspace = await open();
    const found = await workspace.detect({ connection: 'project', path: 'payments.csv' });
    expect(found).toMatchObject({
      format: { kind: 'csv', delimiter: ',', header: true },
      schema: [{ name: 'id', type: 'bigint' }, {}, {}, { type: 'date' }],
    });
    const out = join(dir, 'out.parquet');
    expect(await workspace.exportRows('payments', { format: 'parquet', file: out })).toEqual({ rows: 3 });
    expect(await workspace.exportRows('payments', { format: 'csv', file: join(dir, 'out.csv') })).toEqual({ rows: 3 });
    await expect(workspace.detect({ connection: 'project', path: '../millrace.json' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('keeps old builds within the budget', async () => {
    const workspace = await open({ keepBytes: 1 });
    for (const least of ['5', '10', '15', '20', '25'])
      await workspace.build({ targets: ['big'], variables: { least } });
    const kept = (await readdir(join(dir, '.millrace', 'data', 'big'))).filter((name) => name.endsWith('.parquet'));
    expect(kept.length).toBeLessThanOrEqual(3);
  });
});
