import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { FormField } from '../../../contract/catalog.ts';
import { fileInfo, readStream, writeStream } from '../../../platform/files.ts';
import { fileName } from '../file-sql.ts';
import type { FilesInput } from '../format-kind.ts';
import { readFailure } from '../read-error.ts';

/** Encodings of text files. The database reads the first three; files in another are converted once. */
export const encodings = [
  'utf-8',
  'latin-1',
  'utf-16',
  'utf-16-be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const;
export type Encoding = (typeof encodings)[number];

const native: readonly Encoding[] = ['utf-8', 'latin-1', 'utf-16'];
const labels: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'latin-1': 'Latin-1',
  'utf-16': 'UTF-16',
  'utf-16-be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252 · Western',
  'windows-1250': 'Windows-1250 · Central European',
  'windows-1251': 'Windows-1251 · Cyrillic',
  'iso-8859-2': 'ISO-8859-2 · Central European',
  'iso-8859-15': 'ISO-8859-15 · Western with €',
  macintosh: 'Macintosh · Western',
  'koi8-r': 'KOI8-R · Cyrillic',
  shift_jis: 'Shift JIS · Japanese',
  'euc-jp': 'EUC-JP · Japanese',
  gb18030: 'GB 18030 · Chinese',
  big5: 'Big5 · Chinese',
  'euc-kr': 'EUC-KR · Korean',
};

export const encodingField: FormField = {
  key: 'encoding',
  label: 'Encoding',
  widget: 'choice',
  help: 'How letters are written as bytes.',
  choices: encodings.map((value) => ({ value, label: labels[value] })),
};

interface TextSettings {
  encoding: Encoding;
  compression?: 'none' | 'gzip' | 'zstd' | undefined;
}

/** The same files in UTF-8, where the database does not read their encoding; `derived` are the copies. FILE_MISSING, FILE_UNREADABLE. */
export async function readableText<I extends FilesInput<TextSettings>>(input: I): Promise<I & { derived: string[] }> {
  const { settings, files } = input;
  const isPacked = files.some((file) => packingOf(file, settings.compression) !== undefined);
  const isRead = settings.encoding === 'utf-8' || (native.includes(settings.encoding) && !isPacked);
  if (isRead) return { ...input, derived: [] };
  const derived: string[] = [];
  for (const file of files) derived.push(await recoded(input, file));
  const { compression: _, ...others } = settings;
  return { ...input, files: derived, settings: { ...others, encoding: 'utf-8' }, derived };
}

async function recoded({ session, settings, signal }: FilesInput<TextSettings>, file: string): Promise<string> {
  const info = await fileInfo(file);
  const packed = packingOf(file, settings.compression);
  const key = JSON.stringify(['utf-8', file, info?.size, info?.changed, settings.encoding, packed]);
  const name = fileName(file).replace(/\.(gz|gzip|zst|zstd)$/i, '');
  const make = async (path: string, stop: AbortSignal) => {
    const [from, to] = [readStream(file), writeStream(path)];
    const unpack = packed === 'gzip' ? createGunzip() : packed === 'zstd' ? createZstdDecompress() : undefined;
    const options = { signal: stop };
    const done = unpack
      ? pipeline(from, unpack, decode(settings.encoding), to, options)
      : pipeline(from, decode(settings.encoding), to, options);
    await done.catch((error: unknown) => {
      throw readFailure(file, error);
    });
  };
  return session.cache.get(key, make, { name, signal });
}

function packingOf(file: string, given: TextSettings['compression']): 'gzip' | 'zstd' | undefined {
  if (given !== undefined) return given === 'none' ? undefined : given;
  return /\.gz(ip)?$/i.test(file) ? 'gzip' : /\.zstd?$/i.test(file) ? 'zstd' : undefined;
}

/** Names that the decoder has for some. Its Latin-1 is Windows-1252, of which Latin-1 is a part. */
const decoders: Partial<Record<Encoding, string>> = {
  'utf-16-be': 'utf-16be',
  'utf-16': 'utf-16le',
  'latin-1': 'windows-1252',
};

function decode(encoding: Encoding) {
  return async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(decoders[encoding] ?? encoding);
    for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  };
}
