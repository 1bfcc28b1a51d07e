import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoldenTest } from '../../contract/project/index.ts';
import { createEventHub } from '../event-hub.ts';
import { makeTestProject, recipe, rowsOf, type TestProject } from '../workspace/test-project.ts';
import type { Workspace } from '../workspace/types.ts';
import { createGoldenTests } from './golden-tests.ts';

const tests = createGoldenTests(createEventHub());
const never = new AbortController().signal;
let project: TestProject;
let workspace: Workspace;
let golden: GoldenTest;

const save = async (test: GoldenTest) => {
  await project.files.apply([{ family: 'tests', id: test.id, value: test }]);
  await workspace.reload();
};
const groupBy = (aggregate: object) =>
  recipe('sum', 'group', {
    inputs: ['clean'],
    outputs: ['totals'],
    settings: { keys: ['card'], aggregates: [aggregate] },
  });
const sum = { fn: 'sum', column: 'amount', name: 'total' };

beforeAll(async () => {
  project = await makeTestProject();
  workspace = await project.open();
  await workspace.build({ targets: [] });
  golden = await tests.capture(
    workspace,
    { name: 'Totals', inputs: { clean: { rows: 10 } }, outputs: ['totals'] },
    never,
  );
  await save(golden);
});
afterAll(() => project.remove());

test('a test is made of current rows and what the part makes of them', () => {
  expect(golden.inputs.clean?.rows).toHaveLength(3);
  expect(golden.outputs.totals?.rows.toSorted()).toEqual([
    ['a', '40'],
    ['b', '20'],
  ]);
});

test('it is kept as text with a row a line, and read again as it was', async () => {
  const text = await readFile(join(project.dir, 'tests', 'totals.json'), 'utf8');
  expect(text).toContain('\n        ["1","a","10","2026-01-01"],\n');
  expect(text.split('\n').filter((line) => line.trim().startsWith('["a"'))).toHaveLength(1);
  expect((await project.files.load()).tests.totals).toEqual(golden);
});

test('it holds until the recipe changes, tells the difference then, and holds again', async () => {
  expect(await tests.run(workspace)).toMatchObject([{ status: 'passed', message: 'totals: 2 rows as expected' }]);
  expect((await tests.list(workspace))[0]?.result).toMatchObject({
    ...{ inputs: [{ dataset: 'clean', rows: 3 }], recipes: ['sum'], tolerance: 1e-9 },
    outputs: [{ ok: true, ignored: [], ordered: false, first: expect.arrayContaining([['a', '40']]) }],
  });
  expect(await tests.list(workspace)).toMatchObject([
    { stale: false, covers: ['sum', 'clean', 'totals'], problem: null },
  ]);

  await project.files.apply([groupBy({ fn: 'max', column: 'amount', name: 'total' })]);
  await workspace.reload();
  expect(await tests.list(workspace)).toMatchObject([{ stale: true }]);
  const [result] = await tests.run(workspace);
  expect(result).toMatchObject({ status: 'failed', message: 'totals: 1 row changed' });
  expect(result?.outputs[0]?.changed).toMatchObject([{ cells: [{ column: 'total', expected: '40', actual: '30' }] }]);

  await project.files.apply([groupBy(sum)]);
  await workspace.reload();
  expect(await tests.run(workspace)).toMatchObject([{ status: 'passed' }]);
});

test('nothing of the real data is touched', async () => {
  const before = await rowsOf(workspace, 'totals');
  const other: GoldenTest = { ...golden, inputs: { clean: { ...golden.inputs.clean!, rows: [] } } };
  await save(other);
  expect(await tests.run(workspace)).toMatchObject([{ status: 'failed', message: 'totals: 2 rows missing' }]);
  expect(await rowsOf(workspace, 'totals')).toEqual(before);
  expect((await workspace.flow()).every(({ state }) => state === 'done')).toBe(true);
  await save(golden);
});

test('new rows are taken as expected when asked to', async () => {
  const rows = [...golden.inputs.clean!.rows, [4, 'c', 5, '2026-01-04']];
  const more = await tests.expect(
    workspace,
    { ...golden, inputs: { clean: { ...golden.inputs.clean!, rows } } },
    never,
  );
  expect(more.outputs.totals?.rows).toContainEqual(['c', '5']);
});

test('variables are pinned with the rows', async () => {
  const request = { name: 'Large ones', inputs: { clean: { rows: 10, filter: 'amount > 15' } }, outputs: ['big'] };
  const large = await tests.capture(workspace, request, never);
  expect(large.variables).toEqual({ least: '20' });
  expect(large.inputs.clean?.rows).toHaveLength(2);
});

test('values of this node are not pinned: the test goes where the project goes', async () => {
  await workspace.setHere('least', '1');
  const request = { name: 'Not here', inputs: { clean: { rows: 10 } }, outputs: ['big'] };
  const captured = await tests.capture(workspace, request, never);
  await workspace.setHere('least', null);
  expect(captured.variables).toEqual({ least: '20' });
});

describe('what cannot run says why', () => {
  const run = async (change: Partial<GoldenTest>) => {
    await save({ ...golden, ...change });
    const [result] = await tests.run(workspace);
    await save(golden);
    return result;
  };

  test.each<[string, Partial<GoldenTest>, string, string]>([
    ['an unknown dataset', { inputs: { cleam: golden_() } }, 'GOLDEN_DATASET_UNKNOWN', 'did you mean “clean”'],
    ['an input that is not pinned', { inputs: {} }, 'GOLDEN_INPUT_MISSING', '“payments”'],
    ['nothing expected', { outputs: {} }, 'GOLDEN_EXPECTS_NOTHING', 'expects nothing'],
    ['a pinned output', { outputs: { clean: expected_() } }, 'GOLDEN_NOT_MADE', '“clean”'],
    [
      'a missing column',
      { inputs: { clean: { schema: [{ name: 'card', type: 'string' }], rows: [] } } },
      'GOLDEN_RECIPE',
      'amount',
    ],
    [
      'a value of another type',
      { inputs: { clean: golden_([['a', 'ten']]) } },
      'GOLDEN_VALUE',
      'row 1 of “clean” has “"ten"” in the column “amount”',
    ],
    ['a short row', { inputs: { clean: golden_([['a']]) } }, 'GOLDEN_ROW_LENGTH', '1 values for 2 columns'],
  ])('%s', async (_, change, code, words) => {
    const result = await run(change);
    expect(result).toMatchObject({ status: 'broken', error: { code } });
    expect(result?.message).toContain(words);
  });

  test('an unknown test', async () => {
    await expect(tests.run(workspace, { tests: ['totls'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

function golden_(rows: unknown[][] = []) {
  return {
    schema: [
      { name: 'card', type: 'string' as const },
      { name: 'amount', type: 'bigint' as const },
    ],
    rows,
  };
}

function expected_() {
  return { ...golden_(), ordered: false, keys: [], ignore: [] };
}
