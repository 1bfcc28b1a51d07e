/** An identifier in double quotes, for every dialect we print. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal in single quotes. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A DuckDB relation over Parquet files, to bind as the table of a `scan`. */
export function parquetRelation(files: string | readonly string[]): string {
  const list = typeof files === 'string' ? [files] : files;
  return `read_parquet([${list.map((file) => quoteText(escapeGlob(file))).join(', ')}])`;
}

/** DuckDB expands `*`, `?` and `[` in file names; a bracket class makes them literal. */
function escapeGlob(file: string): string {
  return file.replace(/[*?[]/g, (character) => `[${character}]`);
}
