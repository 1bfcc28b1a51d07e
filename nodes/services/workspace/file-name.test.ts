import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileNameOf, freeFileName } from './file-name.ts';

describe('the name of an uploaded file', () => {
  it('is the last part of the path, without leading dots', () => {
    expect(fileNameOf('../../etc/passwd')).toBe('passwd');
    expect(fileNameOf('C:\\Users\\me\\day.csv')).toBe('day.csv');
    expect(fileNameOf('..hidden.csv')).toBe('hidden.csv');
    expect(fileNameOf('..')).toBe('file');
    expect(fileNameOf('Übersicht 2025.csv')).toBe('Übersicht 2025.csv');
  });
  it('is refused when a system could not keep it', () => {
    for (const name of ['a\0b.csv', 'a\nb', 'a:b', 'a*b', `${'x'.repeat(300)}.csv`, 'day.csv.tmp-12-0123abcd-1'])
      expect(() => fileNameOf(name)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
  it('gets a number when a file of the folder has it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'names-'));
    await writeFile(join(folder, 'orders.csv.gz'), '');
    await writeFile(join(folder, 'orders 2.csv.gz'), '');
    expect(await freeFileName(folder, 'orders.csv.gz')).toBe('orders 3.csv.gz');
    expect(await freeFileName(folder, 'other.csv')).toBe('other.csv');
    expect(await freeFileName(join(folder, 'none'), 'a')).toBe('a');
    await rm(folder, { recursive: true });
  });
});
