import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../base/app-error.ts';
import { makeSigningKey } from '../../platform/keys.ts';
import { openArchive } from './open.ts';
import { type ArchiveContent, type PackEntry, packArchive } from './pack.ts';
import { softwareParts } from './sbom.ts';

const key = makeSigningKey();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function content(entries: PackEntry[], more: Partial<ArchiveContent> = {}): ArchiveContent {
  return {
    kind: 'project-bundle',
    id: 'fraud',
    name: 'Fraud',
    version: '3',
    author: 'ann',
    notes: 'Windows added',
    entries,
    requires: { millrace: '0.1.0', connections: [{ id: 'cards', kind: 'postgresql', datasets: ['cardholders'] }] },
    goldenTests: ['tests/golden.json'],
    sign: key,
    ...more,
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isAppError(error) ? error.code : `no AppError: ${String(error)}`;
}

describe('packArchive and openArchive', () => {
  it('give back bytes, files and streams as they were', async () => {
    const big = Buffer.alloc(3_000_000, 'transactions,');
    await writeFile(join(folder, 'data.csv'), big);
    const file = join(folder, 'out.millrace');
    const packed = await packArchive(
      content([
        { path: 'z/data.csv', file: join(folder, 'data.csv') },
        { path: 'data/rows.parquet', stream: () => Readable.from([Buffer.from('PAR1'), Buffer.from('PAR1')]) },
        { path: 'tests/golden.json', bytes: '{}' },
        { path: 'empty.json', bytes: '' },
      ]),
      file,
    );
    expect(packed.manifest.contents.map((entry) => entry.path)).toEqual([
      'data/rows.parquet',
      'empty.json',
      'tests/golden.json',
      'z/data.csv',
    ]);
    expect(packed.bytes).toBeLessThan(big.length / 10);
    const archive = await openArchive(file, { trustedKeys: [key.publicKey] });
    expect(archive).toMatchObject({ trusted: true, signer: key.publicKey, sha256: packed.sha256, bytes: packed.bytes });
    expect(archive.manifest).toEqual(packed.manifest);
    expect(Buffer.from(await archive.readEntry('data/rows.parquet')).toString()).toBe('PAR1PAR1');
    await archive.extractTo(join(folder, 'unpacked'));
    archive.close();
    expect((await readFile(join(folder, 'unpacked/z/data.csv'))).equals(big)).toBe(true);
    expect(await readdir(join(folder, 'unpacked'))).toEqual(['data', 'empty.json', 'tests', 'z']);
  });

  it('give the same bytes for the same content, in whatever order it comes', async () => {
    const entries = [
      { path: 'b.json', bytes: '2' },
      { path: 'a.json', bytes: '1' },
    ];
    const one = await packArchive(content(entries), join(folder, 'one'));
    const two = await packArchive(content(entries.toReversed()), join(folder, 'two'));
    expect(two.sha256).toBe(one.sha256);
    expect((await readFile(join(folder, 'one'))).equals(await readFile(join(folder, 'two')))).toBe(true);
  });

  it('give another version the same content id', async () => {
    const entries = [{ path: 'a.json', bytes: '1' }];
    const one = await packArchive(content(entries), join(folder, 'one'));
    const two = await packArchive(content(entries, { version: '4' }), join(folder, 'two'));
    expect(two.manifest.contentId).toBe(one.manifest.contentId);
    expect(two.sha256).not.toBe(one.sha256);
  });

  it('tell the signer without trusting it when asked for any', async () => {
    await packArchive(content([]), join(folder, 'one'));
    const archive = await openArchive(join(folder, 'one'), { trustedKeys: 'any' });
    archive.close();
    expect(archive).toMatchObject({ trusted: false, signer: key.publicKey });
    expect(await codeOf(openArchive(join(folder, 'one'), { trustedKeys: [] }))).toBe('BUNDLE_UNKNOWN_SIGNER');
  });

  it('leave no file when packing fails', async () => {
    const out = join(folder, 'out');
    const missing = packArchive(content([{ path: 'a', file: join(folder, 'absent') }]), out);
    expect(await codeOf(missing)).toBe('FILE_MISSING');
    const climbing = packArchive(content([{ path: '../a', bytes: '' }]), out);
    expect(await codeOf(climbing)).toBe('BUNDLE_PATH');
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error('the disk broke'));
        },
      });
    const failing = packArchive(content([{ path: 'a', stream: broken }]), out);
    await expect(failing).rejects.toThrow('the disk broke');
    const noVersion = packArchive(content([], { version: '../1' }), out);
    expect(await codeOf(noVersion)).toBe('BUNDLE_MANIFEST');
    expect(await readdir(folder)).toEqual([]);
  });

  it('stop when aborted', async () => {
    const stopper = new AbortController();
    const endless = () =>
      new Readable({
        read() {
          this.push(Buffer.alloc(65_536));
          stopper.abort();
        },
      });
    const entries = [{ path: 'a.gz', stream: endless }];
    expect(await codeOf(packArchive(content(entries, { signal: stopper.signal }), join(folder, 'out')))).toBe(
      'ABORTED',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('keep an unpacked folder unless told to replace it', async () => {
    await packArchive(content([{ path: 'a.json', bytes: 'new' }]), join(folder, 'one'));
    const archive = await openArchive(join(folder, 'one'), { trustedKeys: 'any' });
    const target = join(folder, 'target');
    await archive.extractTo(target);
    await writeFile(join(target, 'a.json'), 'old');
    await archive.extractTo(target);
    expect(await readFile(join(target, 'a.json'), 'utf8')).toBe('old');
    await archive.extractTo(target, { replace: true });
    expect(await readFile(join(target, 'a.json'), 'utf8')).toBe('new');
    archive.close();
    expect((await readdir(folder)).sort()).toEqual(['one', 'target']);
  });
});

describe('softwareParts', () => {
  it('names Millrace and its libraries', async () => {
    const names = (await softwareParts()).map((part) => part.name);
    expect(names).toEqual(expect.arrayContaining(['millrace', 'yazl', 'zod']));
  });
});
