import { z } from 'zod';
import type { Schema } from '../../../contract/schema.ts';
import { fileList, fileName, selectDeclared } from '../file-sql.ts';
import { defineFormat, type FilesInput } from '../format-kind.ts';
import { unreadable } from '../read-error.ts';
import { newColumnsField } from './text-fields.ts';

const settingsSchema = z.object({ newColumns: z.enum(['error', 'ignore']).default('error') });
type Input = FilesInput<z.output<typeof settingsSchema>>;

function read({ files }: Input): string {
  return `read_parquet(${fileList(files)}${files.length > 1 ? ', union_by_name = true' : ''})`;
}

async function describe(input: Input): Promise<Schema> {
  try {
    return await input.session.describe(`SELECT * FROM ${read(input)}`, { signal: input.signal });
  } catch (error) {
    throw unreadable(error, input.files[0]!, 'Parquet');
  }
}

export const parquetFormat = defineFormat({
  id: 'parquet',
  version: 1,
  label: 'Parquet',
  category: 'columns',
  icon: 'columns-3',
  keywords: ['columnar', 'arrow', 'spark'],
  help: 'Compressed columns with their types inside: small and fast.',
  extensions: ['parquet', 'pq'],
  settings: settingsSchema,
  form: [
    {
      fields: [newColumnsField],
    },
  ],
  async detect(input) {
    return { settings: input.settings, schema: await describe(input) };
  },
  async relation(input, schema) {
    const found = await describe(input);
    const { select, extra } = selectDeclared(found, schema, fileName(input.files[0]!));
    return { sql: `(SELECT ${select} FROM ${read(input)})`, schema, extra };
  },
  cases: [
    {
      title: 'a file that is no Parquet is refused',
      files: { 'a.parquet': 'not at all' },
      settings: {},
      expect: { error: 'DATA_FORMAT_UNREADABLE' },
    },
  ],
});
