import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edit, Project } from '../../contract/project/index.ts';
import { makeTestProject, type TestProject } from './test-project.ts';
import type { Workspace } from './workspace.ts';

let project: TestProject;
let workspace: Workspace;
beforeEach(async () => {
  project = await makeTestProject();
  workspace = await project.open();
});
afterEach(() => project.remove());

async function change(make: (now: Project) => Edit[]): Promise<void> {
  await project.files.apply(make(await project.files.load()));
  await workspace.reload();
}

/** `copy` writes only some columns; `clean`, `big` and `totals` come after it. */
const keepColumns = (columns: string[]) => (now: Project) => [
  { family: 'recipes' as const, id: 'copy', value: { ...now.recipes.copy!, settings: { columns } } },
];

const changeOf = async (id: string) => (await workspace.flow()).find((node) => node.id === id)?.schemaChange;

test('before a run it is told how the columns will differ from the last build, down the flow', async () => {
  expect(await changeOf('clean')).toBeUndefined();
  await workspace.build({ targets: [] });
  expect(await changeOf('clean')).toBeUndefined();
  await change(keepColumns(['id', 'card', 'amount']));
  const gone = { since: 'built', added: [], removed: [{ name: 'day', type: 'date' }], retyped: [] };
  expect(await changeOf('clean')).toMatchObject(gone);
  expect(await changeOf('big')).toMatchObject(gone);
  expect(await changeOf('totals')).toBeUndefined();
  await workspace.build({ targets: [] });
  expect(await changeOf('clean')).toBeUndefined();
});

test('accepted columns are the measure until others are accepted, also after a run', async () => {
  const schema = (await workspace.schemaOf('clean')) ?? [];
  const accept = (columns: typeof schema) => (now: Project) => [
    { family: 'datasets' as const, id: 'clean', value: { ...now.datasets.clean!, schema: columns } },
  ];
  await change(accept(schema));
  expect(await changeOf('clean')).toBeUndefined();
  await change(keepColumns(['id', 'card']));
  await workspace.build({ targets: ['clean'] });
  expect(await changeOf('clean')).toMatchObject({ since: 'accepted', removed: [{ name: 'amount' }, { name: 'day' }] });
  await change(accept(schema.filter(({ name }) => name === 'id' || name === 'card')));
  expect(await changeOf('clean')).toBeUndefined();
});
