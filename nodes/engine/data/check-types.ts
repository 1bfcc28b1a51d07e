import type { Schema } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { explainReadError } from './read-error.ts';
import { type FilesSource, formatOf, type ReadOptions } from './source.ts';

/** How many cells of a column would not be read as its type, with some of them. */
export interface Misfits {
  name: string;
  cells: number;
  examples: string[];
}

const shownExamples = 5;

/** Reads all rows as texts and counts the cells that do not fit the types of `schema`. DATA_COLUMN_MISSING, DATA_ROW_BROKEN. */
export async function checkTypes(
  source: FilesSource & { schema: Schema },
  options: ReadOptions,
): Promise<{ rows: number; columns: Misfits[] }> {
  const { kind, settings } = formatOf(source);
  const { session, signal } = options;
  const texts = source.schema.map((column) => ({ ...column, type: 'string' as const }));
  try {
    const { sql } = await kind.relation({ ...options, files: source.files, folder: source.folder, settings }, texts);
    const figures = source.schema.flatMap(({ name, type }) => {
      const text = quoteIdentifier(name);
      const misfit = `${text} IS NOT NULL AND (${kind.cast(settings, text, type)}) IS NULL`;
      return [
        `count(*) FILTER (WHERE ${misfit})`,
        `list(DISTINCT ${text} ORDER BY ${text}) FILTER (WHERE ${misfit})[1:${shownExamples}]`,
      ];
    });
    const select = ['count(*)', ...figures].join(', ');
    const { columns } = await session.query(`SELECT ${select} FROM ${sql}`, signal ? { signal } : {});
    const [rows = 0, ...found] = columns.map((values) => values[0]);
    return {
      rows: Number(rows),
      columns: source.schema.map(({ name }, index) => {
        const examples = found[index * 2 + 1];
        return {
          name,
          cells: Number(found[index * 2] ?? 0),
          examples: Array.isArray(examples) ? examples.map(String) : [],
        };
      }),
    };
  } catch (error) {
    throw explainReadError(error);
  }
}
