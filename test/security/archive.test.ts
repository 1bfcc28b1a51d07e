import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../nodes/contract/errors/index.ts';
import type { ArchiveLimits } from '../../nodes/engine/bundles/limits.ts';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { packArchive } from '../../nodes/engine/bundles/pack.ts';
import { makeSigningKey } from '../../nodes/platform/keys.ts';
import { type HandEntry, manifestByHand, sealedByHand, zipByHand } from './archive-by-hand.ts';

const key = makeSigningKey();
const plain = { path: 'millrace.json', data: '{"name":"Fraud"}' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusal(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<string> {
  const file = join(folder, 'attack.millrace');
  await writeFile(file, bytes);
  try {
    const archive = await openArchive(file, { trustedKeys: [key.publicKey], limits });
    try {
      await archive.extractTo(join(folder, 'out'));
    } finally {
      archive.close();
    }
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  await rm(join(folder, 'out'), { recursive: true });
  return 'accepted';
}

const entry = (file: { path: string; data: string }, more: Partial<HandEntry> = {}): HandEntry => ({
  name: file.path,
  data: file.data,
  ...more,
});

/** An archive whose manifest lists all its files truly, signed and sealed by a trusted key. */
function honest(files: readonly { path: string; data: string }[], more: Partial<HandEntry> = {}): Buffer {
  return sealedByHand([...files.map((file) => entry(file, more)), ...manifestByHand(files, key)], key);
}

describe('an archive made by hand', () => {
  it('is accepted when nothing is wrong with it', async () => {
    expect(await refusal(honest([plain, { path: 'recipes/join.json', data: '{}' }]))).toBe('accepted');
  });

  const paths: [string, string][] = [
    ['../outside.txt', 'a step up'],
    ['a/../../outside.txt', 'a step up inside'],
    ['/etc/passwd', 'an absolute path'],
    ['C:/windows/win.ini', 'a drive'],
    ['a\\..\\b', 'backslashes'],
    ['./a', 'a dot'],
    ['a//b', 'an empty part'],
    ['a\u0000b', 'a zero byte'],
    ['a/nul.txt', 'a device name'],
    ['a./b', 'a part ending with a dot'],
    ['e\u0301.json', 'a decomposed letter'],
    ['a:b', 'a stream name'],
  ];
  it.each(paths)('with the path %j is refused (%s)', async (path) => {
    expect(await refusal(honest([plain, { path, data: 'x' }]))).toBe('BUNDLE_PATH');
  });

  it('with a name that is not UTF-8 is refused', async () => {
    const odd = { name: Uint8Array.of(0x61, 0xff), data: 'x' };
    expect(await refusal(sealedByHand([odd, ...manifestByHand([plain], key)], key))).toBe('BUNDLE_PATH');
  });

  const kinds: [string, Partial<HandEntry>][] = [
    ['a link', { mode: 0o120777 }],
    ['a folder', { mode: 0o040755 }],
    ['a device', { mode: 0o060644 }],
    ['an encrypted file', { flags: 1, deflate: true }],
  ];
  it.each(kinds)('with %s is refused', async (_, more) => {
    const bytes = sealedByHand([entry(plain, more), ...manifestByHand([plain], key)], key);
    expect(await refusal(bytes)).toBe('BUNDLE_NOT_A_FILE');
  });

  it('with the same path twice is refused', async () => {
    const bytes = sealedByHand([entry(plain), entry(plain), ...manifestByHand([plain], key)], key);
    expect(await refusal(bytes)).toBe('BUNDLE_DUPLICATE');
  });

  it.each([
    ['Millrace.json', plain.path],
    ['A/x.json', 'a/y.json'],
  ])('with %s beside %s is refused', async (one, other) => {
    const files = [
      { path: one, data: '1' },
      { path: other, data: '2' },
    ];
    expect(await refusal(honest(files))).toBe('BUNDLE_CASE_COLLISION');
  });

  it('with a file where another needs a folder is refused', async () => {
    const files = [
      { path: 'a', data: '1' },
      { path: 'a/b', data: '2' },
    ];
    expect(await refusal(honest(files))).toBe('BUNDLE_PATH');
  });

  it('with an entry the manifest does not list is refused', async () => {
    const bytes = sealedByHand([entry(plain), { name: 'extra', data: 'x' }, ...manifestByHand([plain], key)], key);
    expect(await refusal(bytes)).toBe('BUNDLE_EXTRA_ENTRY');
  });

  it('without an entry the manifest lists is refused', async () => {
    const manifest = manifestByHand([plain, { path: 'gone', data: 'x' }], key);
    expect(await refusal(sealedByHand([entry(plain), ...manifest], key))).toBe('BUNDLE_MISSING_ENTRY');
  });

  it('without a manifest or its signature is refused', async () => {
    const [manifest, signature] = manifestByHand([plain], key);
    expect(await refusal(sealedByHand([entry(plain)], key))).toBe('BUNDLE_MISSING_ENTRY');
    expect(await refusal(sealedByHand([entry(plain), manifest!], key))).toBe('BUNDLE_MISSING_ENTRY');
    expect(await refusal(sealedByHand([entry(plain), signature!], key))).toBe('BUNDLE_MISSING_ENTRY');
  });

  it('with content of another hash or size than listed is refused', async () => {
    const manifest = manifestByHand([plain], key);
    const swapped = { path: plain.path, data: plain.data.replace('Fraud', 'Frauds'.slice(1)) };
    expect(await refusal(sealedByHand([entry(swapped), ...manifest], key))).toBe('BUNDLE_CONTENT');
    expect(await refusal(sealedByHand([entry({ ...plain, data: '{}' }), ...manifest], key))).toBe('BUNDLE_CONTENT');
  });

  it('with a manifest signed by another key is refused', async () => {
    const bytes = sealedByHand([entry(plain), ...manifestByHand([plain], makeSigningKey())], key);
    expect(await refusal(bytes)).toBe('BUNDLE_SIGNATURE');
  });

  it('with a manifest changed after signing is refused', async () => {
    const [manifest, signature] = manifestByHand([plain], key);
    const forged = { ...manifest!, data: String(manifest!.data).replace('"ann"', '"eve"') };
    expect(await refusal(sealedByHand([entry(plain), forged, signature!], key))).toBe('BUNDLE_SIGNATURE');
  });

  it('with a manifest of another form is refused', async () => {
    const future = manifestByHand([plain], key, (manifest) => {
      manifest.format = 2;
    });
    expect(await refusal(sealedByHand([entry(plain), ...future], key))).toBe('BUNDLE_MANIFEST');
    const climbing = manifestByHand([plain], key, (manifest) => {
      manifest.version = '../../1';
    });
    expect(await refusal(sealedByHand([entry(plain), ...climbing], key))).toBe('BUNDLE_MANIFEST');
  });

  it('sealed by an unknown key is refused, whatever it claims', async () => {
    const stranger = makeSigningKey();
    const bytes = sealedByHand([entry(plain), ...manifestByHand([plain], key)], stranger);
    expect(await refusal(bytes)).toBe('BUNDLE_UNKNOWN_SIGNER');
  });

  it('without a seal is refused', async () => {
    const bytes = zipByHand([entry(plain), ...manifestByHand([plain], key)], Buffer.alloc(0));
    expect(await refusal(bytes)).toBe('BUNDLE_NOT_AN_ARCHIVE');
    expect(await refusal(Buffer.from('PK'))).toBe('BUNDLE_NOT_AN_ARCHIVE');
    expect(await refusal(Buffer.alloc(0))).toBe('BUNDLE_NOT_AN_ARCHIVE');
  });

  it('that swells when unpacked is refused before it does', async () => {
    const bomb = { path: 'zeros', data: '\0'.repeat(17 * 2 ** 20) };
    expect(await refusal(honest([plain, bomb], { deflate: true }))).toBe('BUNDLE_TOO_LARGE');
  });

  it.each<[keyof ArchiveLimits, number]>([
    ['entries', 2],
    ['totalBytes', 10],
    ['entryBytes', 10],
    ['manifestBytes', 10],
  ])('above the limit of %s is refused', async (limit, value) => {
    expect(await refusal(honest([plain]), { [limit]: value })).toBe('BUNDLE_TOO_LARGE');
  });

  it('that is refused leaves nothing behind', async () => {
    const manifest = manifestByHand([plain], key);
    await refusal(sealedByHand([entry({ ...plain, data: plain.data.replace('F', 'f') }), ...manifest], key));
    expect((await readdir(folder)).sort()).toEqual(['attack.millrace']);
  });
});

describe('a packed archive', () => {
  async function pack(): Promise<Buffer> {
    const file = join(folder, 'small.millrace');
    await packArchive(
      {
        kind: 'project-bundle',
        id: 'fraud',
        name: 'Fraud',
        version: '1.0.0',
        author: 'ann',
        notes: 'first',
        entries: [
          { path: 'millrace.json', bytes: plain.data },
          { path: 'recipes/join.json', bytes: 'abc '.repeat(50) },
        ],
        requires: { millrace: '0.1.0', connections: [] },
        sign: key,
      },
      file,
    );
    const bytes = await readFile(file);
    await rm(file);
    return bytes;
  }

  const expected: ErrorCode[] = ['BUNDLE_CHANGED', 'BUNDLE_NOT_AN_ARCHIVE', 'BUNDLE_UNKNOWN_SIGNER'];

  it('is refused when any one bit of any byte is changed', async () => {
    const bytes = await pack();
    expect(await refusal(bytes)).toBe('accepted');
    const seen = new Set<string>();
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      const code = await refusal(changed);
      expect(expected, `byte ${at}`).toContain(code);
      seen.add(code);
    }
    expect([...seen].sort()).toEqual(expected);
  });

  it('is refused when it is cut short or something is added', async () => {
    const bytes = await pack();
    for (const length of [1, 100, bytes.length >> 1, bytes.length - 1])
      expect(expected).toContain(await refusal(bytes.subarray(0, length)));
    expect(expected).toContain(await refusal(Buffer.concat([bytes, Buffer.from('x')])));
    expect(expected).toContain(await refusal(Buffer.concat([Buffer.from('x'), bytes])));
    expect(await refusal(Buffer.concat([bytes.subarray(0, 40), Buffer.from('x'), bytes.subarray(40)]))).toBe(
      'BUNDLE_CHANGED',
    );
  });
});
