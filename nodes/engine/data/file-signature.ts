import { fail } from '../../contract/errors/index.ts';
import { readStream } from '../../platform/files.ts';
import { fileName } from './file-sql.ts';

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
  { bytes: 'feff', what: 'text in UTF-16, big-endian', advice: 'Save it as UTF-8 or as UTF-16, little-endian.' },
];
const parquet: Signature = { bytes: '50415231', what: 'a Parquet file', advice: 'Choose the format Parquet.' };
const workbooks: Readonly<Record<string, string>> = {
  xlsx: 'an Excel workbook',
  xlsm: 'an Excel workbook',
  xlsb: 'an Excel workbook',
  ods: 'a spreadsheet (.ods)',
};

/** First bytes of a file, in hexadecimal. */
export async function startOf(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readStream(file, { start: 0, end: 15 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('hex');
}

/** The format that the first bytes of a file speak for, whatever its name says; undefined when they leave it open. */
export async function formatOfStart(file: string, named: string): Promise<string | undefined> {
  const start = await startOf(file);
  if (start.startsWith(parquet.bytes)) return 'parquet';
  const isPacked = start.startsWith('504b') || start.startsWith('d0cf11e0');
  // Many programs name their CSV or HTML .xls.
  const isText = start !== '' && !isPacked && !/^(efbbbf)?3c/.test(start);
  return named === 'excel' && isText ? 'csv' : undefined;
}

/** What the first bytes of a text file say about how it is packed and written. DATA_FILE_FOREIGN when it is no text at all. */
export async function textSignature(
  file: string,
): Promise<{ compression: 'gzip' | 'zstd' | undefined; utf16: boolean }> {
  const start = await startOf(file);
  for (const { bytes, what, advice } of [...foreign, parquet]) {
    if (!start.startsWith(bytes)) continue;
    const ending = file.toLowerCase().split('.').at(-1) ?? '';
    const workbook = bytes === '504b0304' ? workbooks[ending] : undefined;
    throw fail('DATA_FILE_FOREIGN', {
      file: fileName(file),
      what: workbook ?? what,
      advice: workbook ? asExcel : advice,
    });
  }
  const compression = start.startsWith('1f8b') ? 'gzip' : start.startsWith('28b52ffd') ? 'zstd' : undefined;
  return { compression, utf16: start.startsWith('fffe') };
}
