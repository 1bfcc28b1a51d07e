import type { z } from 'zod';
import type { Connection } from './database.ts';

/** A table of objects with an id, kept as JSON and checked by their schema when read. */
export interface Documents<T extends { id: string }> {
  put(value: T): void;
  get(id: string): T | undefined;
  /** In the order they were first put. */
  list(): T[];
  /** False when there was none. */
  remove(id: string): boolean;
}

/** The table must have been made by `documentTable` in a migration. */
export function documentsOf<T extends { id: string }>(
  db: Connection,
  table: string,
  schema: z.ZodType<T>,
): Documents<T> {
  const put = db.prepare(
    `INSERT INTO ${table} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const get = db.prepare(`SELECT body FROM ${table} WHERE id = ?`).pluck();
  const list = db.prepare(`SELECT body FROM ${table} ORDER BY seq`).pluck();
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const parse = (body: unknown) => schema.parse(JSON.parse(body as string));
  return {
    put: (value) => void put.run(value.id, JSON.stringify(value)),
    get(id) {
      const body = get.get(id);
      return body === undefined ? undefined : parse(body);
    },
    list: () => list.all().map(parse),
    remove: (id) => remove.run(id).changes > 0,
  };
}

/** SQL of a migration that makes such a table. */
export function documentTable(table: string): string {
  return `CREATE TABLE ${table} (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;`;
}
