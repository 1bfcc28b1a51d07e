import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { canonicalJson } from '../../base/canonical-json.ts';
import { type ArchiveEntry, ArchiveManifest, type ArchiveReport, ManifestSignature } from '../../contract/bundle.ts';
import { fail } from '../../contract/errors/index.ts';
import { createAtomicFolder } from '../../platform/atomic-write.ts';
import { fileInfo, makeFolder, readStream, writeStream } from '../../platform/files.ts';
import { keyFingerprint, verifySignature } from '../../platform/keys.ts';
import { type ArchiveLimits, defaultLimits } from './limits.ts';
import { contentIdOf } from './pack.ts';
import { collect, listEntries, reading } from './read-zip.ts';
import { isSealOf, parseSeal, sealLength } from './seal.ts';

export interface OpenOptions {
  /** Public keys (hex) whose archives are accepted; `any` only proves that the archive is whole and tells who signed it. */
  trustedKeys: readonly string[] | 'any';
  limits?: Partial<ArchiveLimits>;
}

/** A verified archive. Close it after use. */
export interface Archive extends ArchiveReport {
  /** One file of the archive, as a stream that fails with BUNDLE_CONTENT if it is not what the manifest says. */
  openEntry(path: string): Promise<Readable>;
  /** One small file in memory. NOT_FOUND, BUNDLE_CONTENT. */
  readEntry(path: string): Promise<Uint8Array>;
  /** Unpacks all files into `folder`, which appears only when complete; an existing folder is replaced when `replace`, else kept. */
  extractTo(folder: string, options?: { signal?: AbortSignal; replace?: boolean }): Promise<void>;
  close(): void;
}

/**
 * Opens an archive and verifies its seal (every byte of the file), its signer, its manifest and the list of its entries, before
 * anything is unpacked. Contents are checked against their hashes while they are read. All BUNDLE_* errors; FILE_MISSING.
 */
export async function openArchive(path: string, options: OpenOptions): Promise<Archive> {
  const file = basename(path);
  const limits = { ...defaultLimits, ...options.limits };
  const { signer, bytes, sha256 } = await verifySeal(path, options.trustedKeys);
  const zip = await reading(file, () => openPromise(path, { autoClose: false, decodeStrings: false }));
  try {
    const entries = await listEntries(zip, file, limits);
    const manifest = await readManifest({ zip, entries, file, limits }, signer);
    const listed = matchContents(manifest, entries, file);
    const trusted = options.trustedKeys !== 'any' && options.trustedKeys.includes(signer);
    const openEntry = async (entryPath: string) => {
      const found = listed.get(entryPath);
      if (!found) throw fail('NOT_FOUND', { kind: `file in ${file}`, id: entryPath, suggestion: '' });
      return checked(await reading(file, () => zip.openReadStreamPromise(found.zipped)), found.listed, file);
    };
    return {
      manifest,
      signer,
      trusted,
      sha256,
      bytes,
      openEntry,
      readEntry: async (entryPath) => collect(await openEntry(entryPath), file),
      extractTo: (folder, how = {}) => extract([...listed.keys()], openEntry, { folder, file, ...how }),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function verifySeal(path: string, trustedKeys: OpenOptions['trustedKeys']) {
  const file = basename(path);
  const info = await fileInfo(path);
  if (!info) throw fail('FILE_MISSING', { path });
  const length = info.size - sealLength;
  if (info.kind !== 'file' || length <= 0) throw fail('BUNDLE_NOT_AN_ARCHIVE', { file, reason: 'it is too short' });
  const tail = await collect(readStream(path, { start: length }), file);
  const seal = parseSeal(tail);
  if (!seal) throw fail('BUNDLE_NOT_AN_ARCHIVE', { file, reason: 'it carries no seal at its end' });
  if (trustedKeys !== 'any' && !trustedKeys.includes(seal.publicKey))
    throw fail('BUNDLE_UNKNOWN_SIGNER', { file, fingerprint: keyFingerprint(seal.publicKey) });
  const before = createHash('sha256');
  for await (const piece of readStream(path, { end: length - 1 })) before.update(piece as Buffer);
  const whole = before.copy().update(tail).digest('hex');
  if (!isSealOf(seal, before.digest('hex'))) throw fail('BUNDLE_CHANGED', { file });
  return { signer: seal.publicKey, bytes: info.size, sha256: whole };
}

interface Opened {
  zip: ZipFile;
  entries: Map<string, Entry>;
  file: string;
  limits: ArchiveLimits;
}

async function readManifest(opened: Opened, signer: string): Promise<ArchiveManifest> {
  const { file } = opened;
  const raw = parseJson(await readText(opened, 'manifest.json'), 'manifest.json', file);
  const signature = ManifestSignature.safeParse(
    parseJson(await readText(opened, 'manifest.sig'), 'manifest.sig', file),
  );
  const parsed = ArchiveManifest.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw fail('BUNDLE_MANIFEST', { file, problem: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const isSigned =
    signature.success &&
    signature.data.publicKey === signer &&
    verifySignature(signer, Buffer.from(canonicalJson(raw)), Buffer.from(signature.data.signature, 'hex'));
  if (!isSigned) throw fail('BUNDLE_SIGNATURE', { file });
  if (contentIdOf(parsed.data.contents) !== parsed.data.contentId)
    throw fail('BUNDLE_MANIFEST', { file, problem: 'contentId does not fit the list of contents' });
  return parsed.data;
}

async function readText({ zip, entries, file, limits }: Opened, path: string): Promise<string> {
  const entry = entries.get(path);
  if (!entry) throw fail('BUNDLE_MISSING_ENTRY', { file, path });
  if (entry.uncompressedSize > limits.manifestBytes)
    throw fail('BUNDLE_TOO_LARGE', { file, what: path, found: entry.uncompressedSize, limit: limits.manifestBytes });
  const bytes = await collect(await reading(file, () => zip.openReadStreamPromise(entry)), file);
  return Buffer.from(bytes).toString('utf8');
}

function parseJson(text: string, path: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail('BUNDLE_MANIFEST', { file, problem: `${path} is not JSON` }, { cause: error });
  }
}

/** Entries and manifest must list the same files with the same sizes. */
function matchContents(manifest: ArchiveManifest, entries: Map<string, Entry>, file: string) {
  const listed = new Map<string, { listed: ArchiveEntry; zipped: Entry }>();
  for (const content of manifest.contents) {
    const zipped = entries.get(content.path);
    if (!zipped) throw fail('BUNDLE_MISSING_ENTRY', { file, path: content.path });
    if (listed.has(content.path)) throw fail('BUNDLE_DUPLICATE', { file, path: content.path });
    if (zipped.uncompressedSize !== content.bytes)
      throw fail('BUNDLE_CONTENT', { file, path: content.path, problem: 'another size' });
    listed.set(content.path, { listed: content, zipped });
  }
  for (const path of entries.keys())
    if (!listed.has(path) && path !== 'manifest.json' && path !== 'manifest.sig')
      throw fail('BUNDLE_EXTRA_ENTRY', { file, path });
  return listed;
}

function checked(source: Readable, entry: ArchiveEntry, file: string): Readable {
  const hash = createHash('sha256');
  let bytes = 0;
  const wrong = (problem: string) => fail('BUNDLE_CONTENT', { file, path: entry.path, problem });
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > entry.bytes) done(wrong('more bytes'));
      else done(null, chunk);
    },
    flush(done) {
      if (bytes !== entry.bytes) done(wrong('fewer bytes'));
      else if (hash.digest('hex') !== entry.sha256) done(wrong('another SHA-256'));
      else done();
    },
  });
  pipeline(source, check).catch(() => undefined);
  return check;
}

interface ExtractTarget {
  folder: string;
  file: string;
  signal?: AbortSignal;
  replace?: boolean;
}

async function extract(paths: string[], openEntry: Archive['openEntry'], target: ExtractTarget): Promise<void> {
  const pending = await createAtomicFolder(target.folder);
  try {
    for (const path of paths) {
      target.signal?.throwIfAborted();
      const to = join(pending.path, ...path.split('/'));
      await makeFolder(dirname(to));
      const entry = await openEntry(path);
      await reading(target.file, () =>
        pipeline(entry, writeStream(to), target.signal ? { signal: target.signal } : {}),
      );
    }
    await pending.commit({ replace: target.replace ?? false });
  } catch (error) {
    await pending.discard();
    throw target.signal?.aborted ? fail('ABORTED', {}, { cause: error }) : error;
  }
}
