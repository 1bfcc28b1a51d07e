import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { receiveUpload } from './upload.ts';

const limit = 1000;

it('receives a body with its size and hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'upload-'));
  const upload = await receiveUpload(Readable.from([Buffer.from('a'), Buffer.from('bc')]), { folder, limit });
  expect(upload).toMatchObject({
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  await rm(folder, { recursive: true });
});

it('tells of a file that cannot be written, also while it waits for the caller', async () => {
  const root = mkdtempSync(join(tmpdir(), 'upload-'));
  // So deep that the folder can be made and no file in it.
  let folder = root;
  while (4090 - folder.length > 2) folder = join(folder, 'd'.repeat(Math.min(200, 4090 - folder.length - 1)));
  async function* slow() {
    await after(50);
    yield Buffer.from('a');
    yield Buffer.from('b');
  }
  const received = receiveUpload(Readable.from(slow()), { folder, limit });
  await expect(received).rejects.toMatchObject({ code: 'NODE_WRITE_FAILED' });
  await rm(root, { recursive: true });
});
