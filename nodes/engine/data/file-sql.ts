import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import { duckDbTypeName } from '../sql/types.ts';

/** Files as a list for `read_*` functions. DuckDB expands `*`, `?` and `[`; a bracket class makes them literal. */
export function fileList(files: readonly string[]): string {
  return `[${files.map((file) => quoteText(file.replace(/[*?[]/g, (found) => `[${found}]`))).join(', ')}]`;
}

/** Name of a file as a person knows it: a converted copy is called like what it was made of. */
export function fileName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/^[0-9a-f]{40}-/, '');
}

/** `{'a': 'VARCHAR', …}` for options of `read_*` functions. */
export function columnTypes(schema: Schema): string {
  return `{${schema.map(({ name, type }) => `${quoteText(name)}: ${quoteText(duckDbTypeName(type))}`).join(', ')}}`;
}

/** `key = value` options; undefined ones are left out. */
export function readOptions(options: Record<string, string | undefined>): string {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `, ${key} = ${value}`)
    .join('');
}

/** The declared columns among the found ones, cast where the types differ; DATA_COLUMN_MISSING. */
export function selectDeclared(found: Schema, declared: Schema, file: string): { select: string; extra: Schema } {
  const byName = new Map(found.map((column) => [column.name, column]));
  const select = declared.map(({ name, type }) => {
    const column = byName.get(name);
    if (!column) throw missingColumn(name, found, file);
    const quoted = quoteIdentifier(name);
    return column.type === type ? quoted : `CAST(${quoted} AS ${duckDbTypeName(type)}) AS ${quoted}`;
  });
  return { select: select.join(', '), extra: extraColumns(found, declared) };
}

export function extraColumns(found: Schema, declared: Schema): Schema {
  const known = new Set(declared.map((column) => column.name));
  return found.filter((column) => !known.has(column.name));
}

export function missingColumn(name: string, found: Schema, file: string) {
  const names = found.map((column) => column.name);
  const near = closest(name, names);
  return fail('DATA_COLUMN_MISSING', { file, column: name, found: names.join(', '), near: near ?? null });
}
