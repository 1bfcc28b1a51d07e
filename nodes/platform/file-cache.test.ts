import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileCache } from './file-cache.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (text: string) => (path: string) => writeFile(path, text);
const longAgo = (path: string) => utimes(path, new Date(0), new Date(0));

test('a file is made once, also for those who ask at the same time and after the cache was opened again', async () => {
  let made = 0;
  const make = async (path: string) => {
    made += 1;
    await writeFile(path, 'rows');
  };
  const cache = new FileCache({ folder, budget: 1000 });
  const [one, two] = await Promise.all([cache.get('k', make), cache.get('k', make)]);
  expect(one).toBe(two);
  expect(await readFile(one, 'utf8')).toBe('rows');
  expect(await new FileCache({ folder, budget: 1000 }).get('k', make)).toBe(one);
  expect(made).toBe(1);
});

test('a making that fails leaves nothing, and is tried again by the next', async () => {
  const cache = new FileCache({ folder, budget: 1000 });
  const failing = cache.get('k', async (path) => {
    await writeFile(path, 'half');
    throw new Error('the disk is gone');
  });
  await expect(failing).rejects.toThrow('the disk is gone');
  expect(await cache.find('k')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
  expect(await readFile(await cache.get('k', write('whole')), 'utf8')).toBe('whole');
});

test('the making ends when all who wait have given up, not before', async () => {
  const cache = new FileCache({ folder, budget: 1000 });
  const [started, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const make = (_: string, signal: AbortSignal) =>
    new Promise<void>((_, reject) => {
      started.resolve();
      signal.addEventListener('abort', () => {
        heard.resolve();
        reject(signal.reason);
      });
    });
  const [a, b] = [new AbortController(), new AbortController()];
  const waiting = [a, b].map(({ signal }) => cache.get('k', make, { signal }));
  const settled = Promise.allSettled(waiting);
  await started.promise;
  a.abort();
  await expect(waiting[0]).rejects.toMatchObject({ code: 'ABORTED' });
  b.abort();
  await heard.promise;
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('beyond the budget the files used longest ago go, those in use stay', async () => {
  const cache = new FileCache({ folder, budget: 10 });
  const old = await cache.get('old', write('12345678'));
  const older = await cache.get('older', write('12345678'));
  expect(await readdir(folder)).toHaveLength(2);
  await longAgo(old);
  await longAgo(older);
  await cache.find('old');
  await cache.get('new', write('1'));
  expect(await cache.find('older')).toBeUndefined();
  expect(await cache.find('old')).toBe(old);
});

test('without a folder of its own it takes a temporary one, which goes at the end', async () => {
  const cache = new FileCache({ budget: 1000 });
  expect(await cache.find('k')).toBeUndefined();
  const path = await cache.get('k', write('rows'));
  await cache.close();
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(cache.get('k', write('rows'))).rejects.toMatchObject({ code: 'ABORTED' });
});
