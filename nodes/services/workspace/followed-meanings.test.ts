import { afterAll, beforeAll, expect, test } from 'vitest';
import { OwnMeaning } from '../../contract/project/index.ts';
import { goldenKey, goldenPart } from '../../engine/flow/golden/part.ts';
import { dataset, makeTestProject, recipe, rowsOf, type TestProject } from './test-project.ts';
import type { Workspace } from './types.ts';

let project: TestProject;
let workspace: Workspace;

const define = (values: string[], name = 'Cards') => OwnMeaning.parse({ id: 'cards', name, kind: 'values', values });
const set = async (value: OwnMeaning | null) => {
  await project.files.apply([{ family: 'meanings', id: 'cards', value }]);
  await workspace.reload();
};
const step = (id: string, kind: string, settings: object) => ({
  id,
  kind,
  settings: { ...settings, meaning: 'own:cards' },
});
const known = async () => (await workspace.flow()).find(({ id }) => id === 'known');

beforeAll(async () => {
  project = await makeTestProject();
  const steps = [
    { id: 'copy', kind: 'copy-column', settings: { column: 'card', name: 'valid' } },
    step('clear', 'clear-invalid', { columns: ['valid'] }),
    step('filter', 'filter-meaning', { columns: ['card'], action: 'keep' }),
  ];
  await project.files.apply([
    dataset('known'),
    recipe('check', 'prepare', { inputs: ['clean'], outputs: ['known'], settings: { steps } }),
    { family: 'meanings', id: 'cards', value: define(['A']) },
  ]);
  workspace = await project.open();
  await workspace.build({ targets: ['known'] });
});
afterAll(() => project.remove());

test('steps follow a meaning: its change makes the rows stale, says why, and counts in the next build', async () => {
  expect(await known()).toMatchObject({ state: 'done' });
  expect(await rowsOf(workspace, 'known')).toEqual([['2', 'b', null, '20', '2026-01-02']]);
  await set(define(['B', 'c']));
  expect(await known()).toMatchObject({
    state: 'stale',
    reason: 'The meaning “Cards” changed',
  });
  await workspace.build({ targets: ['known'] });
  expect((await rowsOf(workspace, 'known')).map(([id, , valid]) => [id, valid])).toEqual([
    ['1', null],
    ['3', null],
  ]);
});

test('another name changes nothing, and the former values make the former rows fresh at once', async () => {
  await set(define(['B', 'c'], 'Payment cards'));
  expect(await known()).toMatchObject({ state: 'done' });
  await set(define(['A']));
  expect(await known()).toMatchObject({ state: 'done' });
});

test('a meaning that is gone is named at the step', async () => {
  await set(null);
  const flow = await workspace.flow();
  expect(flow.find(({ id }) => id === 'check')?.problems).toMatchObject([
    { code: 'PREPARE_SETTINGS', message: expect.stringContaining('this project has no meaning “cards”') },
  ]);
  await set(define(['A']));
});

test('a golden test is to be run again when a meaning changes that its part follows', async () => {
  const input = { schema: [{ name: 'card', type: 'string' as const }], rows: [] };
  const output = { ...input, ordered: false, keys: [], ignore: [] };
  const golden = {
    ...{ id: 't', name: 'T', enabled: true, tolerance: 0, variables: {} },
    ...{ inputs: { clean: input }, outputs: { known: output } },
  };
  const key = () => goldenKey(golden, goldenPart(golden, workspace.project), {});
  const before = key();
  await set(define(['A', 'B']));
  expect(key()).not.toBe(before);
  await set(define(['A'], 'Named anew'));
  expect(key()).toBe(before);
});
