import { dirname } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { fail } from '../contract/errors/index.ts';
import { makeFolder } from '../platform/files.ts';

export type { Connection };

export interface DatabaseOptions {
  /** `full` keeps every acknowledged transaction through a power cut; `normal` may lose the last ones, never the order. Default `full`. */
  durability?: 'full' | 'normal';
}

/**
 * Opens (or makes) a SQLite file in WAL mode. One writer process per file: nodes hold the lock of their data folder. NODE_DATABASE
 * when the file is not a database.
 */
export async function openDatabase(path: string, options: DatabaseOptions = {}): Promise<Connection> {
  if (path !== ':memory:') await makeFolder(dirname(path));
  let db: Connection | undefined;
  try {
    db = new Database(path, { timeout: 10_000 });
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${options.durability ?? 'full'}`);
    db.pragma('foreign_keys = ON');
    db.exec('CREATE TABLE IF NOT EXISTS schema_versions (area TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT');
    return db;
  } catch (error) {
    db?.close();
    throw fail(
      'NODE_DATABASE',
      { path, reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}

/**
 * Brings the tables of one area up to date: migration n (counted from 1) runs once, each in its own transaction. Never change a
 * migration that was released; add one. NODE_DATABASE when the file comes from a newer version.
 */
export function migrate(db: Connection, area: string, migrations: readonly string[]): void {
  const row = db.prepare('SELECT version FROM schema_versions WHERE area = ?').get(area) as
    | { version: number }
    | undefined;
  const from = row?.version ?? 0;
  if (from > migrations.length)
    throw fail('NODE_DATABASE', {
      path: db.name,
      reason: `its part “${area}” has version ${from}, newer than ${migrations.length}`,
    });
  const store = db.prepare(
    'INSERT INTO schema_versions (area, version) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET version = excluded.version',
  );
  for (const [i, sql] of migrations.entries()) {
    if (i < from) continue;
    db.transaction(() => {
      db.exec(sql);
      store.run(area, i + 1);
    })();
  }
}
