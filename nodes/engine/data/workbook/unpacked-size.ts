import { openPromise } from 'yauzl';

/** Bytes that a workbook's parts may unpack to. */
const mostBytes = 1024 ** 3;
const mostParts = 20_000;
/** The list of an OpenDocument's parts, which says how they are encrypted. */
const manifest = 'META-INF/manifest.xml';
const protectedWords = 'it is protected by a password';

/**
 * Unpacks all parts of a zipped workbook without keeping them, whatever size they say they have, so that all together are not too
 * large. What is too large in words, or undefined. Throws an error in words for a workbook that is encrypted or no zip.
 */
export async function packingProblem(file: string, signal: AbortSignal): Promise<string | undefined> {
  const zip = await openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  try {
    if (zip.entryCount > mostParts) return `it has ${zip.entryCount} parts`;
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Error(protectedWords);
      const isManifest = String(entry.fileName) === manifest;
      let text = '';
      if (entry.uncompressedSize + bytes > mostBytes) return 'it unpacks to more than 1 GB';
      const stream = await zip.openReadStreamPromise(entry);
      for await (const piece of stream) {
        bytes += (piece as Buffer).length;
        if (signal.aborted || bytes > mostBytes) return 'it unpacks to more than 1 GB';
        if (isManifest) text += piece;
      }
      if (text.includes('<manifest:encryption-data')) throw new Error(protectedWords);
    }
    return undefined;
  } finally {
    zip.close();
  }
}
