import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSourceFiles, globPattern } from './source-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  await mkdir(join(folder, 'daily', 'old'), { recursive: true });
  for (const name of ['daily/b.csv', 'daily/a.csv', 'daily/.hidden', 'daily/old/c.csv', 'other.txt'])
    await writeFile(join(folder, name), 'x');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function find(path: string): Promise<string[]> {
  const found = await findSourceFiles({ connection: 'c', path, dataset: 'd' }, (id) =>
    id === 'c' ? folder : undefined,
  );
  return found.map((file) => file.name);
}

describe('findSourceFiles', () => {
  it('finds a file, files by pattern in order, and all files of a folder', async () => {
    expect(await find('other.txt')).toEqual(['other.txt']);
    expect(await find('daily/*.csv')).toEqual(['daily/a.csv', 'daily/b.csv']);
    expect(await find('**/*.csv')).toEqual(['daily/a.csv', 'daily/b.csv', 'daily/old/c.csv']);
    expect(await find('daily')).toEqual(['daily/a.csv', 'daily/b.csv', 'daily/old/c.csv']);
    expect(await find('missing*.csv')).toEqual([]);
    expect(await find('nowhere/*.csv')).toEqual([]);
  });

  it('refuses paths that leave the folder, and unknown connections', async () => {
    for (const path of ['../x', '/etc/passwd', '../*', 'daily/../../*.csv'])
      await expect(find(path)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(findSourceFiles({ connection: 'no', path: 'x', dataset: 'd' }, () => undefined)).rejects.toMatchObject(
      {
        code: 'DATA_CONNECTION_MISSING',
      },
    );
  });

  it('takes special characters of patterns literally', () => {
    expect(globPattern('a+(b).csv').test('a+(b).csv')).toBe(true);
    expect(globPattern('a?.csv').test('a/.csv')).toBe(false);
  });
});
