import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../platform/child.ts';
import { listFolder } from '../platform/files.ts';
import { openEditableProject } from './editable-project.ts';
import { createProject, openProjectFiles } from './project-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-kill-'));
  await createProject(folder, { id: 'fraud', name: 'Fraud' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Edits three files together, again and again, and says so after each edit. */
const editor = `
  const { openEditableProject } = await import(process.argv[1]);
  const project = await openEditableProject(process.argv[2]);
  for (let n = project.state().revision + 1; ; n++) {
    const value = { id: 'a', name: 'n' + n, source: { kind: 'managed' } };
    await project.edit({ label: 'edit ' + n, edits: [
      { family: 'variables', id: '-', value: { n: String(n) } },
      { family: 'datasets', id: 'a', value },
      { family: 'datasets', id: 'b', value: n % 2 ? null : { ...value, id: 'b' } },
    ] });
    console.log(n);
  }`;

/** Lets the editor make \`edits\` more edits and kills it in the midst of the next. Returns the last it acknowledged. */
async function editAndKill(edits: number): Promise<number> {
  let acknowledged = 0;
  let count = 0;
  let child: Child | undefined;
  child = startChild({
    name: 'editor',
    args: ['--input-type=module', '-e', editor, new URL('./editable-project.ts', import.meta.url).href, folder],
    onLine(line, from) {
      if (from === 'error') throw new Error(line);
      acknowledged = Number(line);
      count += 1;
      if (count >= edits) void child?.kill();
    },
  });
  await child.ended;
  return acknowledged;
}

describe('a process killed while it edits', () => {
  it('leaves a whole project with every acknowledged edit', async () => {
    for (let round = 1; round <= 8; round++) {
      const acknowledged = await editAndKill(round);
      const project = await (await openProjectFiles(folder)).load();
      const n = Number(project.variables.n);
      expect(n).toBeGreaterThanOrEqual(acknowledged);
      expect(project.datasets.a?.name).toBe(`n${n}`);
      expect(project.datasets.b?.name).toBe(n % 2 ? undefined : `n${n}`);
      expect((await listFolder(folder)).filter((name) => name.includes('.tmp-'))).toEqual([]);
    }
  });

  it('leaves a history that can be undone', async () => {
    const acknowledged = await editAndKill(5);
    const project = await openEditableProject(folder);
    expect(project.state().revision).toBeGreaterThanOrEqual(acknowledged);
    await project.undo();
    const before = await project.load();
    expect(before.datasets.a?.name).toBe(`n${before.variables.n}`);
    await project.close();
  });
});
