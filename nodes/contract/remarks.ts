import type { Column, Schema } from './schema.ts';

/** Found columns with what a person has said about columns of the same name: comments, and meanings where the type is the same. */
export function withRemarks(found: Schema, former: Schema | null | undefined): Schema {
  if (!former?.some(({ meaning, comment }) => meaning || comment)) return found;
  const known = new Map(former.map((column) => [column.name, column]));
  return found.map((column): Column => {
    const old = known.get(column.name);
    if (!old) return column;
    const meaning = old.type === column.type ? (old.meaning ?? column.meaning) : column.meaning;
    return { ...column, ...(meaning && { meaning }), ...(old.comment && { comment: old.comment }) };
  });
}
