import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTestProject, payments, reasonOf, recipe, rowsOf, states, type TestProject } from './test-project.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeTestProject();
});
afterEach(() => project.remove());

describe('building', () => {
  it('builds files into datasets, each once, and tells states and rows', async () => {
    const workspace = await project.open();
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
    const first = await project.open();
    await first.build({ targets: [] });
    const second = await project.open();
    expect(await states(second)).toMatchObject({ clean: 'done', totals: 'done', big: 'done' });
  });

  it('makes exactly the dependents of a changed variable stale, says why, and an undo makes them fresh at once', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    const [change] = await project.files.apply([{ family: 'variables', id: '-', value: { least: '30' } }]);
    await workspace.reload();
    expect(await states(workspace)).toMatchObject({ clean: 'done', totals: 'done', big: 'stale' });
    expect(await reasonOf(workspace, 'big')).toBe('The variable “least” changed from “20” to “30”');
    expect(await rowsOf(workspace, 'big')).toHaveLength(2);
    await workspace.build({ targets: ['big'] });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    await project.files.apply([{ family: 'variables', id: '-', value: change!.before }]);
    await workspace.reload();
    expect(await states(workspace)).toMatchObject({ big: 'done' });
    expect(await rowsOf(workspace, 'big')).toHaveLength(2);
  });

  it('sees a changed file and names it down the flow', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    expect(await reasonOf(workspace, 'clean')).toBe('The file payments.csv of “payments” changed');
    expect(await reasonOf(workspace, 'totals')).toBe(
      'The input “clean” is out of date: the file payments.csv of “payments” changed',
    );
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

  it('forgets a failure once the recipe is set up otherwise, also while the rows before it are not known', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    const settings = { keys: ['card'], aggregates: [{ fn: 'sum', column: 'amount' }] };
    const sum = (inputs: string[]) => recipe('sum', 'group', { inputs, outputs: ['totals'], settings });
    await project.files.apply([sum([])]);
    await workspace.reload();
    expect(await workspace.build({ targets: ['totals'] })).toMatchObject({ status: 'failed' });
    expect(await states(workspace)).toMatchObject({ totals: 'failed' });
    await project.files.apply([sum(['clean']), recipe('copy', 'sync', { inputs: [], outputs: ['clean'] })]);
    await workspace.reload();
    expect(await states(workspace)).toMatchObject({ copy: 'not-configured', totals: 'stale' });
    expect(await reasonOf(workspace, 'totals')).not.toContain('needs');
  });

  it('names the changed setting', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    await project.files.apply([
      recipe('sum', 'group', {
        inputs: ['clean'],
        outputs: ['totals'],
        settings: { keys: ['card'], aggregates: [{ fn: 'count' }] },
      }),
    ]);
    await workspace.reload();
    expect(await reasonOf(workspace, 'totals')).toBe('The setting “Aggregations” changed');
  });

  it('with mode only runs just the recipe asked for, on what its inputs hold', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: [] });
    await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
    const job = await workspace.build({ targets: ['totals'], mode: 'only' });
    expect(job.activities.map((activity) => activity.recipe)).toEqual(['sum']);
    expect(await states(workspace)).toMatchObject({ totals: 'stale' });
  });

  it('with mode downstream builds what depends on a dataset', async () => {
    const workspace = await project.open();
    const plan = await workspace.plan({ targets: ['payments'], mode: 'downstream' });
    expect(plan.activities.map(({ recipe }) => recipe)).toEqual(['copy', 'filter', 'sum']);
  });

  it('takes variables of a single run', async () => {
    const workspace = await project.open();
    await workspace.build({ targets: ['big'], variables: { least: '30' } });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    expect(await states(workspace)).toMatchObject({ big: 'stale' });
  });
});
