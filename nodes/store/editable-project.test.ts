import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../platform/clock.ts';
import { type EditableProject, openEditableProject } from './editable-project.ts';
import { createProject } from './project-files.ts';

let folder: string;
let project: EditableProject;
let outside: string[][];
const clock = createManualClock(Date.UTC(2025, 0, 1));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-history-'));
  await createProject(folder, { id: 'fraud', name: 'Fraud' });
  outside = [];
  project = await openEditableProject(folder, clock, (names) => outside.push(names));
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true, force: true });
});

const setVariable = (value: string, more: { group?: string; revision?: number } = {}) =>
  project.edit({
    label: `Set day to ${value}`,
    edits: [{ family: 'variables', id: '-', value: { day: value } }],
    ...more,
  });
const day = async () => (await project.load()).variables.day;

describe('an editable project', () => {
  it('takes edits back and brings them again', async () => {
    await setVariable('1');
    expect(await setVariable('2')).toEqual({ revision: 2, undo: 'Set day to 2', redo: null });
    expect(await project.undo()).toEqual({ revision: 3, undo: 'Set day to 1', redo: 'Set day to 2' });
    expect(await day()).toBe('1');
    await project.undo();
    expect(await day()).toBeUndefined();
    expect(await project.undo()).toMatchObject({ undo: null, redo: 'Set day to 1' });
    await project.redo();
    await project.redo();
    expect(await day()).toBe('2');
    expect(await project.redo()).toMatchObject({ undo: 'Set day to 2', redo: null });
  });

  it('keeps its history through a restart', async () => {
    await setVariable('1');
    await setVariable('2');
    await project.undo();
    await project.close();
    project = await openEditableProject(folder, clock);
    expect(project.state()).toEqual({ revision: 3, undo: 'Set day to 1', redo: 'Set day to 2' });
    await project.redo();
    expect(await day()).toBe('2');
  });

  it('ends with the changes that were asked for before, and takes no others', async () => {
    const asked = [setVariable('1'), setVariable('2')];
    const closing = project.close();
    const late = setVariable('3');
    await expect(late).rejects.toMatchObject({ code: 'PROJECT_CLOSED' });
    await closing;
    expect(await Promise.all(asked)).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    project = await openEditableProject(folder, clock);
    expect(project.state()).toEqual({ revision: 2, undo: 'Set day to 2', redo: null });
    expect(await day()).toBe('2');
  });

  it('takes back several files as one', async () => {
    const dataset = (id: string) => ({ id, name: id, source: { kind: 'managed' } });
    await project.edit({
      label: 'Add two',
      edits: ['a', 'b'].map((id) => ({ family: 'datasets' as const, id, value: dataset(id) })),
    });
    await project.undo();
    expect((await project.load()).datasets).toEqual({});
    await project.redo();
    expect(Object.keys((await project.load()).datasets)).toEqual(['a', 'b']);
  });

  it('forgets what was undone when something new is done', async () => {
    await setVariable('1');
    await project.undo();
    expect(await setVariable('2')).toMatchObject({ undo: 'Set day to 2', redo: null });
    await project.undo();
    expect(await day()).toBeUndefined();
  });

  it('takes a burst of one group back in one step', async () => {
    await setVariable('1', { group: 'drag' });
    await setVariable('2', { group: 'drag' });
    clock.advance(60_000);
    await setVariable('3', { group: 'drag' });
    await project.undo();
    expect(await day()).toBe('2');
    await project.undo();
    expect(await day()).toBeUndefined();
  });

  it('refuses an edit made on an older revision', async () => {
    await setVariable('1', { revision: 0 });
    await expect(setVariable('2', { revision: 0 })).rejects.toMatchObject({ code: 'PROJECT_REVISION' });
    expect(await day()).toBe('1');
  });

  it('refuses to undo or redo what the caller has not seen', async () => {
    await setVariable('1');
    await setVariable('2');
    await expect(project.undo(1)).rejects.toMatchObject({ code: 'PROJECT_REVISION' });
    await project.undo(2);
    await expect(project.redo(2)).rejects.toMatchObject({ code: 'PROJECT_REVISION' });
    await project.redo(3);
    expect(await day()).toBe('2');
  });

  it('runs edits that arrive together one after another', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => setVariable(String(i))));
    expect(await day()).toBe('19');
    expect(project.state().revision).toBe(20);
    for (let i = 0; i < 20; i++) await project.undo();
    expect(await day()).toBeUndefined();
  });

  it('leaves files edited by hand alone when it takes back something else', async () => {
    await setVariable('1');
    await writeFile(join(folder, 'layout.json'), '{"nodes":{"a":{"x":1,"y":2}}}');
    await project.undo();
    expect(await readFile(join(folder, 'layout.json'), 'utf8')).toContain('"x":1');
  });

  it('takes up what other programs did to its files as a change with their names, and undo takes it back', async () => {
    const { revision } = await setVariable('1');
    expect(await project.look()).toMatchObject({ revision });
    await writeFile(join(folder, 'variables.json'), '{ "day": "by hand" }');
    await writeFile(join(folder, 'layout.json'), '{"nodes":{"a":{"x":1,"y":2}}}');
    const found = await project.look();
    expect(found).toMatchObject({ revision: revision + 1, undo: 'Files changed outside: variables, layout' });
    expect(outside).toEqual([['variables', 'layout']]);
    expect(await project.look()).toEqual(found);
    await project.undo(found.revision);
    expect((await project.load()).variables).toEqual({ day: '1' });
    await project.redo();
    expect((await project.load()).variables).toEqual({ day: 'by hand' });
  });

  it('refuses an edit by who has not seen what was changed outside, and loses neither', async () => {
    const { revision } = await setVariable('1');
    await writeFile(join(folder, 'variables.json'), '{ "day": "by hand" }');
    const edits = [{ family: 'variables', id: '-', value: { day: 'mine' } }] as const;
    await expect(project.edit({ label: 'Set', edits, revision })).rejects.toMatchObject({ code: 'PROJECT_REVISION' });
    expect((await project.load()).variables).toEqual({ day: 'by hand' });
    await project.edit({ label: 'Set', edits, revision: revision + 1 });
    expect((await project.load()).variables).toEqual({ day: 'mine' });
    await project.undo();
    expect((await project.load()).variables).toEqual({ day: 'by hand' });
  });

  it('takes no notice of files that were only written otherwise', async () => {
    const state = await setVariable('1');
    await writeFile(join(folder, 'variables.json'), '{"day":"1"}');
    expect(await project.look()).toEqual(state);
    expect(outside).toEqual([]);
  });
});
