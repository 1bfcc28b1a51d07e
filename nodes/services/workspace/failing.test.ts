import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dataset,
  makeTestProject,
  paymentFiles,
  payments,
  recipe,
  rowsOf,
  states,
  type TestProject,
} from './test-project.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeTestProject();
});
afterEach(() => project.remove());

describe('when something is wrong', () => {
  it('names the broken row, keeps the former rows and does not run what depends on it', async () => {
    await project.files.apply([
      dataset('payments', paymentFiles, {
        schema: [
          { name: 'id', type: 'int' },
          { name: 'card', type: 'string' },
          { name: 'amount', type: 'int' },
          { name: 'day', type: 'date' },
        ],
      }),
    ]);
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,much,2026-01-04\n`);
    const log: string[] = [];
    const job = await workspace.build({ targets: ['totals'] }, { onLog: (line) => log.push(line.text) });
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'DATA_ROW_BROKEN', message: 'payments.csv, line 5, column “amount”: not a valid integer: “much”' },
    });
    expect(job.activities.map((activity) => activity.error?.code)).toEqual(['DATA_ROW_BROKEN', 'FLOW_INPUT_FAILED']);
    expect(log.join('\n')).toContain('line 5');
    expect(await states(workspace)).toMatchObject({ clean: 'failed' });
    const recipeNode = (await workspace.flow()).find(({ id }) => id === 'copy');
    expect(recipeNode?.error).toMatchObject({ code: 'DATA_ROW_BROKEN', hint: expect.stringMatching(/\w/) });
    expect(await rowsOf(workspace, 'clean')).toHaveLength(3);
    expect(await states(await project.open())).toMatchObject({ clean: 'failed' });
  });

  it('refuses a new column of the arriving file', async () => {
    await project.files.apply([
      dataset('payments', paymentFiles, {
        schema: [
          { name: 'id', type: 'int' },
          { name: 'amount', type: 'double' },
        ],
      }),
    ]);
    const workspace = await project.open();
    const job = await workspace.build({ targets: ['clean'] });
    expect(job.error).toMatchObject({ code: 'DATA_SCHEMA_NEW_COLUMN', message: expect.stringContaining('card, day') });
  });

  it('passes new columns on to a rule about the schema', async () => {
    await project.files.apply([
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
    const workspace = await project.open();
    const relation = await workspace.relation('payments');
    expect(relation.schema.map((column) => column.name)).toEqual(['id', 'amount', 'card', 'day']);
    expect((await workspace.build({ targets: ['clean'] })).status).toBe('succeeded');
    expect((await workspace.schemaOf('clean'))?.map((column) => column.name)).toEqual(['id', 'amount']);
  });

  it('says which variable, connection or column is unknown', async () => {
    await project.files.apply([
      recipe('filter', 'sample', { inputs: ['clean'], outputs: ['big'], settings: { filter: 'amount >= ${leest}' } }),
      dataset('elsewhere', { ...paymentFiles, connection: 'bank' }),
      recipe('sum', 'group', { inputs: ['clean'], outputs: ['totals'], settings: { keys: ['kard'] } }),
    ]);
    const workspace = await project.open();
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
    await project.files.apply([
      dataset('loop'),
      recipe('one', 'sync', { inputs: ['loop'], outputs: ['loop'] }),
      recipe('two', 'sync', { inputs: ['clean'], outputs: ['totals'] }),
    ]);
    const workspace = await project.open();
    const codes = (await workspace.flow()).flatMap((node) =>
      node.problems.map((problem) => `${node.id} ${problem.code}`),
    );
    expect(codes).toEqual(expect.arrayContaining(['one FLOW_CYCLE', 'two FLOW_OUTPUT_TWICE', 'sum FLOW_OUTPUT_TWICE']));
    await expect(workspace.plan({ targets: ['nothing'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(workspace.plan({ targets: ['payments'] })).rejects.toMatchObject({ code: 'FLOW_SOURCE_TARGET' });
  });

  it('keeps the former rows when a rule fails the build', async () => {
    await project.files.apply([
      {
        family: 'quality',
        id: 'clean',
        value: { id: 'clean', rules: [{ id: 'few', kind: 'row-count', settings: {} }] },
      },
    ]);
    const workspace = await project.open({
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
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    const job = await workspace.build({ targets: ['clean'] });
    expect(job.error).toMatchObject({
      code: 'FLOW_RULES_FAILED',
      message: expect.stringContaining('At most 3 rows: 4 rows'),
    });
    expect(await rowsOf(workspace, 'clean')).toHaveLength(3);
    expect((await readdir(join(project.dir, '.millrace', 'data', 'clean'))).length).toBe(2);
  });

  it('can be cancelled, leaving nothing half done', async () => {
    await project.files.apply([
      dataset('pairs'),
      recipe('all-pairs', 'join', {
        inputs: ['numbers', 'numbers'],
        outputs: ['pairs'],
        settings: { joins: [{ kind: 'cross', prefix: 'r_' }] },
      }),
      dataset('numbers', { kind: 'files', connection: 'project', path: 'numbers.csv', format: { kind: 'csv' } }),
    ]);
    await writeFile(
      join(project.dir, 'files', 'numbers.csv'),
      `n\n${Array.from({ length: 60_000 }, (_, n) => n).join('\n')}\n`,
    );
    const workspace = await project.open();
    const stop = new AbortController();
    const job = await workspace.build(
      { targets: ['pairs'] },
      { signal: stop.signal, onActivity: ({ progress }) => progress && stop.abort() },
    );
    expect(job).toMatchObject({ status: 'aborted', error: { code: 'ABORTED' } });
    expect(await readdir(join(project.dir, '.millrace', 'data', 'pairs'))).toEqual([]);
    expect(await states(workspace)).toMatchObject({ pairs: 'ready' });
  });

  it('removes what a killed build left behind', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: ['clean'] });
    const folder = join(project.dir, '.millrace', 'data', 'clean');
    const before = await readdir(folder);
    await writeFile(join(folder, 'half.parquet.tmp-999999-0123abcd-1'), 'x');
    await writeFile(join(folder, 'unpublished.parquet'), 'x');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder, 'unpublished.parquet'), longAgo, longAgo);
    const again = await project.open();
    expect(await readdir(folder)).toEqual(before);
    expect(await rowsOf(again, 'clean')).toHaveLength(3);
  });
});
