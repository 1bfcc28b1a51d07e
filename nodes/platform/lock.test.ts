import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readyLine, startReadyChild } from './child.ts';
import { lockFolder } from './lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const module = new URL('./lock.ts', import.meta.url).href;
const holder = `
  const { lockFolder } = await import(process.argv[1]);
  await lockFolder(process.argv[2], 'The folder');
  console.log('{"event":"ready"}');
  process.stdin.resume();`;

describe('lockFolder', () => {
  it('lets one in at a time', async () => {
    const lock = await lockFolder(folder, 'The project');
    await expect(lockFolder(folder, 'The project')).rejects.toMatchObject({
      code: 'LOCKED',
      data: { pid: process.pid },
    });
    await lock.release();
    await (await lockFolder(folder, 'The project')).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives the folder to exactly one of many who ask at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder, 'x')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('holds against another process and takes over when that is killed', async () => {
    const child = await startReadyChild({
      name: 'holder',
      args: ['--input-type=module', '-e', holder, module, folder],
      ready: readyLine,
    });
    await expect(lockFolder(folder, 'The folder')).rejects.toMatchObject({ code: 'LOCKED', data: { pid: child.pid } });
    await child.kill();
    await (await lockFolder(folder, 'The folder')).release();
  });

  it('is taken over by exactly one of several processes', async () => {
    for (let round = 0; round < 3; round++) {
      await writeFile(join(folder, '.lock'), JSON.stringify({ pid: 999_999_999, id: 'dead' }));
      const children = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          startReadyChild({
            name: 'holder',
            args: ['--input-type=module', '-e', holder, module, folder],
            ready: readyLine,
          }),
        ),
      );
      const holders = children.flatMap((child) => (child.status === 'fulfilled' ? [child.value] : []));
      expect(holders).toHaveLength(1);
      await Promise.all(holders.map((child) => child.kill()));
    }
  });

  it('is not fooled by a new process with the pid of the dead holder', async () => {
    await writeFile(join(folder, '.lock'), JSON.stringify({ pid: process.ppid, started: '1', id: 'x' }));
    await (await lockFolder(folder, 'The folder')).release();
  });

  it('releases only its own lock', async () => {
    const lock = await lockFolder(folder, 'x');
    await writeFile(join(folder, '.lock'), JSON.stringify({ pid: process.ppid, id: 'other' }));
    await lock.release();
    expect(await readdir(folder)).toEqual(['.lock']);
  });
});
