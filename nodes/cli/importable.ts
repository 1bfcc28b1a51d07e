import { basename } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import { fileInfo, readStream } from '../platform/files.ts';

/** How files that are often taken for tables begin. */
const foreign: readonly { begins: readonly number[]; found: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], found: 'an Excel workbook or another zip archive' },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], found: 'an old Excel workbook' },
  { begins: [0x42, 0x5a, 0x68], found: 'packed with bzip2' },
  { begins: [0x25, 0x50, 0x44, 0x46], found: 'a PDF document' },
];

/** Refuses, in words, what no format reads: a folder, an empty file, a workbook. FILE_MISSING, FILE_UNREADABLE, CLI_FILE_KIND. */
export async function checkImportable(path: string): Promise<void> {
  const info = await fileInfo(path);
  if (!info) throw fail('FILE_MISSING', { path });
  if (info.kind === 'folder') throw fail('FILE_UNREADABLE', { path, reason: 'it is a folder' });
  const first = await firstBytes(path);
  if (info.size <= first.length && first.toString('utf8').trim() === '')
    throw fail('CLI_FILE_KIND', { file: basename(path), found: 'empty' });
  const known = foreign.find(({ begins }) => begins.every((byte, i) => first[i] === byte));
  if (known) throw fail('CLI_FILE_KIND', { file: basename(path), found: known.found });
}

async function firstBytes(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readStream(path, { start: 0, end: 7 })) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
