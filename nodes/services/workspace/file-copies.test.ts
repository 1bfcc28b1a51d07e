import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RowsPage } from '../../contract/schema.ts';
import { makeTestProject, type TestProject } from './test-project.ts';
import type { Workspace } from './workspace.ts';

let project: TestProject;
let workspace: Workspace;
beforeEach(async () => {
  project = await makeTestProject();
  workspace = await project.open();
});
afterEach(() => project.remove());

const rows = 30_000;

/** Large enough to be copied; `line` may break one. */
async function writePayments(line: (id: number) => string | undefined = () => undefined): Promise<void> {
  const lines = Array.from(
    { length: rows },
    (_, id) =>
      line(id) ?? `${id},card ${id % 97},${(id * 7919) % rows},2026-01-${String(1 + (id % 28)).padStart(2, '0')}`,
  );
  await writeFile(join(project.dir, 'files', 'payments.csv'), `id,card,amount,day\n${lines.join('\n')}\n`);
}

const page = (offset: number, limit = 200): Promise<RowsPage> =>
  workspace.rows('payments', { offset, limit, sample: { kind: 'all' } });

const counted = () =>
  vi.waitFor(
    async () => {
      const { total } = await page(0, 1);
      expect(total).not.toBeNull();
      return total;
    },
    { timeout: 20_000, interval: 50 },
  );

test('once a large text file is looked at, its rows are counted behind the reader’s back and stay the same', async () => {
  await writePayments();
  const before = [await page(0), await page(rows - 500)];
  expect(before[0]?.total).toBeNull();
  expect(await counted()).toBe(rows);
  const after = [await page(0), await page(rows - 500)];
  expect(after.map(({ columns, schema }) => ({ columns, schema }))).toEqual(
    before.map(({ columns, schema }) => ({ columns, schema })),
  );
  const sorted = await workspace.rows('payments', {
    ...{ offset: 0, limit: 3, sample: { kind: 'all' } },
    sort: [{ column: 'amount', descending: true }],
  });
  expect(sorted.columns[2]).toEqual([String(rows - 1), String(rows - 2), String(rows - 3)]);
  const { columns } = await workspace.stats('payments', { sample: { kind: 'all' } });
  expect(columns[0]).toMatchObject({ rows, distinct: rows, min: '0', max: String(rows - 1) });
});

test('a changed file is read anew, not its old copy', async () => {
  await writePayments();
  await page(0);
  expect(await counted()).toBe(rows);
  await writePayments((id) => (id === 0 ? '0,changed,1,2026-02-01' : undefined));
  expect((await page(0, 1)).columns[1]).toEqual(['changed']);
  expect(await counted()).toBe(rows);
  expect((await page(0, 1)).columns[1]).toEqual(['changed']);
});

test('of a file with a broken row far below, the rows before it can still be looked at', async () => {
  await project.files.apply([
    {
      family: 'datasets',
      id: 'payments',
      value: {
        ...{ id: 'payments', name: 'payments' },
        source: { kind: 'files', connection: 'project', path: 'payments.csv', format: { kind: 'csv', header: true } },
        schema: [
          { name: 'id', type: 'bigint' },
          { name: 'card', type: 'string' },
          { name: 'amount', type: 'bigint' },
          { name: 'day', type: 'date' },
        ],
      },
    },
  ]);
  await workspace.reload();
  await writePayments((id) => (id === rows - 10 ? `${id},card,many,2026-01-01` : undefined));
  expect((await page(0)).columns[0]).toHaveLength(200);
  await expect(page(rows - 100)).rejects.toMatchObject({ code: 'DATA_ROW_BROKEN', data: { line: rows - 8 } });
  expect((await page(0)).columns[0]).toHaveLength(200);
  const later = await vi.waitFor(
    async () => {
      const found = await page(1000);
      expect(found.problem).toBeDefined();
      return found;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(later).toMatchObject({ total: null, problem: expect.stringContaining(`payments.csv, line ${rows - 8}`) });
});

test('statistics of the first rows are the same before and after the copy, also of many columns', async () => {
  const names = Array.from({ length: 120 }, (_, i) => `c${i}`);
  const lines = Array.from({ length: 3000 }, (_, row) => names.map((_, i) => (row * (i + 1)) % 991).join());
  await writeFile(join(project.dir, 'files', 'payments.csv'), `${names.join()}\n${lines.join('\n')}\n`);
  const before = await workspace.stats('payments', { sample: { kind: 'head', rows: 1000 } });
  expect(before.columns).toHaveLength(120);
  expect(before.columns[4]).toMatchObject({ rows: 1000, min: '0', max: '990' });
  await page(0);
  expect(await counted()).toBe(3000);
  expect(await workspace.stats('payments', { sample: { kind: 'head', rows: 1000 } })).toEqual(before);
});

test('charts of a large text file read its copy as soon as there is one, rules and bundles do not ask for one', async () => {
  await writePayments();
  const plain = await workspace.relation('payments');
  expect(plain.rows).toBeNull();
  await workspace.relation('payments', { looked: true });
  const quick = await vi.waitFor(
    async () => {
      const found = await workspace.relation('payments');
      expect(found.rows).toBe(rows);
      return found;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(quick.key).toBe(plain.key);
  const sums = (sql: string) =>
    workspace.session.query(`SELECT count(*), sum(amount), min(day), max(card) FROM ${sql}`);
  expect((await sums(quick.sql)).columns).toEqual((await sums(plain.sql)).columns);
});
