import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chartData } from '../charts.ts';
import { copyHere, listVariables, removeHere, renameEdits, setHere } from '../variables.ts';
import {
  dataset,
  makeTestProject,
  paymentFiles,
  reasonOf,
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

const signal = new AbortController().signal;

describe('values of a node', () => {
  it('go before the deployment’s and the project’s, make exactly the dependents stale, and are told by where they come from', async () => {
    const workspace = await project.open({ variables: { least: '25' } });
    await workspace.build({ targets: [] });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    await setHere(workspace, 'least', '5');
    expect(await states(workspace)).toMatchObject({ clean: 'done', totals: 'done', big: 'stale', filter: 'stale' });
    expect(await reasonOf(workspace, 'big')).toBe('The variable “least” changed from “25” to “5”');
    await workspace.build({ targets: ['big'] });
    expect(await rowsOf(workspace, 'big')).toHaveLength(3);
    expect(listVariables(workspace).variables).toEqual([
      {
        ...{ name: 'least', value: '5', from: 'node', description: '' },
        ...{ project: '20', deployment: '25', node: '5' },
      },
    ]);
    await removeHere(workspace, 'least');
    expect(await states(workspace)).toMatchObject({ big: 'done' });
  });

  it('give way to those of a run, which the project does not keep', async () => {
    const workspace = await project.open();
    await setHere(workspace, 'least', '5');
    await workspace.build({ targets: ['big'], variables: { least: '30' } });
    expect(await rowsOf(workspace, 'big')).toHaveLength(1);
    expect(await reasonOf(workspace, 'big')).toBe('The variable “least” changed from “30” to “5”');
  });

  it('outlive the process and are in no file of the project', async () => {
    await setHere(await project.open(), 'least', 'only-here');
    const again = await project.open();
    expect(again.variables()).toEqual({ least: 'only-here' });
    const files = readdirSync(project.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.millrace'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(files.join('')).not.toContain('only-here');
    expect(again.project.variables).toEqual({ least: '20' });
  });

  it('do not leave the node: what is packed is made with the other values', async () => {
    const workspace = await project.open();
    await setHere(workspace, 'least', '5');
    const filterOf = async (flow: { plans: typeof workspace.plans }) => JSON.stringify((await flow.plans()).get('big'));
    expect(await filterOf(workspace)).toContain('"value":"5"');
    expect(await filterOf(workspace.portable)).toContain('"value":"20"');
  });

  it('may be of a variable that the project does not have', async () => {
    const workspace = await project.open();
    await setHere(workspace, 'here', 'x');
    expect(listVariables(workspace).variables).toContainEqual(
      expect.objectContaining({ name: 'here', from: 'node', project: null }),
    );
    await removeHere(workspace, 'here');
    await expect(removeHere(workspace, 'here')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a variable in the path of files', () => {
  it('is named as the reason at everything behind it, also by a process that starts later', async () => {
    await project.files.apply([
      dataset('payments', { ...paymentFiles, path: '${file}.csv' }),
      { family: 'variables', id: '-', value: { least: '20', file: 'payments' } },
    ]);
    const first = await project.open();
    await first.build({ targets: [] });
    await first.importFile(join(project.dir, 'payments.csv'), 'others.csv');
    const again = await project.open();
    await setHere(again, 'file', 'others');
    expect(await reasonOf(again, 'clean')).toBe('The variable “file” changed from “payments” to “others”');
    expect(await reasonOf(again, 'totals')).toBe(
      'The input “clean” is out of date: the variable “file” changed from “payments” to “others”',
    );
    await removeHere(again, 'file');
    expect(new Set(Object.values(await states(again)))).toEqual(new Set(['done']));
  });
});

describe('a renamed variable', () => {
  it('keeps all results fresh, its value on this node, and comes back with an undo', async () => {
    const workspace = await project.open();
    await setHere(workspace, 'least', '5');
    await workspace.build({ targets: [] });
    expect(() => renameEdits(workspace, 'leest', 'x')).toThrow('did you mean “least”?');
    const changes = await project.files.apply(renameEdits(workspace, 'least', 'smallest'));
    await copyHere(workspace, 'least', 'smallest');
    await workspace.reload();
    expect(new Set(Object.values(await states(workspace)))).toEqual(new Set(['done']));
    expect(workspace.project.recipes.filter?.settings.filter).toBe('amount >= ${smallest}');
    await project.files.apply(changes.map(({ family, id, before }) => ({ family, id, value: before })));
    await workspace.reload();
    expect(new Set(Object.values(await states(workspace)))).toEqual(new Set(['done']));
    expect(workspace.variables().least).toBe('5');
  });

  it('does not take the name of another', async () => {
    await project.files.apply([{ family: 'variables', id: '-', value: { least: '20', most: '1' } }]);
    const workspace = await project.open();
    expect(() => renameEdits(workspace, 'least', 'most')).toThrow('already');
  });
});

describe('variables', () => {
  it('stand for numbers of a recipe, and a value that is none is told at the setting', async () => {
    await project.files.apply([
      dataset('first'),
      recipe('take', 'sample', {
        inputs: ['clean'],
        outputs: ['first'],
        settings: { sample: { kind: 'head', count: '${count}' } },
      }),
      { family: 'variables', id: '-', value: { least: '20', count: '2' } },
    ]);
    const workspace = await project.open();
    const job = await workspace.build({ targets: ['first'] });
    expect(job.error).toBeNull();
    expect(await rowsOf(workspace, 'first')).toHaveLength(2);
    await setHere(workspace, 'count', 'many');
    const node = (await workspace.flow()).find(({ id }) => id === 'take');
    expect(node?.problems[0]).toMatchObject({ code: 'FLOW_VARIABLE_VALUE', path: 'sample.count' });
  });

  it('that are not known are told at the setting, before a run', async () => {
    await project.files.apply([
      recipe('filter', 'sample', { inputs: ['clean'], outputs: ['big'], settings: { filter: 'amount >= ${laest}' } }),
    ]);
    const node = (await (await project.open()).flow()).find(({ id }) => id === 'filter');
    expect(node).toMatchObject({ state: 'not-configured' });
    expect(node?.problems[0]).toMatchObject({
      code: 'FLOW_VARIABLE_UNKNOWN',
      path: 'filter',
      message: 'The recipe “filter” uses the variable “laest”, which is not defined; did you mean “least”?',
    });
  });

  it('stand in quality rules, those of a run in the rules it checks', async () => {
    const seen: Record<string, string>[] = [];
    await project.files.apply([{ family: 'quality', id: 'big', value: { id: 'big', rules: [] } }]);
    const workspace = await project.open({
      checkRules: async ({ variables }) => {
        seen.push({ ...variables });
        return [];
      },
    });
    await workspace.build({ targets: ['big'], variables: { least: '30' } });
    expect(seen).toEqual([{ least: '30' }]);
  });

  it('stand in paths and filters while these are being chosen, and in charts', async () => {
    await project.files.apply([{ family: 'variables', id: '-', value: { least: '20', file: 'payments' } }]);
    const workspace = await project.open();
    const { files } = await workspace.detect({ connection: 'project', path: '${file}.csv' });
    expect(files.count).toBe(1);
    await expect(workspace.detect({ connection: 'project', path: '${fiel}.csv' })).rejects.toMatchObject({
      code: 'FLOW_VARIABLE_UNKNOWN',
    });
    await workspace.build({ targets: [] });
    expect((await workspace.rows('clean', { filter: 'amount >= ${least}', sample: 'all' })).total).toBe(2);
    const chart = {
      kind: 'kpi' as const,
      dataset: 'clean',
      measures: [{ aggregate: 'count' as const }],
      filter: 'amount >= ${least}',
    };
    const count = async () => Number((await chartData(workspace, { chart, filters: [], signal })).columns[0]?.[0]);
    expect(await count()).toBe(2);
    await setHere(workspace, 'least', '30');
    expect(await count()).toBe(1);
  });
});
