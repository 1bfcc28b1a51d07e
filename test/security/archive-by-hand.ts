import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { canonicalJson } from '../../nodes/base/canonical-json.ts';
import { contentIdOf } from '../../nodes/engine/bundles/pack.ts';
import { makeSeal, sealLength } from '../../nodes/engine/bundles/seal.ts';
import type { SigningKey } from '../../nodes/platform/keys.ts';

/** One entry as its bytes will be in the zip, whether allowed or not. */
export interface HandEntry {
  name: string | Uint8Array;
  data: string | Uint8Array;
  /** Unix mode, default a plain file. */
  mode?: number;
  deflate?: boolean;
  /** General purpose bits to add, e.g. 1 for encrypted. */
  flags?: number;
}

/** A zip with exactly these entries and a comment: none of the checks a zip library would make. */
export function zipByHand(entries: readonly HandEntry[], comment: Uint8Array): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const data = Buffer.from(entry.data as string);
    const body = entry.deflate ? deflateRawSync(data, { level: 9 }) : data;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800 | (entry.flags ?? 0), 2);
    fields.writeUInt16LE(entry.deflate ? 8 : 0, 4);
    fields.writeUInt32LE(0x00210000, 6);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, body);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.from('PK\u0001\u0002\u003f\u0003', 'latin1'), fields, tail, name);
    offset += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end, comment]);
}

/** The zip with a valid seal: what somebody who holds a trusted key, and means harm, could make. */
export function sealedByHand(entries: readonly HandEntry[], key: SigningKey): Buffer {
  const zip = zipByHand(entries, Buffer.alloc(sealLength, ' '));
  const body = zip.subarray(0, zip.length - sealLength);
  return Buffer.concat([body, makeSeal(createHash('sha256').update(body).digest('hex'), key)]);
}

/** Manifest and signature that list `files` (or, by `change`, something else). */
export function manifestByHand(
  files: readonly { path: string; data: string | Uint8Array }[],
  key: SigningKey,
  change: (manifest: Record<string, unknown>) => void = () => undefined,
): HandEntry[] {
  const contents = files.map(({ path, data }) => ({
    path,
    bytes: Buffer.from(data as string).length,
    sha256: createHash('sha256').update(data).digest('hex'),
  }));
  const manifest: Record<string, unknown> = {
    format: 1,
    kind: 'project-bundle',
    id: 'fraud',
    name: 'Fraud',
    version: '1',
    author: 'ann',
    notes: '',
    changedAt: null,
    contentId: contentIdOf(contents),
    contents,
    requires: { millrace: '0.1.0', connections: [] },
    goldenTests: [],
    sbom: [],
  };
  change(manifest);
  const signature = Buffer.from(key.sign(Buffer.from(canonicalJson(manifest)))).toString('hex');
  return [
    { name: 'manifest.json', data: JSON.stringify(manifest) },
    { name: 'manifest.sig', data: JSON.stringify({ algorithm: 'ed25519', publicKey: key.publicKey, signature }) },
  ];
}
