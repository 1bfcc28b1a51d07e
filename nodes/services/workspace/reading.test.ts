import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTestProject, type TestProject } from './test-project.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeTestProject();
});
afterEach(() => project.remove());

describe('reading', () => {
  it('pages, sorts, filters and samples rows', async () => {
    const workspace = await project.open();
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
    const workspace = await project.open();
    const { columns, sample } = await workspace.stats('payments');
    expect(sample).toBe('all rows');
    const amount = columns.find((each) => each.column.name === 'amount');
    expect(amount).toMatchObject({ rows: 3, empty: 0, distinct: 3, min: '10', max: '30', mean: 20, stddev: 10 });
    expect(amount?.quantiles.find((each) => each.p === 0.5)?.value).toBe(20);
    expect(columns[1]?.top).toEqual([
      { value: 'a', count: 2 },
      { value: 'b', count: 1 },
    ]);
  });

  it('tells statistics of the rows that pass a filter, of all rows or of a sample', async () => {
    const workspace = await project.open();
    const options = { column: 'amount', filter: "card = 'a'" };
    const all = await workspace.stats('payments', { ...options, sample: 'all' });
    expect(all.columns).toMatchObject([{ rows: 2, distinct: 2 }]);
    const first = await workspace.stats('payments', { ...options, sample: { kind: 'head', rows: 1 } });
    expect(first.sample).toBe('first 1 row');
    expect(first.columns[0]?.rows).toBe(
      (await workspace.rows('payments', { filter: options.filter, sample: { kind: 'head', rows: 1 } })).total,
    );
    const none = await workspace.stats('payments', { ...options, filter: 'amount > 1000' });
    expect(none.columns).toMatchObject([{ rows: 0, empty: 0, mean: null, top: [], histogram: [] }]);
    await expect(workspace.stats('payments', { filter: 'amuont > 1' })).rejects.toMatchObject({
      code: 'FORMULA_COLUMN_UNKNOWN',
    });
  });

  it('previews a recipe before anything is built', async () => {
    const workspace = await project.open();
    const { recipes } = workspace.project;
    const preview = await workspace.preview({ recipe: recipes.sum! });
    expect(preview.problems).toEqual([]);
    expect(preview.page).toMatchObject({ schema: [{ name: 'card' }, { name: 'total', type: 'bigint' }] });
    expect(preview.page?.columns[0]?.toSorted()).toEqual(['a', 'b']);
    const broken = await workspace.preview({ recipe: { ...recipes.sum!, settings: { keys: ['x'] } } });
    expect(broken).toMatchObject({ page: null, problems: [{ code: 'RECIPE_COLUMN_UNKNOWN' }] });
  });

  it('detects a file and writes rows out again', async () => {
    const workspace = await project.open();
    const found = await workspace.detect({ connection: 'project', path: 'payments.csv' });
    expect(found).toMatchObject({
      format: { kind: 'csv', delimiter: ',', header: true },
      schema: [{ name: 'id', type: 'bigint' }, {}, {}, { type: 'date' }],
    });
    const out = join(project.dir, 'out.parquet');
    expect(await workspace.exportRows('payments', { format: 'parquet', file: out })).toEqual({ rows: 3 });
    expect(await workspace.exportRows('payments', { format: 'csv', file: join(project.dir, 'out.csv') })).toEqual({
      rows: 3,
    });
    await expect(workspace.detect({ connection: 'project', path: '../millrace.json' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('keeps old builds within the budget', async () => {
    const workspace = await project.open({ keepBytes: 1 });
    for (const least of ['5', '10', '15', '20', '25'])
      await workspace.build({ targets: ['big'], variables: { least } });
    const kept = (await readdir(join(project.dir, '.millrace', 'data', 'big'))).filter((name) =>
      name.endsWith('.parquet'),
    );
    expect(kept.length).toBeLessThanOrEqual(3);
  });
});
