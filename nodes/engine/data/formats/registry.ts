import { createRegistry } from '../../../base/registry.ts';
import { csvFormat } from './csv.ts';
import { excelFormat } from './excel.ts';
import { fixedFormat } from './fixed.ts';
import { jsonFormat } from './json.ts';
import { parquetFormat } from './parquet.ts';

/** Every file format. */
export const formats = createRegistry('formats', [csvFormat, excelFormat, jsonFormat, parquetFormat, fixedFormat]);

/** The format a file name speaks of, compression endings aside; CSV when it says nothing. */
export function formatOfName(name: string): string {
  const plain = name.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, '');
  const ending = plain.split('.').at(-1) ?? '';
  return formats.list.find((format) => format.extensions.includes(ending))?.id ?? csvFormat.id;
}
