import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Marks the place of the fuses inside Electron's binary (`@electron/fuses`). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_COUNT = 10;

/** Enough of an Electron distribution for electron-builder: a "binary" with fuses and the files it moves about. */
export async function writeStubElectron(folder: string, version: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSE_COUNT]),
    Buffer.alloc(FUSE_COUNT, '0'),
  ]);
  const binary = join(folder, 'electron');
  await writeFile(binary, Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuses]));
  await chmod(binary, 0o755);
  await writeFile(join(folder, 'version'), version);
  await writeFile(join(folder, 'LICENSE'), 'MIT');
  await writeFile(join(folder, 'LICENSES.chromium.html'), '<!doctype html>');
  await writeFile(join(folder, 'locales', 'en-US.pak'), '');
}
