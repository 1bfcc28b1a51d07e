import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globPattern } from './glob.ts';
import { findSourceFiles } from './source-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  await mkdir(join(folder, 'daily', 'old'), { recursive: true });
  for (const name of [
    'daily/b.csv',
    'daily/a.csv',
    'daily/.hidden',
    'daily/_SUCCESS',
    'daily/.a.csv.crc',
    'daily/old/c.csv',
    'other.txt',
  ])
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
    expect(await find('daily/*')).toEqual(['daily/a.csv', 'daily/b.csv']);
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

  it('says that the folder of a connection is not there', async () => {
    const gone = join(folder, 'unplugged');
    for (const path of ['x.csv', '*.csv', '.'])
      await expect(
        findSourceFiles({ connection: 'bank', path, dataset: 'Payments' }, () => gone),
      ).rejects.toMatchObject({
        code: 'DATA_CONNECTION_FOLDER',
        message: `The connection “bank”, which the dataset “Payments” reads, cannot be reached: there is no folder ${gone}`,
      });
  });

  it('takes special characters of patterns literally', () => {
    expect(globPattern('a+(b).csv').test('a+(b).csv')).toBe(true);
    expect(globPattern('a?.csv').test('a/.csv')).toBe(false);
  });
});

describe('links in a connection folder', () => {
  it('may point to what is in it, and are refused when they leave it', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret.csv'), 'x');
    await symlink(join(outside, 'secret.csv'), join(folder, 'leaving.csv'));
    await symlink(outside, join(folder, 'leaving'));
    await symlink(join(folder, 'other.txt'), join(folder, 'staying.txt'));
    try {
      expect(await find('staying.txt')).toEqual(['staying.txt']);
      for (const path of ['leaving.csv', 'leaving/secret.csv', 'leaving', 'leaving/*.csv'])
        await expect(find(path)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    } finally {
      await rm(outside, { recursive: true, force: true });
      for (const name of ['leaving.csv', 'leaving', 'staying.txt']) await rm(join(folder, name));
    }
  });
});

describe('a pattern', () => {
  it.each([
    ['**', 'a/b', true],
    ['**/x', 'x', true],
    ['**/x', 'a/b/x', true],
    ['**/x', 'ax', false],
    ['a/**/b/*.csv', 'a/b/1.csv', true],
    ['a/**/b/*.csv', 'a/c/d/b/1.csv', true],
    ['a/**/b/*.csv', 'a/c/1.csv', false],
    ['*', 'a/b', false],
    ['?.csv', '/.csv', false],
    ['a.(b)+[c]', 'a.(b)+[c]', true],
    ['', '', true],
  ])('%s on %s is %s', (glob, path, expected) => {
    expect(globPattern(glob).test(path)).toBe(expected);
  });
  it('that would take a backtracking matcher for ever is answered', () => {
    expect(globPattern(`${'*a'.repeat(200)}*b`).test('a'.repeat(4000))).toBe(false);
    expect(globPattern(`${'**/'.repeat(60)}b`).test('a/'.repeat(500))).toBe(false);
  });
});
