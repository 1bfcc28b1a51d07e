import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { fail } from '../../contract/errors/index.ts';
import { readStream } from '../../platform/files.ts';
import { fileName } from './file-sql.ts';
import { readFailure } from './read-error.ts';

interface Signature {
  /** First bytes in hexadecimal. */
  bytes: string;
  what: string;
  advice: string;
}

const asExcel = 'Choose the format Excel.';
const unpack = 'Unpack it and add the files inside.';

const foreign: readonly Signature[] = [
  { bytes: '504b0304', what: 'a ZIP archive', advice: unpack },
  { bytes: '504b0506', what: 'an empty ZIP archive', advice: unpack },
  { bytes: 'd0cf11e0a1b11ae1', what: 'an old Excel workbook (.xls)', advice: asExcel },
  { bytes: '425a68', what: 'compressed with bzip2', advice: 'Unpack it, or compress it with gzip or zstd.' },
  { bytes: 'fd377a585a00', what: 'compressed with xz', advice: 'Unpack it, or compress it with gzip or zstd.' },
  { bytes: '377abcaf271c', what: 'a 7-Zip archive', advice: unpack },
  { bytes: '25504446', what: 'a PDF document', advice: 'Export its table as CSV where it was made.' },
  {
    bytes: '53514c69746520666f726d6174203300',
    what: 'a SQLite database',
    advice: 'Export its tables as CSV or Parquet.',
  },
  { bytes: '50415245', what: 'an encrypted Parquet file', advice: 'Write it without encryption.' },
];
const parquet: Signature = { bytes: '50415231', what: 'a Parquet file', advice: 'Choose the format Parquet.' };
const workbooks: Readonly<Record<string, string>> = {
  xlsx: 'an Excel workbook',
  xlsm: 'an Excel workbook',
  xlsb: 'an Excel workbook',
  ods: 'a spreadsheet (.ods)',
};

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of readStream(file, { start: 0, end: count - 1 })) chunks.push(chunk as Buffer);
  } catch (error) {
    throw readFailure(file, error);
  }
  return Buffer.concat(chunks);
}

/** First bytes of a file, in hexadecimal. DATA_FILE_GONE, DATA_FILE_FORBIDDEN. */
export const startOf = async (file: string): Promise<string> => (await firstBytes(file, 16)).toString('hex');

/** The format that the first bytes of a file speak for, whatever its name says; undefined when they leave it open. */
export async function formatOfStart(file: string, named: string): Promise<string | undefined> {
  const start = await startOf(file);
  if (start.startsWith(parquet.bytes)) return 'parquet';
  const isPacked = start.startsWith('504b') || start.startsWith('d0cf11e0');
  // Many programs name their CSV or HTML .xls.
  const isText = start !== '' && !isPacked && !/^(efbbbf)?3c/.test(start);
  return named === 'excel' && isText ? 'csv' : undefined;
}

const tar: Signature = { bytes: '', what: 'a TAR archive', advice: unpack };
const binary: Signature = {
  bytes: '',
  what: 'a binary file',
  advice: 'Export it as CSV or Parquet where it was made.',
};

export interface TextSignature {
  compression: 'gzip' | 'zstd' | undefined;
  /** Told by a byte order mark, or by every other byte being nothing. */
  encoding: 'utf-16' | 'utf-16-be' | undefined;
}

/** What the first bytes of a text file say about how it is packed and written. DATA_FILE_FOREIGN when it is no text at all. */
export async function textSignature(file: string): Promise<TextSignature> {
  const packed = await firstBytes(file, looked);
  const start = packed.toString('hex', 0, 16);
  const compression = start.startsWith('1f8b') ? 'gzip' : start.startsWith('28b52ffd') ? 'zstd' : undefined;
  const bytes = compression ? unpackedStart(packed, compression) : packed;
  const encoding = wideEncoding(bytes);
  const found = foreignIn(file, bytes) ?? (encoding || !isBinary(bytes) ? undefined : binary);
  if (!found) return { compression, encoding };
  throw fail('DATA_FILE_FOREIGN', { file: fileName(file), what: found.what, advice: found.advice });
}

const looked = 1024;

/** What the first bytes of a packed file unpack to, as far as they reach; nothing when they are damaged. */
function unpackedStart(packed: Buffer, compression: 'gzip' | 'zstd'): Buffer {
  try {
    return compression === 'gzip'
      ? gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 22 }).subarray(0, looked)
      : zstdDecompressSync(packed, { finishFlush: constants.ZSTD_e_flush, maxOutputLength: 2 ** 22 }).subarray(
          0,
          looked,
        );
  } catch {
    return Buffer.alloc(0);
  }
}

function foreignIn(file: string, bytes: Buffer): Signature | undefined {
  const start = bytes.toString('hex', 0, 16);
  const isTar = bytes.toString('latin1', 257, 262) === 'ustar' || /\.(tgz|tar(\.(gz|zst))?)$/i.test(file);
  const known = isTar ? tar : [...foreign, parquet].find((one) => start.startsWith(one.bytes));
  const workbook = known?.bytes === '504b0304' ? workbooks[file.toLowerCase().split('.').at(-1) ?? ''] : undefined;
  return workbook ? { bytes: '504b0304', what: workbook, advice: asExcel } : known;
}

function wideEncoding(bytes: Buffer): TextSignature['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16-be';
  const nulls = (from: 0 | 1) => bytes.filter((byte, at) => at % 2 === from && byte === 0).length;
  const half = bytes.length / 2;
  if (bytes.length >= 16 && nulls(1) > half * 0.8 && nulls(0) === 0) return 'utf-16';
  return bytes.length >= 16 && nulls(0) > half * 0.8 && nulls(1) === 0 ? 'utf-16-be' : undefined;
}

/** Texts hold hardly any control characters besides tabs and line breaks. */
function isBinary(bytes: Buffer): boolean {
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 28)).length;
  return bytes.length > 0 && controls / bytes.length > 0.1;
}
