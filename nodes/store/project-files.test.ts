import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../base/app-error.ts';
import { createProject, openProjectFiles } from './project-files.ts';
import { migrateProject } from './project-migrations.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-project-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cards = { id: 'cards', name: 'Cards', source: { kind: 'managed' } };
const join1 = {
  settings: { zeta: 1, alpha: { b: 2, a: 1 } },
  outputs: { out: ['joined'] },
  inputs: { in: ['cards'] },
  kind: 'join',
  name: 'Join',
  id: 'join',
};

async function errorOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`no AppError: ${String(error)}`);
  return { code: error.code, message: error.message };
}

describe('project files', () => {
  it('make an empty project and refuse to make it twice', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    expect(await files.load()).toMatchObject({
      info: { format: 1, id: 'fraud', name: 'Fraud', description: '' },
      variables: {},
      layout: { nodes: {} },
      datasets: {},
      services: {},
    });
    expect((await errorOf(createProject(folder, { id: 'fraud', name: 'Fraud' }))).code).toBe('PROJECT_EXISTS');
  });

  it('write one small file an object, in an order that does not depend on who wrote it', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    await files.apply([
      { family: 'recipes', id: 'join', value: join1 },
      { family: 'variables', id: '-', value: { to: '2', from: '1' } },
    ]);
    const text = await readFile(join(folder, 'recipes/join.json'), 'utf8');
    expect(Object.keys(JSON.parse(text))).toEqual(['id', 'name', 'kind', 'version', 'inputs', 'outputs', 'settings']);
    expect(text).toContain('"alpha": {\n      "a": 1,\n      "b": 2\n    },\n    "zeta": 1');
    expect(text.endsWith('}\n')).toBe(true);
    expect(await readFile(join(folder, 'variables.json'), 'utf8')).toBe('{\n  "from": "1",\n  "to": "2"\n}\n');
  });

  it('tell what each edit did, so that it can be taken back', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    const [made] = await files.apply([{ family: 'datasets', id: 'cards', value: cards }]);
    expect(made).toEqual({ family: 'datasets', id: 'cards', before: null, after: cards });
    const [gone] = await files.apply([{ family: 'datasets', id: 'cards', value: null }]);
    expect(gone).toEqual({ family: 'datasets', id: 'cards', before: cards, after: null });
    expect(await readdir(join(folder, 'datasets'))).toEqual([]);
  });

  it('apply all edits or none', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    const bad = { ...cards, id: 'bad', source: { kind: 'unheard-of' } };
    const error = await errorOf(
      files.apply([
        { family: 'datasets', id: 'cards', value: cards },
        { family: 'datasets', id: 'bad', value: bad },
      ]),
    );
    expect(error.code).toBe('PROJECT_EDIT');
    expect(error.message).toContain('“bad” is not valid: source.kind');
    expect((await files.load()).datasets).toEqual({});
  });

  it.each([
    ['recipes', '../../evil', { ...join1, id: '../../evil' }],
    ['recipes', 'join', { ...join1, id: 'other' }],
    ['info', 'other', { format: 1, id: 'x', name: 'x' }],
    ['info', '-', null],
  ] as const)('refuse the edit of %s “%s” that does not fit its place', async (family, id, value) => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    expect((await errorOf(files.apply([{ family, id, value }]))).code).toBe('PROJECT_EDIT');
  });

  it('see what other programs wrote, and keep what did not change', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    await files.apply([
      { family: 'datasets', id: 'cards', value: cards },
      { family: 'recipes', id: 'join', value: join1 },
    ]);
    const first = await files.load();
    await writeFile(join(folder, 'datasets/cards.json'), JSON.stringify({ ...cards, name: 'All cards' }));
    await rm(join(folder, 'recipes/join.json'));
    const second = await files.load();
    expect(second.datasets.cards?.name).toBe('All cards');
    expect(second.recipes).toEqual({});
    const third = await files.load();
    expect(third.datasets.cards).toBe(second.datasets.cards);
    expect(third.info).toBe(first.info);
  });

  it('name the file and the field that is wrong', async () => {
    const files = await createProject(folder, { id: 'fraud', name: 'Fraud' });
    await mkdir(join(folder, 'recipes'));
    const file = join(folder, 'recipes/join.json');
    await writeFile(file, JSON.stringify({ ...join1, kind: 5 }));
    expect((await errorOf(files.load())).message).toMatch(/recipes\/join\.json is not valid: kind: /);
    await writeFile(file, JSON.stringify({ ...join1, id: 'other' }));
    expect((await errorOf(files.load())).message).toContain('it says “other” but the file is named “join”');
    await writeFile(file, '{ "id": ');
    expect((await errorOf(files.load())).message).toContain('recipes/join.json is not valid: it is not JSON');
    await rm(file);
    await writeFile(join(folder, 'recipes/My Recipe.json'), '{}');
    expect((await errorOf(files.load())).code).toBe('PROJECT_FILE');
  });

  it('refuse a folder without a project and one of a later format', async () => {
    expect((await errorOf(openProjectFiles(folder))).code).toBe('PROJECT_MISSING');
    expect((await errorOf(openProjectFiles(join(folder, 'absent')))).code).toBe('PROJECT_MISSING');
    await writeFile(join(folder, 'millrace.json'), JSON.stringify({ format: 99, id: 'x', name: 'x' }));
    expect((await errorOf(openProjectFiles(folder))).code).toBe('PROJECT_TOO_NEW');
  });

  it('finish at opening what a killed process began', async () => {
    await createProject(folder, { id: 'fraud', name: 'Fraud' });
    const changes = [
      { path: 'datasets/cards.json', text: JSON.stringify(cards) },
      { path: 'recipes/join.json', text: JSON.stringify(join1) },
      { path: 'variables.json', text: null },
    ];
    await writeFile(join(folder, 'variables.json'), '{"old":"1"}');
    await mkdir(join(folder, '.millrace'), { recursive: true });
    await writeFile(join(folder, '.millrace/edit-journal.json'), JSON.stringify({ version: 1, changes }));
    await mkdir(join(folder, 'datasets'));
    await writeFile(join(folder, 'datasets/cards.json.tmp-999999999-0a0b0c0d-1'), '{"ha');
    const project = await (await openProjectFiles(folder)).load();
    expect(Object.keys(project.datasets)).toEqual(['cards']);
    expect(Object.keys(project.recipes)).toEqual(['join']);
    expect(project.variables).toEqual({});
    expect(await readdir(join(folder, '.millrace'))).toEqual([]);
    expect(await readdir(join(folder, 'datasets'))).toEqual(['cards.json']);
  });

  it('never write into a read-only project', async () => {
    await createProject(folder, { id: 'fraud', name: 'Fraud' });
    const files = await openProjectFiles(folder, { readOnly: true });
    const edit = files.apply([{ family: 'datasets', id: 'cards', value: cards }]);
    expect((await errorOf(edit)).code).toBe('PROJECT_READ_ONLY');
  });
});

describe('migrateProject', () => {
  const toTwo = {
    to: 2,
    migrate(files: Map<string, unknown>) {
      for (const [path, value] of files)
        if (path.startsWith('datasets/')) files.set(path, { ...(value as object), migrated: true });
    },
  };

  it('runs the missing migrations in order and sets the format', () => {
    const files = new Map<string, unknown>([
      ['millrace.json', { format: 1, id: 'x' }],
      ['datasets/a.json', { id: 'a' }],
    ]);
    expect(migrateProject(files, 'x', [toTwo])).toBe(true);
    expect(files.get('millrace.json')).toEqual({ format: 2, id: 'x' });
    expect(files.get('datasets/a.json')).toEqual({ id: 'a', migrated: true });
    expect(migrateProject(files, 'x', [toTwo])).toBe(false);
  });
});
