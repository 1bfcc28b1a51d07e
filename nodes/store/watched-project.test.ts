import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { createProject, openProjectFiles, type ProjectFiles } from './project-files.ts';

let folder: string;
let files: ProjectFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-watched-'));
  const made = await createProject(folder, { id: 'p', name: 'P' });
  await made.apply([dataset('a', 'A'), dataset('b', 'B')]);
  files = await openProjectFiles(folder, { watch: true });
});
afterEach(async () => {
  files.close();
  await rm(folder, { recursive: true, force: true });
});

const dataset = (id: string, name: string) =>
  ({ family: 'datasets', id, value: { id, name, source: { kind: 'managed' } } }) as const;
const textOf = (id: string, name: string) => JSON.stringify(dataset(id, name).value);
const fileOf = (id: string) => join(folder, 'datasets', `${id}.json`);
const freshly = async () => (await openProjectFiles(folder, { readOnly: true })).load();

test('a project nothing happens to is not put together anew', async () => {
  const first = await files.load();
  expect(await files.load()).toBe(first);
});

test('after a change of one file, all other objects and families are the same instances', async () => {
  const before = await files.load();
  await writeFile(fileOf('a'), textOf('a', 'New'));
  const after = await files.load();
  expect(after.datasets.a).toMatchObject({ name: 'New' });
  expect(after.datasets.b).toBe(before.datasets.b);
  expect(after.recipes).toBe(before.recipes);
});

test('whatever is done to the files, the next look is as good as a first one', async () => {
  const random = createRandom(7);
  const ids = ['a', 'b', 'c', 'd'];
  await files.load();
  for (let round = 0; round < 150; round += 1) {
    const id = ids[Math.floor(random() * ids.length)]!;
    const work = Math.floor(random() * 7);
    if (work < 3) await writeFile(fileOf(id), textOf(id, `N${round}`)).catch(() => {});
    else if (work === 3) {
      await writeFile(join(folder, 'x.tmp'), textOf(id, `R${round}`));
      await rename(join(folder, 'x.tmp'), fileOf(id)).catch(() => {});
    } else if (work === 4) await rm(fileOf(id), { force: true });
    else if (work === 5) await writeFile(join(folder, 'variables.json'), JSON.stringify({ n: String(round) }));
    else {
      await rm(join(folder, 'datasets'), { recursive: true, force: true });
      await (await openProjectFiles(folder)).apply([dataset(id, `D${round}`)]);
    }
    expect(await files.load()).toEqual(await freshly());
  }
});

test('a file that cannot be read is told of at every look, and the project is there again once it is mended', async () => {
  await files.load();
  await writeFile(fileOf('a'), '{');
  for (let look = 0; look < 2; look += 1) await expect(files.load()).rejects.toMatchObject({ code: 'PROJECT_FILE' });
  await writeFile(fileOf('a'), textOf('a', 'Mended'));
  expect((await files.load()).datasets.a).toMatchObject({ name: 'Mended' });
});

test('a project that was moved away is missing', async () => {
  await files.load();
  await rename(folder, `${folder}-gone`);
  await expect(files.load()).rejects.toMatchObject({ code: 'PROJECT_MISSING' });
  await rename(`${folder}-gone`, folder);
  expect((await files.load()).info.id).toBe('p');
});
