import { openPromise } from 'yauzl';

/** Bytes that a workbook's parts may unpack to. */
const mostBytes = 1024 ** 3;
const mostParts = 20_000;

/**
 * Unpacks all parts of a zipped workbook without keeping them, whatever size they say they have, so that all together are not too
 * large. What is wrong in words, or undefined.
 */
export async function packingProblem(file: string, signal: AbortSignal): Promise<string | undefined> {
  const zip = await openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  try {
    if (zip.entryCount > mostParts) return `it has ${zip.entryCount} parts`;
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) return 'its parts are encrypted';
      if (entry.uncompressedSize + bytes > mostBytes) return 'it unpacks to more than 1 GB';
      const stream = await zip.openReadStreamPromise(entry);
      for await (const piece of stream) {
        bytes += (piece as Buffer).length;
        if (signal.aborted || bytes > mostBytes) return 'it unpacks to more than 1 GB';
      }
    }
    return undefined;
  } finally {
    zip.close();
  }
}
