import { z } from 'zod';
import type { ArchiveKind } from '../contract/bundle.ts';
import { DeploymentSettings, type NodeItem } from '../contract/deploy.ts';
import { fail } from '../contract/errors/index.ts';
import { type Connection, migrate } from './database.ts';

/** A version as the node received it. */
export interface UploadedVersion {
  item: string;
  name: string;
  kind: ArchiveKind;
  version: string;
  sha256: string;
  author: string;
  notes: string;
  uploadedAt: string;
}

/** What runs: the version an item's pointer stands on, with the settings it was activated with. */
export interface Activation {
  item: string;
  version: string;
  settings: DeploymentSettings;
  activatedAt: string;
}

/** Projects (Automation node) or services (API node) with their versions, and which version is active. */
export interface Activations {
  /** Keeps an uploaded version. False when it is there already with the same content, `conflict` with another. */
  addVersion(version: UploadedVersion): boolean | 'conflict';
  /** NOT_FOUND. */
  markPreloaded(item: string, version: string): void;
  /** Moves the pointer in one transaction; returns the version that was active before. NOT_FOUND. */
  activate(activation: Activation): string | null;
  active(item: string): Activation | undefined;
  /** All active versions: what a node loads at start. */
  allActive(): Activation[];
  /** Activations of an item, newest first. */
  history(item: string): Activation[];
  version(item: string, version: string): UploadedVersion | undefined;
  items(): NodeItem[];
  item(id: string): NodeItem | undefined;
  /** False when there is none, or it is active. */
  removeVersion(item: string, version: string): boolean;
}

const migrations = [
  `CREATE TABLE items (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL,
     kind TEXT NOT NULL,
     active TEXT
   ) STRICT;
   CREATE TABLE versions (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     item TEXT NOT NULL REFERENCES items (id),
     version TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     author TEXT NOT NULL,
     notes TEXT NOT NULL,
     uploaded_at TEXT NOT NULL,
     state TEXT NOT NULL,
     UNIQUE (item, version)
   ) STRICT;
   CREATE TABLE activations (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     item TEXT NOT NULL,
     version TEXT NOT NULL,
     settings TEXT NOT NULL,
     activated_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX activations_by_item ON activations (item, seq);`,
];

interface ItemRow {
  id: string;
  name: string;
  kind: ArchiveKind;
  active: string | null;
}

const VersionRow = z.object({
  version: z.string(),
  sha256: z.string(),
  author: z.string(),
  notes: z.string(),
  uploaded_at: z.string(),
  state: z.enum(['uploaded', 'preloaded', 'active', 'retired']),
});

/** Items, versions and pointers in `db`. */
export function openActivations(db: Connection): Activations {
  migrate(db, 'activations', migrations);
  return { ...pointers(db), ...versions(db) };
}

function pointers(db: Connection): Pick<Activations, 'activate' | 'active' | 'allActive' | 'history'> {
  const current = db.prepare('SELECT active FROM items WHERE id = ?').pluck();
  const point = db.prepare('UPDATE items SET active = ? WHERE id = ?');
  const setState = db.prepare('UPDATE versions SET state = ? WHERE item = ? AND version = ?');
  const add = db.prepare('INSERT INTO activations (item, version, settings, activated_at) VALUES (?, ?, ?, ?)');
  const history = db.prepare('SELECT * FROM activations WHERE item = ? ORDER BY seq DESC');
  const active = db.prepare(
    `SELECT a.* FROM items i JOIN activations a ON a.seq =
       (SELECT max(seq) FROM activations WHERE item = i.id AND version = i.active)
     WHERE i.active IS NOT NULL ORDER BY i.seq`,
  );
  const allActive = () => active.all().map(toActivation);
  return {
    activate: db.transaction(({ item, version, settings, activatedAt }: Activation) => {
      const previous = (current.get(item) ?? null) as string | null;
      if (previous !== null) setState.run('retired', item, previous);
      if (setState.run('active', item, version).changes === 0) throw missingVersion(item, version);
      point.run(version, item);
      add.run(item, version, JSON.stringify(settings), activatedAt);
      return previous;
    }),
    active: (item) => allActive().find((activation) => activation.item === item),
    allActive,
    history: (item) => history.all(item).map(toActivation),
  };
}

type VersionPart = Pick<Activations, 'addVersion' | 'markPreloaded' | 'version' | 'items' | 'item' | 'removeVersion'>;

function versions(db: Connection): VersionPart {
  const putItem = db.prepare(
    'INSERT INTO items (id, name, kind) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
  );
  const add = db.prepare(
    `INSERT OR IGNORE INTO versions (item, version, sha256, author, notes, uploaded_at, state)
     VALUES (?, ?, ?, ?, ?, ?, 'uploaded')`,
  );
  const preloaded = db.prepare(
    "UPDATE versions SET state = 'preloaded' WHERE item = ? AND version = ? AND state = 'uploaded'",
  );
  const get = db.prepare('SELECT * FROM versions WHERE item = ? AND version = ?');
  const listItems = db.prepare('SELECT * FROM items ORDER BY seq');
  const getItem = db.prepare('SELECT * FROM items WHERE id = ?');
  const listVersions = db.prepare('SELECT * FROM versions WHERE item = ? ORDER BY seq DESC');
  const remove = db.prepare(
    'DELETE FROM versions WHERE item = ? AND version = ? AND version IS NOT (SELECT active FROM items WHERE id = item)',
  );
  const toItem = (row: ItemRow): NodeItem => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    active: row.active,
    versions: listVersions.all(row.id).map((found) => {
      const { uploaded_at, sha256: _, ...rest } = VersionRow.parse(found);
      return { ...rest, uploadedAt: uploaded_at };
    }),
  });
  const version = (item: string, wanted: string): UploadedVersion | undefined => {
    const found = get.get(item, wanted);
    const owner = getItem.get(item) as ItemRow | undefined;
    if (!found || !owner) return undefined;
    const { uploaded_at, state: _, ...rest } = VersionRow.parse(found);
    return { item, name: owner.name, kind: owner.kind, ...rest, uploadedAt: uploaded_at };
  };
  return {
    addVersion: db.transaction((value: UploadedVersion) => {
      const owner = getItem.get(value.item) as ItemRow | undefined;
      if (owner && owner.kind !== value.kind) return 'conflict' as const;
      putItem.run(value.item, value.name, value.kind);
      const { item, sha256, author, notes, uploadedAt } = value;
      if (add.run(item, value.version, sha256, author, notes, uploadedAt).changes > 0) return true;
      return version(item, value.version)?.sha256 === sha256 ? false : ('conflict' as const);
    }),
    markPreloaded(item, wanted) {
      if (preloaded.run(item, wanted).changes === 0 && !get.get(item, wanted)) throw missingVersion(item, wanted);
    },
    version,
    items: () => (listItems.all() as ItemRow[]).map(toItem),
    item(id) {
      const row = getItem.get(id) as ItemRow | undefined;
      return row ? toItem(row) : undefined;
    },
    removeVersion: (item, wanted) => remove.run(item, wanted).changes > 0,
  };
}

function toActivation(row: unknown): Activation {
  const { item, version, settings, activated_at } = row as Record<string, string>;
  return {
    item: item!,
    version: version!,
    settings: DeploymentSettings.parse(JSON.parse(settings!)),
    activatedAt: activated_at!,
  };
}

function missingVersion(item: string, version: string) {
  return fail('NOT_FOUND', { kind: 'version', id: `${item} ${version}`, suggestion: '' });
}
