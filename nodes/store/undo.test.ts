import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Edit, type Family, familyNames, type Project } from '../contract/project/index.ts';
import { createManualClock } from '../platform/clock.ts';
import { type EditableProject, openEditableProject } from './editable-project.ts';
import { createProject } from './project-files.ts';

type Values<F extends Family> = readonly [made: Project[F][string], changed: Project[F][string]];

const named = { id: 'x', name: 'X', tags: ['b', 'a'] };
const table = { schema: [{ name: 'a', type: 'int' as const }], rows: [[1], [2]] };
const expectation = { ...table, ordered: false, keys: [], ignore: [] };

/** An object of each family as it is made, and as it is changed. */
const objects: { [F in Family]: Values<F> } = {
  datasets: [
    { ...named, source: { kind: 'managed' } },
    { ...named, notes: 'Daily', source: { kind: 'files', connection: 'c', path: '*.csv', format: { kind: 'csv' } } },
  ],
  recipes: [
    { ...named, kind: 'sort', version: 1, inputs: { input: ['a'] }, outputs: { output: ['b'] }, settings: {} },
    {
      ...named,
      kind: 'sort',
      version: 1,
      inputs: {},
      outputs: {},
      settings: { z: 1, a: [{ c: 1, b: 2 }] },
      bypassed: true,
    },
  ],
  models: [named, { ...named, name: 'Y' }],
  quality: [
    { id: 'x', autoRun: true, failBuild: true, rules: [] },
    {
      ...{ id: 'x', autoRun: true, failBuild: false },
      rules: [{ id: 'r', kind: 'row-count', enabled: true, settings: { min: 1 } }],
    },
  ],
  scenarios: [
    { ...named, active: false, triggers: [], steps: [], reporters: [] },
    {
      ...{ ...named, active: true, triggers: [], reporters: [] },
      steps: [{ id: 's', kind: 'wait', settings: { seconds: 1 }, runIf: 'always', retries: 1, ignoreFailure: false }],
    },
  ],
  dashboards: [
    { ...named, pages: [] },
    {
      ...named,
      pages: [
        {
          ...{ id: 'p', title: 'P' },
          tiles: [{ id: 't', title: '', x: 0, y: 0, w: 4, h: 2, content: { kind: 'text', markdown: '# Hi' } }],
        },
      ],
    },
  ],
  statistics: [
    { id: 'x', sample: { kind: 'all' }, level: 0.05, cards: [] },
    {
      ...{ id: 'x', sample: { kind: 'stratified', column: 'a', rows: 100, seed: 2 }, filter: 'a > 1', level: 0.01 },
      cards: [{ id: 'c', kind: 'describe', settings: { columns: ['b', 'a'] } }],
    },
  ],
  meanings: [
    { ...named, kind: 'values', values: ['b', 'a'], caseSensitive: false },
    { ...named, kind: 'pattern', pattern: '[a-z]+', caseSensitive: true },
  ],
  services: [
    { ...named, endpoints: [] },
    { ...named, endpoints: [{ id: 'e', kind: 'predict', recipe: 'r', raw: 'd', testQueries: [{ b: 1, a: 2 }] }] },
  ],
  tests: [
    { ...named, enabled: true, tolerance: 1e-9, variables: {}, inputs: { a: table }, outputs: { b: expectation } },
    { ...named, enabled: false, tolerance: 0, variables: { day: '1' }, inputs: {}, outputs: { b: expectation } },
  ],
};

const info = { format: 1, id: 'p', name: 'P', description: '' };
const note = { id: 'n', text: 'Look', colour: 'amber', x: 1, y: 2, width: 100, height: 100 };
const zone = { id: 'z', name: 'Z', colour: 'blue', nodes: ['x'] };
/** Values of the single files, each an edit of the one before: a project begins with its `info` alone. */
const singles = {
  info: [
    { ...info, name: 'Renamed' },
    { ...info, description: 'What it is', variables: { day: 'Which' } },
  ],
  variables: [{ day: '1' }, { week: '2', day: '1' }, {}],
  layout: [
    { nodes: { x: { x: 1, y: 2 } } },
    { nodes: { x: { x: 1.5, y: 2, byHand: true } }, zones: { z: zone } },
    { nodes: {}, zones: { z: { ...zone, collapsed: true } }, notes: { n: note } },
  ],
};

let folder: string;
let project: EditableProject;
const clock = createManualClock(Date.UTC(2025, 0, 1));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-undo-'));
  await createProject(folder, { id: 'p', name: 'P' });
  project = await openEditableProject(folder, clock);
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every file of the project with its bytes, without what belongs to the node. */
async function files(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes('.millrace')) found[path] = await readFile(path, 'base64');
  }
  return found;
}

async function reopen(): Promise<void> {
  await project.close();
  project = await openEditableProject(folder, clock);
}

/** Makes the edits one after another, takes all back and brings all again, over restarts; each time the files must be as they were. */
async function holds(steps: readonly (readonly Edit[])[], group?: string): Promise<void> {
  const seen = [await files()];
  for (const edits of steps) {
    await project.edit({ label: 'Edit', edits, ...(group !== undefined && { group }) });
    seen.push(await files());
  }
  const stops = group === undefined ? seen : [seen[0]!, seen.at(-1)!];
  for (let round = 0; round < 2; round++) {
    await reopen();
    for (const before of stops.slice(0, -1).reverse()) {
      await project.undo();
      expect(await files()).toEqual(before);
    }
    expect(project.state().undo).toBeNull();
    await reopen();
    for (const after of stops.slice(1)) {
      await project.redo();
      expect(await files()).toEqual(after);
    }
    expect(project.state().redo).toBeNull();
  }
}

const stepsOf = (family: Edit['family'], id: string, values: readonly unknown[]) =>
  values.map((value) => [{ family, id, value }]);
const everything = familyNames.flatMap((family) => objects[family].map((value) => ({ family, id: 'x', value })));

describe('undo and redo restore the files of a project byte for byte', () => {
  it.each(familyNames)('when one of its %s is made, changed, deleted and made again', async (family) => {
    const [made, changed] = objects[family];
    await holds(stepsOf(family, 'x', [made, changed, null, changed]));
  });

  it.each(Object.entries(singles))('when its %s change', async (family, values) => {
    await holds(stepsOf(family as Edit['family'], '-', values));
  });

  it('when one edit changes many files, some of them twice', async () => {
    await holds([
      [...everything, { family: 'variables', id: '-', value: { day: '1' } }],
      familyNames.map((family) => ({ family, id: 'x', value: null })),
    ]);
  });

  it('when a burst of edits is one step', async () => {
    await holds(
      [...everything.map((edit) => [edit]), [{ family: 'layout', id: '-', value: singles.layout[0] }]],
      'drag',
    );
  });

  it('when they were written by hand, with fields that are not known here', async () => {
    await project.edit({ label: 'Add', edits: [{ family: 'models', id: 'x', value: named }] });
    await reopen();
    await writeFile(join(folder, 'models', 'x.json'), '{ "name":"By hand","id":"x", "later": [1]}');
    await writeFile(join(folder, 'variables.json'), '{"day":\n"1"}');
    const byHand = await files();
    const edits: Edit[] = [
      { family: 'models', id: 'x', value: { ...named, name: 'Changed' } },
      { family: 'variables', id: '-', value: { day: '2' } },
    ];
    await project.edit({ label: 'Change', edits, group: 'g' });
    await project.edit({ label: 'Change', edits: [{ family: 'models', id: 'x', value: null }], group: 'g' });
    await reopen();
    await project.undo();
    expect(await files()).toEqual(byHand);
    expect((await project.load()).variables).toEqual({ day: '1' });
  });
});
