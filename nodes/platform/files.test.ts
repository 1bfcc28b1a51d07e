import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  createAtomicFile,
  createAtomicFolder,
  moveDurably,
  removeLeftovers,
  temporaryName,
  writeFileAtomic,
} from './atomic-write.ts';
import {
  appendBytes,
  copyFile,
  copyFolder,
  exists,
  fileInfo,
  hashFile,
  listFolder,
  makeFolder,
  readJson,
  readText,
  removePath,
  walkFiles,
} from './files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('reading', () => {
  it('tells a missing file from one that cannot be read', async () => {
    await expect(readText(join(folder, 'absent'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(readText(folder)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      data: { reason: 'it is a folder' },
    });
    expect(await listFolder(join(folder, 'absent'))).toEqual([]);
    expect(await fileInfo(join(folder, 'absent'))).toBeUndefined();
    await expect(walkFiles(join(folder, 'absent'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('names the field of a JSON file that is wrong', async () => {
    const file = join(folder, 'a.json');
    await writeFile(file, '{"a":{"b":"x"}}');
    const schema = z.object({ a: z.object({ b: z.number() }) });
    await expect(readJson(file, schema)).rejects.toThrow(/field a\.b: /);
    await writeFile(file, '{');
    await expect(readJson(file)).rejects.toThrow('it is not JSON');
    await writeFile(file, '{"a":{"b":1}}');
    expect((await readJson(file, schema)).a.b).toBe(1);
  });

  it('hashes a file or its first bytes', async () => {
    await writeFile(join(folder, 'a'), 'abc');
    await writeFile(join(folder, 'b'), 'abcdef');
    expect(await hashFile(join(folder, 'a'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await hashFile(join(folder, 'b'), 3)).toBe(await hashFile(join(folder, 'a')));
    await expect(hashFile(join(folder, 'absent'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('walks regular files only, in order', async () => {
    for (const path of ['b/x', 'a', 'b/c/y']) await writeFileAtomic(join(folder, path), '');
    await symlink('/etc', join(folder, 'link'));
    expect(await walkFiles(folder)).toEqual(['a', 'b/c/y', 'b/x']);
  });
});

describe('changing', () => {
  it('copies, appends and removes', async () => {
    await writeFileAtomic(join(folder, 'a/x.txt'), 'one');
    await appendBytes(join(folder, 'a/x.txt'), ', two');
    await writeFileAtomic(join(folder, 'a/.state/y'), '');
    await copyFolder(join(folder, 'a'), join(folder, 'b'), (path) => !path.startsWith('.state'));
    await copyFile(join(folder, 'a/x.txt'), join(folder, 'c/d/x.txt'));
    expect(await walkFiles(join(folder, 'b'))).toEqual(['x.txt']);
    expect(await readText(join(folder, 'c/d/x.txt'))).toBe('one, two');
    await removePath(join(folder, 'a'));
    await removePath(join(folder, 'a'));
    expect(await exists(join(folder, 'a'))).toBe(false);
    await expect(copyFile(join(folder, 'a'), join(folder, 'z'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('says in words why the system refuses', async () => {
    await writeFile(join(folder, 'file'), '');
    const below = makeFolder(join(folder, 'file', 'below'));
    await expect(below).rejects.toMatchObject({
      code: 'NODE_WRITE_FAILED',
      data: { reason: 'a part of the path is a file' },
    });
    await expect(writeFileAtomic(join(folder, 'file', 'x'), '')).rejects.toMatchObject({ code: 'NODE_WRITE_FAILED' });
  });
});

describe('atomic writing', () => {
  it('replaces a file as a whole and leaves nothing beside it', async () => {
    const path = join(folder, 'deep/a.json');
    await writeFileAtomic(path, 'one', { mode: 0o600 });
    await writeFileAtomic(path, 'two', { mode: 0o600 });
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'deep'))).toEqual(['a.json']);
  });

  it('shows a pending file only when committed', async () => {
    const pending = await createAtomicFile(join(folder, 'data.parquet'));
    await writeFile(pending.path, 'PAR1');
    expect(await exists(join(folder, 'data.parquet'))).toBe(false);
    await pending.commit();
    expect(await readText(join(folder, 'data.parquet'))).toBe('PAR1');
    const dropped = await createAtomicFile(join(folder, 'data.parquet'));
    await writeFile(dropped.path, 'half');
    await dropped.discard();
    expect(await readdir(folder)).toEqual(['data.parquet']);
    expect(await readText(join(folder, 'data.parquet'))).toBe('PAR1');
  });

  it('publishes a folder, keeps an equal one, replaces it when told', async () => {
    const target = join(folder, 'models/v1');
    const publish = async (text: string, replace?: boolean) => {
      const pending = await createAtomicFolder(target);
      await writeFileAtomic(join(pending.path, 'sub/model.onnx'), text);
      return pending.commit(replace === undefined ? {} : { replace });
    };
    expect(await publish('one')).toBe('published');
    expect(await publish('two')).toBe('kept');
    expect(await readText(join(target, 'sub/model.onnx'))).toBe('one');
    expect(await publish('three', true)).toBe('published');
    expect(await readText(join(target, 'sub/model.onnx'))).toBe('three');
    expect(await readdir(join(folder, 'models'))).toEqual(['v1']);
  });

  it('moves files and folders to new places', async () => {
    await writeFileAtomic(join(folder, 'from/x'), 'one');
    await moveDurably(join(folder, 'from/x'), join(folder, 'to/y'));
    await moveDurably(join(folder, 'to'), join(folder, 'there/again'));
    expect(await walkFiles(folder)).toEqual(['there/again/y']);
    await expect(moveDurably(join(folder, 'absent'), join(folder, 'z'))).rejects.toMatchObject({
      code: 'NODE_WRITE_FAILED',
    });
  });

  it('clears what dead processes left, and only that', async () => {
    const own = temporaryName(join(folder, 'own'));
    const earlierRun = join(folder, `earlier.tmp-${process.pid}-00000000-1`);
    const dead = join(folder, 'sub/dead.tmp-999999999-0a0b0c0d-7');
    const living = join(folder, `living.tmp-${process.ppid}-0a0b0c0d-7`);
    for (const path of [own, earlierRun, dead, living, join(folder, 'kept.json')]) await writeFileAtomic(path, '');
    expect(await removeLeftovers(folder)).toBe(1);
    expect(await removeLeftovers(folder, { deep: true })).toBe(1);
    expect((await walkFiles(folder)).map((path) => path.split('.')[0])).toEqual(['kept', 'living', 'own']);
  });
});
