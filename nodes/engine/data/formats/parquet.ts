import { z } from 'zod';
import { fileList, fileName, selectDeclared } from '../file-sql.ts';
import { defineFormat, type FilesInput } from '../format-kind.ts';
import { readPartitioned } from '../partitioned-read.ts';
import { unreadable } from '../read-error.ts';
import { newColumnsField } from './text-fields.ts';

const settingsSchema = z.object({ newColumns: z.enum(['error', 'ignore']).default('error') });
type Input = FilesInput<z.output<typeof settingsSchema>>;

function read(files: readonly string[], folders: boolean): string {
  const together = files.length > 1 ? ', union_by_name = true' : '';
  return `read_parquet(${fileList(files)}${together}, hive_partitioning = ${folders})`;
}

async function describe(input: Input) {
  try {
    return await readPartitioned(input, read);
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
    return { settings: input.settings, schema: (await describe(input)).schema };
  },
  async relation(input, schema) {
    const found = await describe(input);
    const { select, extra } = selectDeclared(found.schema, schema, fileName(input.files[0]!));
    return { sql: `(SELECT ${select} FROM ${found.sql()})`, schema, extra };
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
