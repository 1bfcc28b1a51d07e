import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Options, ZipFile } from 'yazl';
import { canonicalJson } from '../../base/canonical-json.ts';
import {
  type ArchiveEntry,
  type ArchiveKind,
  ArchiveManifest,
  type ArchiveRequires,
  type ManifestSignature,
  type SoftwarePart,
} from '../../contract/bundle.ts';
import { fail } from '../../contract/errors/index.ts';
import { createAtomicFile } from '../../platform/atomic-write.ts';
import { fileInfo, readStream, writeStream } from '../../platform/files.ts';
import type { SigningKey } from '../../platform/keys.ts';
import { createEntryNames } from './entry-names.ts';
import { makeSeal, sealLength } from './seal.ts';

/** One file to pack: its bytes, a file on disk, or a stream opened when its turn comes. */
export type PackEntry = { path: string } & (
  | { bytes: Uint8Array | string }
  | { file: string }
  | { stream: () => Readable }
);

export interface ArchiveContent {
  kind: ArchiveKind;
  id: string;
  name: string;
  version: string;
  author: string;
  notes: string;
  /** Taken from the content (the last change of the project), never from the clock. */
  changedAt?: string;
  entries: AsyncIterable<PackEntry> | Iterable<PackEntry>;
  requires: ArchiveRequires;
  goldenTests?: readonly string[];
  tests?: ArchiveManifest['tests'];
  sbom?: readonly SoftwarePart[];
  sign: SigningKey;
  signal?: AbortSignal;
}

export interface PackedArchive {
  manifest: ArchiveManifest;
  /** Of the whole file: the name it is stored by. */
  sha256: string;
  bytes: number;
}

/** DOS time has no zone: the same local numbers give the same bytes everywhere. */
const fixedTime = new Date(1980, 0, 1);
const fixedMode = 0o100644;
const alreadyCompressed = /\.(parquet|gz|zst|zip|png|jpe?g|webp|woff2|millrace)$/i;

/**
 * Writes a signed archive to `outFile`, which appears only when it is complete. Files are streamed: memory does not grow with their size.
 * The same content, version and key give the same bytes. BUNDLE_PATH, BUNDLE_DUPLICATE, BUNDLE_CASE_COLLISION, BUNDLE_MANIFEST, FILE_MISSING.
 */
export async function packArchive(content: ArchiveContent, outFile: string): Promise<PackedArchive> {
  const file = basename(outFile);
  const entries = await sortedEntries(content.entries, file);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const pending = await createAtomicFile(outFile);
  const seal = createSealing(content.sign);
  const written = pipeline(output, seal.stream, writeStream(pending.path), { signal: content.signal });
  const failed = new Promise<never>((_, reject) => {
    zip.once('error', reject);
    written.catch(reject);
  });
  failed.catch(() => undefined);
  try {
    const contents: ArchiveEntry[] = [];
    for (const entry of entries) contents.push(await Promise.race([addEntry(zip, entry), failed]));
    const manifest = manifestOf(content, contents, file);
    addText(zip, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
    addText(zip, 'manifest.sig', `${JSON.stringify(signatureOf(manifest, content.sign), null, 2)}\n`);
    zip.end({ comment: Buffer.alloc(sealLength, ' ') as unknown as string, forceZip64Format: false });
    await Promise.race([written, failed]);
    await pending.commit();
    return { manifest, sha256: seal.sha256(), bytes: (await fileInfo(outFile))?.size ?? 0 };
  } catch (error) {
    output.destroy();
    await written.catch(() => undefined);
    await pending.discard();
    throw content.signal?.aborted ? fail('ABORTED', {}, { cause: error }) : error;
  }
}

async function sortedEntries(source: ArchiveContent['entries'], file: string): Promise<PackEntry[]> {
  const entries: PackEntry[] = [];
  const names = createEntryNames(file);
  for (const reserved of ['manifest.json', 'manifest.sig']) names.add(reserved);
  for await (const entry of source) {
    names.add(entry.path);
    if ('file' in entry && (await fileInfo(entry.file))?.kind !== 'file')
      throw fail('FILE_MISSING', { path: entry.file });
    entries.push(entry);
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Streams one file into the zip and resolves to its line of the manifest once it is through. */
function addEntry(zip: ZipFile, entry: PackEntry): Promise<ArchiveEntry> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    let bytes = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    counter.once('end', () => resolve({ path: entry.path, bytes, sha256: hash.digest('hex') }));
    zip.addReadStreamLazy(entry.path, zipOptions(entry.path), (start) => {
      const source = openSource(entry);
      source.once('error', (error) => {
        reject(error);
        counter.destroy();
      });
      start(null, source.pipe(counter));
    });
  });
}

function openSource(entry: PackEntry): Readable {
  if ('file' in entry) return readStream(entry.file);
  if ('stream' in entry) return entry.stream();
  return Readable.from([Buffer.from(entry.bytes)]);
}

function addText(zip: ZipFile, path: string, text: string): void {
  zip.addReadStreamLazy(path, zipOptions(path), (start) => start(null, Readable.from([Buffer.from(text)])));
}

function zipOptions(path: string): Partial<Options> {
  return { mtime: fixedTime, mode: fixedMode, forceDosTimestamp: true, compress: !alreadyCompressed.test(path) };
}

function manifestOf(content: ArchiveContent, contents: ArchiveEntry[], file: string): ArchiveManifest {
  const parsed = ArchiveManifest.safeParse({
    format: 1,
    kind: content.kind,
    id: content.id,
    name: content.name,
    version: content.version,
    author: content.author,
    notes: content.notes,
    changedAt: content.changedAt ?? null,
    contentId: contentIdOf(contents),
    contents,
    requires: content.requires,
    goldenTests: [...(content.goldenTests ?? [])].sort(),
    ...(content.tests && { tests: content.tests }),
    sbom: [...(content.sbom ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fail('BUNDLE_MANIFEST', { file, problem: `${issue?.path.join('.')}: ${issue?.message}` });
}

/** SHA-256 over the list of contents. */
export function contentIdOf(contents: readonly ArchiveEntry[]): string {
  return createHash('sha256').update(canonicalJson(contents)).digest('hex');
}

function signatureOf(manifest: ArchiveManifest, key: SigningKey): ManifestSignature {
  const signature = Buffer.from(key.sign(Buffer.from(canonicalJson(manifest)))).toString('hex');
  return { algorithm: 'ed25519', publicKey: key.publicKey, signature };
}

/** Passes the zip through and replaces the blank comment at its end by the seal over all that came before. */
function createSealing(key: SigningKey): { stream: Transform; sha256(): string } {
  const before = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  let seal: Uint8Array = held;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      const all = Buffer.concat([held, chunk]);
      const ready = all.subarray(0, Math.max(0, all.length - sealLength));
      held = Buffer.from(all.subarray(ready.length));
      before.update(ready);
      done(null, ready);
    },
    flush(done) {
      seal = makeSeal(before.copy().digest('hex'), key);
      done(null, seal);
    },
  });
  return { stream, sha256: () => before.copy().update(seal).digest('hex') };
}
