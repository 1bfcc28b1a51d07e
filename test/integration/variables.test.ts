import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import {
  bankFolder,
  build,
  connectBank,
  deployAndWait,
  makeProject,
  pairWith,
  startTestNode,
  type TestNode,
} from './nodes-support.ts';

let design: TestNode;
let automation: TestNode;
const project = 'payments';
const least = { project, variable: 'least' };

beforeAll(async () => {
  [design, automation] = await Promise.all([startTestNode('design'), startTestNode('automation')]);
  const bank = bankFolder();
  await makeProject(design, bank);
  await connectBank(automation, bank);
  await pairWith(design, automation, 'automation');
  await design.call('projects.edit', {
    params: { project },
    json: {
      label: 'Keep large payments',
      edits: [
        { family: 'variables', id: '-', value: { least: '900' } },
        { family: 'datasets', id: 'large', value: { id: 'large', name: 'large', source: { kind: 'managed' } } },
        {
          family: 'recipes',
          id: 'keep',
          value: {
            ...{ id: 'keep', name: 'keep', kind: 'sample', version: 1 },
            ...{ inputs: { input: ['day'] }, outputs: { output: ['large'] } },
            settings: { filter: 'amount >= ${least}' },
          },
        },
      ],
    },
  });
}, 120_000);

afterAll(async () => {
  await Promise.all([design, automation].map((node) => node?.child.stop()));
});

const deploy = async (variables?: Record<string, string>) => {
  const { version } = await design.call('bundles.create', { params: { project }, json: {} });
  const settings = { connections: {}, ...(variables && { variables }) };
  const run = await deployAndWait(design, {
    ...{ kind: 'project-bundle', item: project, version, infrastructure: 'automation', settings },
  });
  expect(run).toMatchObject({ status: 'succeeded', error: null });
};

const inEffect = async (node: TestNode) => {
  const { variables } = await node.call('variables.list', { params: { project } });
  return variables.map(({ name, value, from }) => `${name}=${value} from ${from}`);
};

async function largeRows(node: TestNode): Promise<number> {
  expect((await build(node, ['large'])).error).toBeNull();
  const { total } = await node.call('datasets.rows', {
    params: { project, dataset: 'large' },
    json: { sample: 'all' },
  });
  return total ?? -1;
}

describe('values of variables', () => {
  it('of the Design node stay there: no bundle and no file of the project has them', async () => {
    await design.call('variables.put', { params: least, json: { value: '987654' } });
    expect(await inEffect(design)).toEqual(['least=987654 from node']);
    await deploy();
    expect(await inEffect(automation)).toEqual(['least=900 from project']);
    const folder = join(automation.folder, 'bundles');
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.join('')).not.toContain('987654');
  }, 60_000);

  it('of a deployment go before the project’s, and those of the node before both, also after the next deployment', async () => {
    const all = await largeRows(automation);
    await deploy({ least: '500' });
    expect(await inEffect(automation)).toEqual(['least=500 from deployment']);
    const more = await largeRows(automation);
    expect(more).toBeGreaterThan(all);
    const state = await automation.call('variables.put', { params: least, json: { value: '0' } });
    expect(state).toMatchObject({ value: '0', from: 'node', project: '900', deployment: '500', node: '0' });
    expect(await largeRows(automation)).toBe(300);
    await deploy({ least: '500' });
    expect(await inEffect(automation)).toEqual(['least=0 from node']);
    await automation.call('variables.delete', { params: least });
    expect(await inEffect(automation)).toEqual(['least=500 from deployment']);
  }, 60_000);

  it('are read with the right to read and changed with the right to write', async () => {
    const { key } = await automation.call('keys.create', { json: { name: 'viewer', right: 'read' } });
    const viewer = { url: automation.url, fingerprint: automation.fingerprint, key };
    await callNode(viewer, 'variables.list', { params: { project } });
    const refused = callNode(viewer, 'variables.put', { params: least, json: { value: '1' } });
    await expect(refused).rejects.toMatchObject({ code: 'AUTH_RIGHT_MISSING' });
  });

  it('are refused under names that are none, and taken away only where they are', async () => {
    const params = { project, variable: '1st' };
    await expect(design.call('variables.put', { params, json: { value: '1' } })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    const unknown = { project, variable: 'leest' };
    await expect(design.call('variables.delete', { params: unknown })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('did you mean “least”?'),
    });
  });

  it('keep their place through a rename, which is one step of the history', async () => {
    const { uses } = await design.call('variables.list', { params: { project } });
    expect(uses).toEqual([expect.objectContaining({ variable: 'least', how: 'reads', family: 'recipes', id: 'keep' })]);
    const state = await design.call('variables.rename', { params: least, json: { to: 'smallest' } });
    expect(state.undo).toBe('Rename the variable least to smallest');
    const { project: renamed } = await design.call('projects.get', { params: { project } });
    expect(renamed.variables).toEqual({ smallest: '900' });
    expect(renamed.recipes.keep?.settings.filter).toBe('amount >= ${smallest}');
    expect(await inEffect(design)).toContain('smallest=987654 from node');
    const taken = { project, variable: 'smallest' };
    await expect(design.call('variables.rename', { params: taken, json: { to: 'smallest' } })).rejects.toMatchObject({
      code: 'VARIABLE_EXISTS',
    });
    await design.call('projects.undo', { params: { project }, json: {} });
    const { project: undone } = await design.call('projects.get', { params: { project } });
    expect(undone.recipes.keep?.settings.filter).toBe('amount >= ${least}');
    expect(undone.variables).toEqual({ least: '900' });
  });
});
