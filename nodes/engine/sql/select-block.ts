/** One SELECT under construction. `select` is null while it still yields its source's columns as they are. */
export interface SelectBlock {
  columns: string[];
  select: string[] | null;
  distinct: string;
  from: string;
  where: string[];
  groupBy: string;
  orderBy: string;
  limit: string;
}

/** A block that yields the columns of a relation. */
export function blockOver(relation: string, columns: string[]): SelectBlock {
  const from = `FROM ${relation}`;
  return { columns, select: null, distinct: '', from, where: [], groupBy: '', orderBy: '', limit: '' };
}

/** The SQL of a block; `columns` are its columns printed, for a block without a list of its own. */
export function renderBlock(block: SelectBlock, columns: readonly string[]): string {
  const select = block.select ?? columns;
  const lines = [`SELECT ${block.distinct}${select.length > 0 ? select.join(', ') : '*'}`, block.from];
  if (block.where.length > 0) lines.push(`WHERE ${block.where.map((part) => `(${part})`).join(' AND ')}`);
  if (block.groupBy) lines.push(block.groupBy);
  if (block.orderBy) lines.push(`ORDER BY ${block.orderBy}`);
  if (block.limit) lines.push(block.limit);
  return lines.join('\n');
}

/** True while the block's rows and columns are those of its source, perhaps fewer rows. */
export function isPlain(block: SelectBlock): boolean {
  return block.select === null && !block.distinct && !block.limit && !block.groupBy;
}

export function isPlainUnsorted(block: SelectBlock): boolean {
  return isPlain(block) && !block.orderBy;
}

export function indent(sql: string): string {
  return sql.replaceAll('\n', '\n  ').replace(/^/, '  ');
}
