import { z } from 'zod';
import { PairedNode } from '../contract/deploy.ts';
import { type Connection, migrate } from './database.ts';
import { type Documents, documentsOf, documentTable } from './documents.ts';

export const keyRights = ['predict', 'read', 'write', 'deploy', 'admin'] as const;

/** An API key as it is kept: never the key itself, only its SHA-256 (of 256 random bits). */
export const StoredKey = z.object({
  id: z.string(),
  name: z.string(),
  right: z.enum(keyRights),
  /** For `predict`: the one service it opens; absent, all. */
  service: z.string().optional(),
  hash: z.string(),
  createdAt: z.string(),
});
export type StoredKey = z.infer<typeof StoredKey>;

/** A public key whose archives this node accepts. Its id is the key in hex. */
export const TrustedKey = z.object({ id: z.string(), name: z.string(), addedAt: z.string() });
export type TrustedKey = z.infer<typeof TrustedKey>;

/** Who may call this node, whose archives it trusts, and which nodes it is paired with. */
export interface KeysStore {
  readonly trusted: Documents<TrustedKey>;
  readonly pairedNodes: Documents<PairedNode>;
  /** Without their hashes. */
  listKeys(): Omit<StoredKey, 'hash'>[];
  addKey(key: StoredKey): void;
  removeKey(id: string): boolean;
  /** The key with this hash (`hashApiKey`). */
  findKey(hash: string): StoredKey | undefined;
  /** Keys for predictions with their hashes: what serving processes check requests against. */
  predictKeys(): StoredKey[];
  /** Grows with every change of keys or trusted keys, also by another process: for caches. */
  dataVersion(): number;
}

const migrations = [
  `CREATE TABLE api_keys (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     hash TEXT NOT NULL UNIQUE,
     body TEXT NOT NULL
   ) STRICT;
   ${documentTable('trusted_keys')}
   ${documentTable('paired_nodes')}`,
];

const parse = (body: unknown): StoredKey => StoredKey.parse(JSON.parse(body as string));

/** Keys in `db`. */
export function openKeysStore(db: Connection): KeysStore {
  migrate(db, 'keys', migrations);
  const add = db.prepare('INSERT INTO api_keys (id, hash, body) VALUES (?, ?, ?)');
  const list = db.prepare('SELECT body FROM api_keys ORDER BY seq').pluck();
  const remove = db.prepare('DELETE FROM api_keys WHERE id = ?');
  const find = db.prepare('SELECT body FROM api_keys WHERE hash = ?').pluck();
  const version = db.prepare('SELECT total_changes()').pluck();
  return {
    trusted: documentsOf(db, 'trusted_keys', TrustedKey),
    pairedNodes: documentsOf(db, 'paired_nodes', PairedNode),
    listKeys: () => list.all().map((body) => StoredKey.omit({ hash: true }).parse(JSON.parse(body as string))),
    addKey: (key) => void add.run(key.id, key.hash, JSON.stringify(key)),
    removeKey: (id) => remove.run(id).changes > 0,
    predictKeys: () =>
      list
        .all()
        .map(parse)
        .filter((key) => key.right === 'predict'),
    findKey(hash) {
      const body = find.get(hash);
      return body === undefined ? undefined : parse(body);
    },
    dataVersion: () => (version.get() as number) + (db.pragma('data_version', { simple: true }) as number),
  };
}
